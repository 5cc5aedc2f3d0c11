/** Which three digits of a server's words are its reply (RFC 5321 section 4.2), and whether there are any. */
import { scanCodes, type CodeMention } from '../scan/codes';
import type { Words } from './words';

/** The code in front is the mailer's own, the one inside was the answer: `554 <user@example.com>... 550 Host unknown`. */
const INNER = /^[45]\d\d (?:<[^>]{1,320}>|\S{1,253} \(e?smtp\))\.\.\. {0,3}(?<code>[45]\d\d)[ -]/d;
/** A reply at the very beginning is one, whatever word follows it: `554 Message rejected`. A lone 255 is the exit status of a program. */
const LEADING = /^(?<code>[45][0-57]\d)(?:[ \-#:/]|$)/d;
const SUCCESS = /^(?<code>2[0-57]\d)[ \-#:]/d;

/** Replies that only their place tells from an amount. */
const OTHERS: readonly RegExp[] = [
  // behind the output of a program, what Sendmail makes of it: `mail.local: unknown user: ann 554 <ann@shop.example>... Service unavailable`
  /(?:^| )(?<code>[45]\d\d) (?:<[^>]{1,320}>|[^\s.]{1,253})\.\.\. /d,
  // behind an address: `ann@shop.example... 550 unknown`
  /\.\.\. {0,3}(?<code>[45][0-57]\d)[ -]/d,
  // one that is called so: `ResponseCode 421`, `ERROR_CODE :550`
  /(?:\b|response|error|reply|smtp|status|_)code[ :=#"'(]{1,4}(?<code>[45][0-5]\d)(?!\d|\.\d)/di,
  // in brackets, or behind a status at the beginning: `[550] unknown`, `#5.1.1 550 unknown`
  /^[[(](?<code>[45][0-5]\d)[\])] /d,
  /^#?[45]\.\d{1,3}\.\d{1,3} (?<code>[45][0-5]\d) /d,
  // in running words: `was rejected 553 unknown mailbox`, not `refused 500 messages`
  /\b(?:rejected|refused|denied|answered|replied|responded|said|returned|failed)(?: with)?(?: (?:an? )?(?:error|code|reply|status))?[: ]{1,3}(?<code>[45][0-5]\d)[ -](?!(?:e-?mails?|mails|messages|recipients|addresses|users|bytes|[km]i?b|times|connections|sessions|(?:milli)?seconds|minutes|hours|days)\b)/di,
  // a quoted answer: `Other mail system problem 553-'sorry, not here'`
  /(?:^| )(?<code>[45][0-5]\d)-['"]/d,
];

/** The reply that a record takes: the answer that refuses or defers; a success where there is no other. */
export function replyIn(words: Words, mentions: readonly CodeMention[] = scanCodes(words.text)): Words | null {
  return at(INNER, words) ?? at(LEADING, words) ?? mentioned(words, mentions.find((m) => m.kind === 'reply' && m.code >= '400')) ?? first(OTHERS, words)
    ?? at(SUCCESS, words) ?? mentioned(words, mentions.find((m) => m.kind === 'reply'));
}

/** True where a server's words carry a code that a record can take. */
export function carriesCode(words: Words): boolean {
  return carriesRefusal(words) || SUCCESS.test(words.text) || scanCodes(words.text).length > 0;
}

/** True where a server's words carry a code that refuses or defers. */
export function carriesRefusal(words: Words): boolean {
  return LEADING.test(words.text) || scanCodes(words.text).some((mention) => mention.code >= '4');
}

function first(patterns: readonly RegExp[], words: Words): Words | null {
  for (const pattern of patterns) {
    const found = at(pattern, words);
    if (found) return found;
  }
  return null;
}

function at(pattern: RegExp, words: Words): Words | null {
  const place = pattern.exec(words.text)?.indices?.groups?.['code'];
  return place ? words.slice(place[0], place[1]) : null;
}

function mentioned(words: Words, mention: CodeMention | undefined): Words | null {
  return mention ? words.slice(mention.span.start, mention.span.end) : null;
}
