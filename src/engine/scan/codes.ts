/**
 * Finds SMTP reply codes (RFC 5321 section 4.2) and enhanced status codes (RFC 3463 section 2) in any text, with exact ranges.
 * One pass, linear time. Things that merely look like a code are left alone: addresses, versions, dates, ids, sizes, times.
 */
import type { Span } from '../record';
import { CharacterKind, isDigit, isLetter, isUnspaced } from './characters';

export interface CodeMention {
  readonly kind: 'status' | 'reply';
  /** `5.1.1` or `550` */
  readonly code: string;
  readonly span: Span;
}

/** Words before a dotted number that make it a version, not a code (compared in lower case). */
const VERSION_WORDS = new Set([
  'version', 'ver', 'v', 'release', 'build', 'engine', 'linux', 'kernel', 'gcc', 'ld', 'clang', 'php', 'perl', 'python', 'ruby', 'node', 'java',
  'postfix', 'exim', 'sendmail', 'qmail', 'dovecot', 'courier', 'opensmtpd', 'haraka', 'clamav', 'spamassassin', 'amavis', 'amavisd', 'rspamd',
  'mailman', 'phpmailer', 'swiftmailer', 'nodemailer', 'symfony', 'laravel', 'openssl', 'libressl', 'gnutls', 'tls', 'tlsv', 'ssl', 'mysql',
  'apache', 'nginx', 'roundcube', 'squirrelmail', 'horde', 'imp', 'mutt', 'kmail', 'evolution', 'zimbra', 'domino', 'groupwise', 'exchange',
  'mdaemon', 'imail', 'merak', 'msmtp', 'fetchmail', 'procmail', 'ubuntu', 'debian', 'centos', 'freebsd', 'openbsd', 'netbsd', 'windows', 'darwin',
  'mime-tools', 'lotus', 'eudora', 'thunderbird', 'mailer', 'x-mailer', 'user-agent', 'client-ip', 'ip', 'postmaster-tools', 'ietf', 'oid',
]);

/** Words that name a code whatever its numbers are: `dsn=5.12.345`, `Status: 5.10.0`. */
const CODE_WORDS = new Set(['dsn', 'status', 'enhanced', 'enhancedcode', 'enhanced_code', 'statuscode', 'status_code', 'dsnstatus', 'smtp', 'esmtp', 'said', 'code']);

