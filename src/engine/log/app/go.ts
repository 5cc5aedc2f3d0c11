/** Go: net/smtp's errors as gomail, go-mail and programs wrap them. */
import { appLog } from './app-log';

export const go = appLog({
  id: 'go',
  name: 'Go mail errors',
  needles: ['gomail', 'smtp', 'SMTP', 'mail'],
  detect: /\bgomail: could not send email|\bsending (?:SMTP )?(?:RCPT TO|MAIL FROM|DATA) command(?: failed)?: \d{3} |\bfailed to (?:send|deliver) (?:e-?)?mail[^:\n]{0,80}(?:: |" err(?:or)?="?)(?:smtp: )?[45]\d\d |\bfailed to send notification to email address(?:es)?: \S{3,320}: [45]\d\d /i,
  errors: [
    /\bfailed to send notification to email address(?:es)?: (?<to>[^\s<>:,;]{1,320}@[\w.-]{1,255})[^\s:]{0,320}: (?=[45]\d\d[ -])/i, // Grafana
    /\bgomail: could not send email \d{1,6}: (?:gomail: )?(?:invalid address "[^"]{0,320}": )?(?=[45]\d\d)/,
    /\b(?:sending )?(?:SMTP )?(?:RCPT TO|MAIL FROM|DATA)(?: command)?(?: failed)?: (?=[45]\d\d[ -])/,
    /\b(?:failed|error|unable|could not)(?: to)? (?:send|sending|deliver|delivering) (?:e-?)?mail(?: to <?(?<to>[^\s<>:,]{1,320}@[\w.-]{1,255})>?)?[^:]{0,80}(?:: |" err(?:or)?="?)(?:smtp: )?(?=[45]\d\d[ -])/i,
  ],
});
