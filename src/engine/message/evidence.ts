/** Is this mail a bounce at all? People write about bounces, too, and newsletters about delivery. */
import { asksForProof, looksLikeAutoReply } from './kinds/auto-reply';
import type { Mail } from './mail';
import failure from './phrases/failure.json';
import mereFailure from './phrases/mere-failure.json';
import notices from './phrases/notices.json';
import { normalise, Phrases } from './phrases/phrases';
import subjects from './phrases/subjects.json';
import { entriesOfLine } from './plain/entries';
import { scanCodes } from '../scan/codes';

const SUBJECTS = new Phrases(subjects);
const FAILURE = new Phrases(failure);
/** Words that nobody uses of something else; those of other languages are not so many. */
const UNDELIVERED = new Phrases(mereFailure, { ...failure, en: [] });
/** Subjects of what list managers and others report about bounces; a bounce can be attached. */
const NOTICES = new Phrases(notices);

/** Names under which servers write. */
const DAEMON = /\b(?:mailer[-_ ]?daemon|post[-_ ]?master|sysadmin|post[ -]?office|postman|mail[-_ ]?(?:er)?[-_ ]?(?:delivery|system|server|admin|administrator|daemon|gateway|router|adm)|mdaemon|mmdf|microsoftexchange[0-9a-f]{0,32}|internet mail (?:delivery|service)|delivery[-_ ]?(?:subsystem|system|agent|service|daemon|manager|status|notification)|bounce[-_ ]?(?:s|notification)?|smtp[-_ ]?(?:service|server|gateway)|system administrator|systemadministrator|mail service|interscan|viruswall|mailsweeper|nobody|non-?deliver\w{0,10}|undeliver\w{0,10}|virusalert|mimesweeper|mail ?agent|mxlogic|spam firewall|virus alert)\b|メール(?:配信|システム)|邮件系统|系统管理员/i;

