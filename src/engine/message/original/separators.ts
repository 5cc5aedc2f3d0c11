/** Where the quoted original begins in the text of a bounce: what stands after that is the sender's own mail and never counts. */
import type { TextLine } from '../mime/body';

/** Lines that introduce the returned mail, by MTA; compared without leading hyphens, blanks and `=`. */
const SEPARATORS: readonly RegExp[] = [
  /^below this line is (?:a copy of the message|the original bounce)/i,
  /^(?:this is a|the following is a) copy of (?:the|your) (?:original )?message/i,
  /^a copy of the (?:original )?message (?:below|is)/i,
  /^(?:original|unsent|returned|undelivered|bounced|failed|rejected) (?:mail|message)(?: text)?(?: (?:follows|below|header|headers))*(?: \(.{0,60}\))?[\s:.-]*$/i,
  /^(?:message header|message headers|header|headers|message text|message)s? follows?\b/i,
  /^(?:original|returned) (?:message )?headers?[\s:.-]*$/i,
  /^original message headers?:/i,
  /^(?:your|the) (?:original )?message (?:follows(?! as an? (?:separate )?attachment)|header follows|is (?:attached )?below)\b/i,
  /^original text follows\b/i,
  /^(?:begin|start of) (?:original|returned|unsent|forwarded) (?:message|mail)/i,
  /^the (?:header|headers|first \d{1,6} (?:lines|bytes)) of (?:the|your) (?:original )?(?:message|mail)/i,
  /^received message header follows/i,
  /^enclosed is a copy of the message/i,
  /^(?:old message|original mail as follows)\b/i,
  /^(?:the|your) original message headers? (?:follows?|is following)/i,
  /^the header of the original message is following/i,
  /^start of returned message/i,
  /^(?:here is a copy of|your message reads|unsent message below|this is the beginning of your message)\b/i,
];

/** Field lines that only a mail's own header has. */
const HEADER_START = /^(?:received:\s{0,3}(?:from|by|\(|via)|(?:return-path|x-originating-ip|delivered-to|dkim-signature|authentication-results|x-received|received-spf):\s?)/i;
const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]{1,60}:/;

/**
 * @returns the index of the first line of the quoted original (its introduction included), or `lines.length`
 */
export function findOriginal(lines: readonly TextLine[], from = 0): number {
  for (let i = from; i < lines.length; i++) {
    const { text } = lines[i]!;
    if (text.length > 200 && !HEADER_START.test(text)) continue;
    const words = text.replace(/^[\s=*>-]{1,40}/, '');
    if (words === '') continue;
    if (SEPARATORS.some((separator) => separator.test(words))) return i;
    if (HEADER_START.test(text) && startsHeader(lines, i)) return backToIntroduction(lines, i, from);
  }
  return lines.length;
}

/** True where a second field, or a folded rest, follows the line. */
function startsHeader(lines: readonly TextLine[], at: number): boolean {
  for (let i = at + 1; i < lines.length && i < at + 12; i++) {
    const { text } = lines[i]!;
    if (HEADER_LINE.test(text)) return true;
    if (!/^[ \t]/.test(text)) return false;
  }
  return false;
}

/** Blank lines right before the header belong to the original, too. */
function backToIntroduction(lines: readonly TextLine[], at: number, from: number): number {
  let i = at;
  while (i > from && lines[i - 1]!.text.trim() === '') i--;
  return i;
}
