/** PHP: PHPMailer, Symfony Mailer, Swift Mailer (Laravel and others log their exceptions), Laminas. */
import { appLog } from './app-log';

export const php = appLog({
  id: 'php',
  name: 'PHP mailer errors',
  needles: ['xpected response code', 'SMTP Error', 'SMTP ERROR', 'SMTP error', 'Mailer Error', 'recipients failed', 'but got code'],
  detect: /Expected response code "?[\d/]{3,20}"? but got code "?\d{3}|SMTP Error: The following recipients failed|SMTP ERROR: (?:RCPT TO|MAIL FROM|DATA|DATA END) command failed: \d{3}|SMTP server error: .{1,200}SMTP code: \d{3}/,
  errors: [
    /[Ee]xpected response code "?[\d/]{3,20}"? but got (?:code "?\d{3}"?|an empty response), with message "/,
    /[Ee]xpected response code(?:\(s\))? \[?"?[\d/, ]{3,40}"?\]? but got code "?(?=[45]\d\d)/,
    /SMTP ERROR: (?:RCPT TO|MAIL FROM|DATA|DATA END|CONNECT) command failed: (?=[45]\d\d)/,
    /following recipients failed: (?<to>[^\s:,]{1,320}): /,
    /SMTP server error: [^:]{0,120}\bDetail: /,
    /(?:SMTP Error: |Mailer Error: )(?:data not accepted|Data not accepted)\.? ?(?:SMTP server error: [^:]{0,80}Detail: |<br>\s{0,3})?(?=.{0,500}[45]\.?\d)/,
  ],
});