/** Names under which any program writes. */
const PROGRAM = /\b(?:notifications?|no-?reply|do-?not-?reply)\b/i;
/** Programs that look into mails; they write about mails that they let through, too. */
const FILTER = /\b(?:antigen|scanmail|anti-?virus|virus[- ]?(?:alert|wall|scanner|checker|filter)|groupshield|mailscanner|content[- ]?(?:filter|checker)|e?mail[- ]?(?:filter|security)|superscout|surfcontrol|guinevere|interscan|mailsweeper|mimesweeper|mailmarshal|webshield|puremessage|spam ?filter)/i;
/** What a filter lets through is no bounce. */
const LET_THROUGH = /\b(?:message|mail|e-?mail|file|attachment) (?:was|has been|were|have been) (?:(?:cleaned|repaired|disinfected|removed) and (?:the )?(?:(?:message|mail|e-?mail) )?(?:was |has been )?)?(?:delivered|forwarded|passed on)\b/;
/** Programs that report on a server or a mailing, and quote what was answered there. */
const REPORTER = /\b(?:logwatch|logcheck|cron daemon|anacron|nagios|icinga|zabbix|munin|monit|monitoring)\b/i;
/** A sentence that says what happens if. */
const CONDITION = /^["'([*>\s-]{0,9}(?:if|when|whenever|unless|until|once|wenn|falls|sobald|si|lorsque|cuando|quando|se|als|indien|wanneer|om|hvis|jeśli|если|когда)(?= )/;
/** Names of what was sent, in the languages of the phrases. */
const MAIL_WORD = /mail|message|letter|\b(?:nachricht|courriel|correo|mensaje|mensagem|messaggio|bericht|meddelande|besked|melding|wiadomo|zpráv|zprav|správ|üzenet|ileti|viesti|mesaj|poruk)|сообщени|письм|повідомлен|μήνυμα|メール|邮件|郵件|信件|메일|رسالة|הודעה/;

/** The mail of the one who reads this: `your message`, `the attached message`. */
const YOURS = /(?:\b(?:your|ihre?|votre|uw|sua?|seu|tuo|suo|din|ditt|twoja|vase|the (?:following|enclosed|attached|original)|this) (?:[\p{L}-]{1,20} )?|ваше |あなたの|您的|귀하의 ?)(?:(?:e-?)?mail|message|letter|nachricht|courriel|correo|mensaje|mensagem|bericht|meddelande|wiadomo|zprav|сообщени|письмо|メール|邮件|郵件|메일)(?!s)/u;

/** `The message to ann@shop.example`, `e-mail for ...` */
const TO_ADDRESS = /(?:mail|message)(?: \S{1,60}){0,6} (?:to|for) \S{1,64}@/;

/** What only lists, newsletters and discussions have. */
const LIST_FIELDS = ['list-id', 'list-unsubscribe', 'list-post'];

/** What a subject quotes is what it talks about: `How to fix "Mail delivery failed"`. */
const QUOTED = /(?<=\S )["“„«][^"“”„«»]{1,200}["”“»]/g;
/** How ticket systems mark what they send: `[Ticket#2024010112000017]`, `[example.org #4711]`, `[#ABC-123]`. */
const TICKET = /\[[^\][]{0,60}#[ :]?[A-Z0-9-]{2,30}\]|\[[A-Z]{2,12}-\d{1,9}\]|\((?:#|[A-Z]{2,12}-)\d{1,9}\)|\b(?:ticket|case|request|issue|incident)[ :]{0,2}(?:id[ :]{0,2})?#? ?[A-Z]{0,5}-?\d{3,18}\b/i;
const ANSWER = /^(?:re|aw|sv|antw|rif|res)(?:\[\d{1,2}\])?:/i;

/** How far into the text it is looked for who was not reached. */
const FIRST_LINES = 60;

/** What is needed; see the weights below. */
const ENOUGH = 4;

export function isBounce(mail: Mail): boolean {
  const from = senderOf(mail);
  if (looksLikeAutoReply(mail) || (!DAEMON.test(from) && asksForProof(mail))) return false;
  if (isNotice(normalise(mail.header('subject'))) || REPORTER.test(from) || (FILTER.test(from) && LET_THROUGH.test(textOf(mail)))) return false;
  return evidence(mail) >= ENOUGH;
}

/** `Mailbox quota warning` is a notice; `Returned mail: Mailbox quota exceeded` names its reason. */
function isNotice(subject: string): boolean {
  const notice = NOTICES.first(subject);
  const bounced = notice && SUBJECTS.first(subject);
  return notice !== null && !(bounced && bounced.start === 0 && bounced.end < notice.start);
}

/** How the text begins, in lower case on one line. */
function textOf(mail: Mail): string {
  return normalise(mail.lines.slice(0, 40).map((line) => line.text.slice(0, 300)).join('\n'));
}

/** The sentences that say what happened; in them it is looked for words of failure. */
function statementsOf(mail: Mail): string[] {
  return textOf(mail).split(/(?<=[.!?]) /).filter((sentence) => !sentence.endsWith('?') && !CONDITION.test(sentence));
}

/** True where the header says that this mail is a report about a delivery (RFC 3464, RFC 6533), whatever became of the report itself. */
export function isDeliveryReport(mail: Mail): boolean {
  return /report-type="?(?:delivery-status|global-delivery)/i.test(mail.root.headers.get('content-type'));
}

/** True where a mail is a bounce by its words, too, so that somebody must have bounced, whether or not that can be read. */
export function tellsOfBounce(mail: Mail): boolean {
  return isDeliveryReport(mail) || (isBounce(mail) && tellsOfFailure(mail));
}

function tellsOfFailure(mail: Mail): boolean {
  return FAILURE.isIn(statementsOf(mail).join(' '));
}

/** Who wrote, with the words of a name apart: `Anti_Virus_Gateway@shop.example`. */
function senderOf(mail: Mail): string {
  return mail.header('from').replaceAll('_', ' ');
}

function isToList({ root: { headers } }: Mail): boolean {
  return LIST_FIELDS.some((name) => headers.has(name));
}

/**
 * True for a mail of a discussion, of a ticket system or of any other program that hands on what people write. What such a mail quotes has
 * bounced somewhere else, to somebody else.
 */
export function isDiscussion(mail: Mail): boolean {
  const { headers } = mail.root;
  return (isToList(mail) || TICKET.test(headers.get('subject')) || /^(?:bulk|list)$/i.test(headers.get('precedence').trim()) || /^auto-/i.test(headers.get('auto-submitted'))
    || isAnswer(mail)) && !isBounce(mail);
}

/** An answer talks about what it quotes or attaches; somebody who passes a bounce on does not answer. */
export function isAnswer({ root: { headers } }: Mail): boolean {
  return ANSWER.test(headers.get('subject').trim()) && headers.has('in-reply-to');
}

/** The weights say how seldom an ordinary mail has the trait. */
function evidence(mail: Mail): number {
  const { headers } = mail.root;
  let sum = 0;
  let isServer = false;
  const from = senderOf(mail);
  const toList = isToList(mail);
  const isTicket = TICKET.test(headers.get('subject'));
  if (DAEMON.test(from) || (from === '' && headers.fields.length > 0) || /^(?:<>|mailer-daemon)/i.test(from)) isServer = true;
  const isFilter = !isServer && FILTER.test(from);
  const isProgram = !isServer && !isFilter && !toList && PROGRAM.test(from) && statementsOf(mail).some((sentence) => (YOURS.test(sentence) || TO_ADDRESS.test(sentence)) && FAILURE.isIn(sentence));
  if (isServer || isFilter || isProgram) sum += 2;
  if (/^<>|mailer-daemon|postmaster/i.test(headers.get('return-path'))) {
    isServer = true;
    sum += 2;
  }
  if ((isServer || !/^re:/i.test(headers.get('subject'))) && SUBJECTS.isIn(normalise(headers.get('subject').replace(QUOTED, ' ')))) sum += 2;
  if (headers.has('x-failed-recipients')) sum += 4;
  if (isDeliveryReport(mail) || mail.root.type === 'multipart/report') sum += 3;
  if (/^auto-(?:generated|replied)/i.test(headers.get('auto-submitted'))) sum += 1;
  if (sum >= ENOUGH) return sum;
  // people quote bounces on lists and in tickets: there the words count only where the sender is a mail server
  if ((toList || (!isServer && (isTicket || isAnswer(mail)))) && sum < 3) return sum;
  if (isServer && namesRefusal(mail)) sum += 2;
  if (mail.family) sum += headers.fields.length === 0 ? 4 : 3; // pasted without its header
  if (tellsOfFailure(mail)) sum += headers.fields.length === 0 ? 4 : 1;
  if (sum === ENOUGH - 1 && !isProgram && tellsOfYours(mail)) sum += 1;
  return sum;
}

/** True where a sentence says that what the reader sent was not delivered. A person would speak of his own mail; a filter does not say whose. */
function tellsOfYours(mail: Mail): boolean {
  const from = senderOf(mail);
  const isMachine = DAEMON.test(from) || FILTER.test(from);
  return statementsOf(mail).some((sentence) => MAIL_WORD.test(sentence) && (isMachine || YOURS.test(sentence)) && UNDELIVERED.isIn(sentence));
}

/** A line `address: code` says enough in any language. */
function namesRefusal(mail: Mail): boolean {
  const lines = mail.lines.slice(0, FIRST_LINES);
  return lines.some(({ text }, i) => text.includes('@') && scanCodes(text).some((mention) => mention.code >= '4') && entriesOfLine(lines, i).length > 0);
}