/** `in "490 4.5.6 Wrong code"`: who says where something stands quotes a setting; no server speaks. */
const QUOTED_SETTING = /\bin ["'`][245]\d\d[ -]{0,2}$|\bin ["'`]$/;

/** `height="250"`, `width=3D"550"` (quoted-printable): the size of a picture or a table in HTML. */
const ATTRIBUTE = /\b(?:width|height|size|border|colspan|rowspan)=(?:3D)?"$/i;

/** Words in small letters after a number that make it an amount, not a reply; `554 Messages from ...` begins a sentence. No amount of three digits has one `message`. */
const UNIT_WORDS = new Set(['bytes', 'byte', 'ms', 'msec', 'sec', 'secs', 'seconds', 'second', 'minutes', 'minute', 'hours', 'hour', 'days', 'day', 'times', 'lines', 'messages', 'recipients', 'connections', 'mails', 'percent']);

/** Signs of units and months, in any letters. */
const UNIT_SIGNS = new Set(['kb', 'mb', 'gb', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']);

/** Reply codes below 400 that servers give (RFC 5321, 3207, 4954, 2034); others of class 2 and 3 are not worth a guess. */
const POSITIVE_REPLIES = new Set(['211', '214', '220', '221', '235', '250', '251', '252', '334', '354']);

const DOT = 46;
const HYPHEN = 45;
const SPACE = 32;
const UNDERSCORE = 95;

/**
 * All codes between two offsets, in order, without overlaps.
 * @param text any text, of any length
 * @param from first offset to look at
 * @param to offset after the last one
 */
export function scanCodes(text: string, from = 0, to = text.length): CodeMention[] {
  const mentions: CodeMention[] = [];
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c < 50 || c > 53) { // only 2 to 5 start a code; skip the rest of another number at once
      if (isDigit(c)) i = endOfDigits(text, i, to) - 1;
      continue;
    }
    const mention = text.charCodeAt(i + 1) === DOT ? statusAt(text, i, to) : replyAt(text, i, to, mentions);
    if (mention) {
      mentions.push(mention);
      i = mention.span.end - 1;
    } else {
      i = endOfDigits(text, i, to) - 1;
    }
  }
  return mentions;
}

/** The enhanced status codes of a text, in order. */
export function statusesIn(text: string): string[] {
  return scanCodes(text).filter((m) => m.kind === 'status').map((m) => m.code);
}

/**
 * The enhanced status code that says the most: the first specific one, or the last generic one. The same as a choice among `statusesIn`, but
 * without looking for reply codes, and no further than needed: every verdict asks for it.
 * @param known what was found before `from`
 */
export function mostTellingStatus(text: string, from = 0, to = text.length, known: string | null = null): string | null {
  let best = known;
  for (let i = from; i < to && (best === null || isGenericStatus(best)); i++) {
    const c = text.charCodeAt(i);
    if (!isDigit(c)) continue;
    const mention = c >= 50 && c <= 53 && text.charCodeAt(i + 1) === DOT ? statusAt(text, i, text.length) : null;
    if (mention) best = mention.code;
    i = (mention ? mention.span.end : endOfDigits(text, i, text.length)) - 1;
  }
  return best;
}

/** True for codes that say nothing but their class (and subject): `x.0.0`, `x.x.0`. */
export function isGenericStatus(status: string): boolean {
  return status.endsWith('.0');
}

/** A well-formed code of class 2, 4 or 5 (RFC 3463 section 2) somewhere at the start of a field's value, e.g. `5.0.0 (permanent failure)`. */
export function statusOfField(value: string): string | null {
  const match = /^\s{0,20}#?([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(value);
  return match ? match[1]! : null;
}

/**
 * The status that a record states: the one of its field; where that is missing or `x.0.0`, the first specific one in the server's words
 * (of the same class where the field names one). Never an invented one.
 */
export function settleStatus(stated: string | null, diagnostic: string | null): string | null {
  if (!diagnostic || (stated && !stated.endsWith('.0.0'))) return stated;
  return moreSpecific(stated, scanCodes(diagnostic))?.code ?? stated;
}

/** The mention that says more than the stated status does; null where the stated one is specific, or nothing better was found. */
export function moreSpecific(stated: string | null, mentions: readonly CodeMention[]): CodeMention | null {
  if (stated && !stated.endsWith('.0.0')) return null;
  let better: CodeMention | null = null;
  for (const mention of mentions) {
    if (mention.kind !== 'status' || (stated && mention.code.charCodeAt(0) !== stated.charCodeAt(0))) continue;
    if (!isGenericStatus(mention.code)) return mention;
    if (mention.code.endsWith('.0.0') ? !stated && !better : !better || better.code.endsWith('.0.0')) better = mention;
  }
  return better;
}

function statusAt(text: string, start: number, to: number): CodeMention | null {
  const subjectEnd = endOfDigits(text, start + 2, to);
  const subjectLength = subjectEnd - start - 2;
  if (text.charCodeAt(start) === 51 || subjectLength < 1 || subjectLength > 3 || text.charCodeAt(subjectEnd) !== DOT) return null;
  const end = endOfDigits(text, subjectEnd + 1, to);
  const detailLength = end - subjectEnd - 1;
  if (detailLength < 1 || detailLength > 3) return null;
  if (subjectLength > 1 && text.charCodeAt(start + 2) === 48) return null; // 15.02.0330, 5.00.2919: a version
  if (detailLength > 1 && text.charCodeAt(subjectEnd + 1) === 48) return null;
  if (!mayEndStatus(text, end, to)) return null;
  const context = contextBefore(text, start);
  if (context === 'no' || isSetting(text, start)) return null;
  const isBeyondRegistry = subjectLength > 1 || text.charCodeAt(start + 2) > 55;
  if (isBeyondRegistry && context !== 'strong') return null; // the registry ends at subject 7: only where something calls it a code
  return { kind: 'status', code: text.slice(start, end), span: { start, end } };
}

/** A code at the beginning of a quotation that tells where in a configuration a mistake is. */
function isSetting(text: string, start: number): boolean {
  const previous = text.charCodeAt(start - 1);
  const isBehindReply = (previous === SPACE || previous === HYPHEN) && (isQuote(text.charCodeAt(start - 5)) || isQuote(text.charCodeAt(start - 6)));
  if (!isBehindReply && !isQuote(previous)) return false;
  return QUOTED_SETTING.test(text.slice(Math.max(0, start - 12), start));
}

const isQuote = (c: number): boolean => c === 34 || c === 39 || c === 96;

/** What follows a status: not another part of a number, a version's suffix, an e-mail address or a clock time. */
function mayEndStatus(text: string, end: number, to: number): boolean {
  if (end >= to) return true;
  const next = text.charCodeAt(end);
  const after = end + 1 < to ? text.charCodeAt(end + 1) : SPACE;
  if (next === DOT || next === HYPHEN || next === 47 /* / */) return !isDigit(after) && !(isLetter(after) && next !== DOT);
  if (next === 64 /* @ */ || next === 37 /* % */) return false;
  if (next === SPACE && isDigit(after)) return !/^ \d{1,2}:\d\d/.test(text.slice(end, end + 6)); // 4.5.21 12:30
  return true;
}

/** What stands before a status. `strong`: something calls it a code. `weak`: nothing speaks against it. `no`: part of something else. */
function contextBefore(text: string, start: number): 'strong' | 'weak' | 'no' {
  if (start === 0) return 'weak';
  const previous = text.charCodeAt(start - 1);
  if (previous === 35 /* # */) return 'strong';
  if (previous === HYPHEN || previous === UNDERSCORE) {
    if (isReplyBefore(text, start - 1)) return 'strong';
    return previous === UNDERSCORE && /[:_]$/.test(text.slice(Math.max(0, start - 2), start - 1)) ? 'weak' : 'no';
  }
  const kind = CharacterKind.of(previous);
  if (kind === 'digit' || kind === 'letter' || previous === DOT || previous === 47 || previous === 64 || previous === 43 || previous === 92) return escapedLetter(text, start) ? 'weak' : 'no';
  if (previous === SPACE && isReplyBefore(text, start - 1)) return 'strong';
  const word = wordBefore(text, start);
  if (VERSION_WORDS.has(word) || word.endsWith('-version') || word.endsWith('_version')) return 'no'; // X-Mailman-Version: 2.0.8
  return CODE_WORDS.has(word) ? 'strong' : 'weak';
}

/** `\n5.1.1` inside a JSON string: the letter belongs to the escape. */
function escapedLetter(text: string, start: number): boolean {
  return text.charCodeAt(start - 2) === 92 && /[nrt]/.test(text.charAt(start - 1));
}

/** Three digits of class 2, 4 or 5 end right before `at`, and no digit or dot before them. */
function isReplyBefore(text: string, at: number): boolean {
  if (at < 3) return false;
  const first = text.charCodeAt(at - 3);
  if (first < 50 || first > 53 || !isDigit(text.charCodeAt(at - 2)) || !isDigit(text.charCodeAt(at - 1))) return false;
  const before = at > 3 ? text.charCodeAt(at - 4) : SPACE;
  return !isDigit(before) && before !== DOT;
}

/** The word before `start` in lower case, over blanks and `= : | ( [ " '`. At most 24 characters are looked at. */
function wordBefore(text: string, start: number): string {
  let end = start;
  const floor = Math.max(0, start - 24);
  while (end > floor && ' \t=:|(["\'>'.includes(text.charAt(end - 1))) end--;
  let begin = end;
  while (begin > floor && (isLetter(text.charCodeAt(begin - 1)) || text.charCodeAt(begin - 1) === HYPHEN || text.charCodeAt(begin - 1) === UNDERSCORE)) begin--;
  return text.slice(begin, end).toLowerCase();
}

/** A reply code: three digits where a reply can stand, followed by text or by an enhanced status code. */
function replyAt(text: string, start: number, to: number, found: readonly CodeMention[]): CodeMention | null {
  const end = start + 3;
  if (end > to || !isDigit(text.charCodeAt(start + 1)) || !isDigit(text.charCodeAt(start + 2)) || isDigit(text.charCodeAt(end))) return null;
  const code = text.slice(start, end);
  const first = code.charCodeAt(0);
  if (first <= 51 ? !POSITIVE_REPLIES.has(code) : code.charCodeAt(1) > 53) return null; // second digit 0 to 5 (RFC 5321 section 4.2.1)
  const before = start > 0 ? text.charCodeAt(start - 1) : 10;
  if (isDigit(before) || (isLetter(before) && !isUnspaced(before)) || before === DOT || before === 47 || before === 64 || before === 43 || before === 44) return null;
  if (isSetting(text, start) || (before === 34 && ATTRIBUTE.test(text.slice(Math.max(0, start - 12), start)))) return null;
  const mention: CodeMention = { kind: 'reply', code, span: { start, end } };
  if (/^(?:[ \t_-]+|, b?['"]|[ -]?\(?)#?[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.test(text.slice(end, end + 20))) return before === HYPHEN ? null : mention;
  if (isUnspaced(before) || !canStartReply(text, start, before, found)) return null; // 共550件: an amount
  return canFollowReply(text, end, to) ? mention : null;
}

function canStartReply(text: string, start: number, before: number, found: readonly CodeMention[]): boolean {
  if (before === 10 || before === 13 || before === 9 || before === 40 /* ( */ || before === 34 || before === 39 || before === 62 /* > */) return true;
  if (before === UNDERSCORE) return text.charCodeAt(start - 2) === 58; // said:_550_
  const lead = text.slice(Math.max(0, start - 14), start);
  if (/[:;(]\s{0,3}$|\bsaid:? $|\bcode:? "?$|\berror:? "?$|\bSMTP:? $|\bstat=.{0,10}$|\breply:? "?$|\bresponse:? "?$|<<< $/i.test(lead)) return !/\d:\s?$/.test(lead);
  // a further line of a folded multi-line reply repeats its code: 550-5.1.1 ... 550 5.1.1
  const last = found[found.length - 1];
  return last !== undefined && last.kind === 'reply' && last.code === text.slice(start, start + 3);
}

function canFollowReply(text: string, end: number, to: number): boolean {
  if (end >= to) return true;
  const next = text.charCodeAt(end);
  if (next === 10 || next === 13 || next === 34 || next === 41) return true;
  if (next === 44 || next === 58) return text.charCodeAt(end + 1) === SPACE; // "(550, b'..." and "550: ..."
  if (next !== SPACE && next !== 9 && next !== HYPHEN && next !== UNDERSCORE) return false;
  const rest = /^[ \t_-]{1,3}([^\s_]{0,16})/.exec(text.slice(end, end + 20));
  const word = rest?.[1] ?? '';
  return !/^\d/.test(word) && !UNIT_WORDS.has(/^[a-z]{0,16}/.exec(word)![0]) && !UNIT_SIGNS.has(/^[A-Za-z]{0,16}/.exec(word)![0].toLowerCase());
}

function endOfDigits(text: string, at: number, to: number): number {
  let i = at;
  while (i < to && isDigit(text.charCodeAt(i))) i++;
  return i;
}
