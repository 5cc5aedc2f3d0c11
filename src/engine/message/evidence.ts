/** Is this mail a bounce at all? People write about bounces, too, and newsletters about delivery. */
import { looksLikeAutoReply } from './kinds/auto-reply';
import type { Mail } from './mail';
import failure from './phrases/failure.json';
import notices from './phrases/notices.json';
import { normalise, Phrases } from './phrases/phrases';
import subjects from './phrases/subjects.json';
import { entriesOfLine } from './plain/entries';
import { scanCodes } from '../scan/codes';

const SUBJECTS = new Phrases(subjects);
const FAILURE = new Phrases(failure);
/** Subjects of what list managers and others report about bounces; a bounce can be attached. */
const NOTICES = new Phrases(notices);

/** Names under which servers write. */
const DAEMON = /\b(?:mailer[-_ ]?daemon|post[-_ ]?master|sysadmin|post[ -]?office|postman|mail[-_ ]?(?:er)?[-_ ]?(?:delivery|system|server|admin|administrator|daemon|gateway|router|adm)|mdaemon|mmdf|microsoftexchange[0-9a-f]{0,32}|internet mail (?:delivery|service)|delivery[-_ ]?(?:subsystem|system|agent|service|daemon|manager|status|notification)|bounce[-_ ]?(?:s|notification)?|smtp[-_ ]?(?:service|server|gateway)|system administrator|systemadministrator|mail service|interscan|viruswall|mailsweeper|nobody|non-?deliver\w{0,10}|undeliver\w{0,10}|virusalert|mimesweeper|mail ?agent|mxlogic|spam firewall|virus alert)\b|メール(?:配信|システム)|邮件系统|系统管理员/i;

/** Names under which any program writes. */
const PROGRAM = /\b(?:notifications?|no-?reply|do-?not-?reply)\b/i;
/** What only lists, newsletters and discussions have. */
const LIST_FIELDS = ['list-id', 'list-unsubscribe', 'list-post'];

/** How far into the text it is looked for who was not reached. */
const FIRST_LINES = 60;

/** What is needed; see the weights below. */
const ENOUGH = 4;

export function isBounce(mail: Mail): boolean {
  return !looksLikeAutoReply(mail) && !NOTICES.isIn(normalise(mail.header('subject'))) && evidence(mail) >= ENOUGH;
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
  return FAILURE.isIn(normalise(mail.lines.slice(0, 40).map((line) => line.text.slice(0, 300)).join('\n')));
}

/** The weights say how seldom an ordinary mail has the trait. */
function evidence(mail: Mail): number {
  const { headers } = mail.root;
  let sum = 0;
  let isServer = false;
  const from = headers.get('from');
  const toList = LIST_FIELDS.some((name) => headers.has(name));
  if (DAEMON.test(from) || (from === '' && headers.fields.length > 0) || /^(?:<>|mailer-daemon)/i.test(from)) isServer = true;
  if (isServer || (PROGRAM.test(from) && !toList)) sum += 2;
  if (/^<>|mailer-daemon|postmaster/i.test(headers.get('return-path'))) {
    isServer = true;
    sum += 2;
  }
  if ((isServer || !/^re:/i.test(headers.get('subject'))) && SUBJECTS.isIn(normalise(headers.get('subject')))) sum += 2;
  if (headers.has('x-failed-recipients')) sum += 4;
  if (isDeliveryReport(mail) || mail.root.type === 'multipart/report') sum += 3;
  if (/^auto-(?:generated|replied)/i.test(headers.get('auto-submitted'))) sum += 1;
  if (sum >= ENOUGH) return sum;
  // people quote bounces on lists and in tickets: there the words count only where the sender is a mail server
  if (toList && sum < 3) return sum;
  if (isServer && namesRefusal(mail)) sum += 2;
  if (mail.family) sum += headers.fields.length === 0 ? 4 : 3; // pasted without its header
  if (tellsOfFailure(mail)) sum += headers.fields.length === 0 ? 4 : 1;
  return sum;
}

/** A line `address: code` says enough in any language. */
function namesRefusal(mail: Mail): boolean {
  const lines = mail.lines.slice(0, FIRST_LINES);
  return lines.some(({ text }, i) => text.includes('@') && scanCodes(text).some((mention) => mention.code >= '4') && entriesOfLine(lines, i).length > 0);
}
