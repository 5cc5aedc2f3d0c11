/** PHP: PHPMailer, Symfony Mailer, Swift Mailer (Laravel and others log their exceptions), Laminas, Roundcube. */
import { appLog } from './app-log';

/** How PHPMailer says in some twenty languages that recipients failed: `SMTP Error: The following recipients failed: a@example.net`, with or without the server's words behind. */
const RECIPIENTS_FAILED = /(?<![\w-])(?:[^\s:"'<>]{3,12} (?:de )?)?SMTP(?:[ -][^\s:"'<>]{2,12})? ?: [^:@"'<>]{0,60}(?:recipient|destin|empf|mottag|modtag|odbior|p[rř][ií]j|prejem|primat|ontvang|al[ıi]c[ıi]|c[ií]mzett|vastaanott|adres[ey] de email|получател|отримувач|παραλ[ηή]π|收件|受信者|宛先|수신자)[^:@"'<>]{0,60}: ?(?<to>[^\s<>"'(),;:@]{1,128}@[\w.-]{1,255}\w(?:, [^\s<>"'(),;:@]{1,128}@[\w.-]{1,255}\w){0,50})(?![\w@])/i;

export const php = appLog({
  id: 'php',
  name: 'PHP mailer errors',
  needles: ['xpected response code', 'SMTP', 'Mailer Error', 'recipients failed', 'but got code'],
  errors: [
    /[Ee]xpected response code "?[\d/]{3,20}"? but got (?:code "?\d{3}"?|an empty response), with message "/,
    /[Ee]xpected response code(?:\(s\))? \[?"?[\d/, ]{3,40}"?\]? but got code "?(?=[45]\d\d)/,
    /SMTP ERROR: (?:RCPT TO|MAIL FROM|DATA|DATA END|CONNECT) command failed: (?=[45]\d\d)/,
    /SMTP -> ERROR: [^:]{3,80}: (?=[45]\d\d)/, // PHPMailer before 5.2
    /following recipients failed: (?<to>[^\s:,]{1,320}): /,
    /SMTP server error: [^:]{0,120}\bDetail: /,
    /(?:SMTP Error: |Mailer Error: )(?:data not accepted|Data not accepted)\.? ?(?:SMTP server error: [^:]{0,80}Detail: |<br>\s{0,3})?(?=.{0,500}[45]\.?\d)/,
  ],
  refusals: [RECIPIENTS_FAILED],
});
