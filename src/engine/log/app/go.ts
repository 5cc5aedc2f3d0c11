/** Go: net/smtp's errors as gomail, go-mail and programs wrap them. */
import { appLog } from './app-log';

export const go = appLog({
  id: 'go',
  name: 'Go mail errors',
  needles: ['gomail', 'smtp', 'SMTP', 'mail', ' command'],
  errors: [
    /\bfailed to send notification to email address(?:es)?: (?<to>[^\s<>:,;]{1,320}@[\w.-]{1,255})[^\s:]{0,320}: (?=[45]\d\d[ -])/i, // Grafana
    /\bFailed to send emails \[(?<to>[^\s\]]{1,320}@[\w.-]{1,255})\]: .{0,200}?(?=\b[45]\d\d[ -])/, // Gitea, Forgejo
    /\bgomail: could not send email \d{1,6}: (?:gomail: )?(?:invalid address "[^"]{0,320}": )?(?=[45]\d\d)/,
    /\b(?:SMTP )?(?:RCPT TO|MAIL FROM|(?:RCPT|MAIL|DATA) command)(?: command)?(?: failed)?: (?=[45]\d\d[ -])/,
    /\b(?:failed|error|unable|could not)(?: to)? (?:send|sending|deliver|delivering) (?:e-?)?mail(?: to <?(?<to>[^\s<>:,]{1,320}@[\w.-]{1,255})>?)?[^:]{0,80}(?:: |" err(?:or)?="?)(?:smtp: )?(?=[45]\d\d[ -])/i,
  ],
});
