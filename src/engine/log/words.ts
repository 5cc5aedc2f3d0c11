/** Fills a record from the server's words where they stand on a line: diagnostic, reply code, status, each with its place. */
import type { BounceRecord } from '../record';
import { isGenericStatus, moreSpecific, scanCodes } from '../scan/codes';
import { isReplyAt } from '../scan/reply-start';

/**
 * @param record what is known so far; a status that is there already is kept unless it says nothing (`x.0.0`)
 * @param text the line @param start its offset in the whole text
 * @param from first offset of the words in the line @param to offset after the last
 */
export function readWords(record: BounceRecord, text: string, start: number, from: number, to: number): void {
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  if (from >= to) return;
  record.diagnostic = text.slice(from, to);
  record.at.diagnostic = { start: start + from, end: start + to };
  if (record.replyCode && record.status && !isGenericStatus(record.status)) return;
  const codes = scanCodes(text, from, to);
  if (!record.replyCode) {
    const reply = isReplyAt(text, from) ? { start: from, end: from + 3 } : codes.find((m) => m.kind === 'reply')?.span;
    if (reply) {
      record.replyCode = text.slice(reply.start, reply.end);
      record.at.replyCode = { start: start + reply.start, end: start + reply.end };
    }
  }
  const better = moreSpecific(record.status, codes);
  if (!better) return;
  record.status = better.code;
  record.at.status = { start: start + better.span.start, end: start + better.span.end };
}

/** What web pages show in place of every address: `[email protected]`. The blank is one that does not break, maybe as its bytes. */
export function isTakenOut(text: string, from: number, to: number): boolean {
  return text.charCodeAt(from) === 91 && /^\[email\W{1,2}protected\]$/.test(text.slice(from, to));
}

/** Puts an address that stands between two offsets of a line into a record, without angle brackets. Empty ones and those that were taken out leave it null. */
export function setRecipient(record: BounceRecord, text: string, start: number, from: number, to: number): void {
  while (from < to && (text.charCodeAt(from) <= 32 || text.charCodeAt(from) === 60)) from++;
  while (to > from && (text.charCodeAt(to - 1) <= 32 || text.charCodeAt(to - 1) === 62)) to--;
  if (from >= to || isTakenOut(text, from, to)) return;
  record.recipient = text.slice(from, to);
  record.at.recipient = { start: start + from, end: start + to };
}

/** Same for the status of a field of its own. */
export function setStatus(record: BounceRecord, text: string, start: number, from: number, to: number): void {
  record.status = text.slice(from, to);
  record.at.status = { start: start + from, end: start + to };
}

/** A host name without a final dot, in lower case. */
export function hostName(text: string, from: number, to: number): string | null {
  if (to > from && text.charCodeAt(to - 1) === 46) to--;
  return to > from ? text.slice(from, to).toLowerCase() : null;
}
