/**
 * Tells in microseconds whether a text is worth a closer look, so that the many documents that have nothing to do with mail never
 * load the engine. May say yes too often (detection decides then), and needs only the beginning of a document.
 */

/** How much of a document the sniff looks at. */
export const SNIFF_LENGTH = 24 * 1024;

/** Words that stand in nothing but a report about mail. */
const REPORT = /\b(?:final-recipient|diagnostic-code|reporting-mta|x-failed-recipients|mailer-daemon|undelivered mail|undeliverable|delivery status notification)\b/i;

/** Words of mail delivery; they need a code beside them. */
const DELIVERY = /\b(?:smtp|esmtp|lmtp|postfix|exim|sendmail|qmail|postmaster|mailbox|recipient|rcpt|bounce[ds]?|dsn|undeliver|deliver(?:y|ed)|mta|relay|greylist|spam|blocked using)/i;

/** A status code, or a reply code with words behind it. */
const CODE = /(?:^|[^\d.])(?:[245]\.\d{1,3}\.\d{1,3}(?![\d.])|[45][0-5]\d[ -][a-z#<245"'])/i;

/** A reply code with a status code behind it is a reply in any language. */
const REPLY = /(?:^|[^\d.])[245][0-5]\d[ -]#?[245]\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** Names in the events and bounce lists of providers, which may do without any code: why, and to whom. */
const EVENT_REASON = /"(?:reason|description|diagnostic_?code|bounce_?(?:type|class(?:ification)?)|error_message)"\s{0,8}:/i;
const EVENT_ADDRESS = /"(?:e-?mail|recipient|rcpt_?to|to)"\s{0,8}:\s{0,8}\[?\s{0,8}"[^"@\s]{1,64}@/i;

/** The header of a bounce list as CSV: to whom, and why. Its rows need a code or the word itself. */
const LIST_HEADER = /^\ufeff?(?=[^\n]{0,500}(?:e-?mail|recipient|address))(?=[^\n]{0,500}(?:reason|error|detail|bounce|diagnostic|status|st_text))[^\n@{}<>]{5,500}\n/i;
const LIST_WORD = /bounce/i;
/** Amazon SES lists have no header. */
const SES_LIST = /^\ufeff?"?[^\s",@]{1,64}@[^\s",@]{1,255}"?,"?(?:BOUNCE|COMPLAINT)\b/;

/** Signs as a web form sends them; a web hook that was kept as it came is full of them. */
const FORM_SIGN = /\+|%[2-7][\da-f]/gi;

/** @param sample the beginning of a text */
export function looksLikeBounces(sample: string): boolean {
  const beginning = sample.slice(0, SNIFF_LENGTH);
  const text = /%(?:22|40)/.test(beginning) ? beginning.replace(FORM_SIGN, (sign) => (sign === '+' ? ' ' : String.fromCharCode(parseInt(sign.slice(1), 16)))) : beginning;
  return REPORT.test(text) || REPLY.test(text) || (DELIVERY.test(text) && CODE.test(text)) || (EVENT_REASON.test(text) && EVENT_ADDRESS.test(text))
    || (LIST_HEADER.test(text) && (CODE.test(text) || LIST_WORD.test(text))) || SES_LIST.test(text);
}
