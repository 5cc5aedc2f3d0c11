import type { BounceRecord } from '../record';
import { compareText } from './keys';

/** A place in a source that stands for a figure, so that every figure leads to lines. */
export interface SourcePlace {
  /** As the user named it, or a URI. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Offset of the place in its source (see `Span`), and its end. */
  readonly start: number;
  readonly end: number;
  /** Milliseconds since 1970; null where the source does not say. */
  readonly time: number | null;
}

/** A place with words to show. */
export interface QuotedPlace extends SourcePlace {
  readonly recipient: string | null;
  /** The server's words, shortened. */
  readonly text: string;
}

/** Longer quotations are cut: a diagnostic of 10,000 characters helps nobody. */
export const LONGEST_QUOTATION = 300;

export function placeOf(file: string, record: BounceRecord): SourcePlace {
  return { file, line: record.line, start: record.span.start, end: record.span.end, time: record.time };
}

/** What is quoted of a record. Who has not read it yet can do so when it is asked for. */
export type Quotable = Pick<BounceRecord, 'recipient' | 'diagnostic' | 'label' | 'status'>;

export function quotedPlaceOf({ file, line, start, end, time }: SourcePlace, { recipient, diagnostic, label, status }: Quotable): QuotedPlace {
  return { file, line, start, end, time, recipient, text: quotation(diagnostic ?? label ?? status ?? '') };
}

export function quotation(text: string): string {
  if (text.length <= LONGEST_QUOTATION) return text;
  const last = text.charCodeAt(LONGEST_QUOTATION - 2);
  const isHalfOfPair = last >= 0xd800 && last < 0xdc00;
  return `${text.slice(0, LONGEST_QUOTATION - (isHalfOfPair ? 2 : 1))}…`;
}

/**
 * Earlier first; what has no time comes last; then by file and offset. An order that does not depend on how the parts were read: lines
 * are not asked, because a part of a file does not know how many stand before it.
 */
export function comparePlaces(a: SourcePlace, b: SourcePlace): number {
  if (a.time !== b.time) return (a.time ?? Number.POSITIVE_INFINITY) - (b.time ?? Number.POSITIVE_INFINITY);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || a.end - b.end || a.line - b.line;
}

/** As `comparePlaces`; two records at one place are told apart by what they say. */
export function compareQuotedPlaces(a: QuotedPlace, b: QuotedPlace): number {
  return comparePlaces(a, b) || compareText(a.recipient ?? '', b.recipient ?? '') || compareText(a.text, b.text);
}

/** Puts `place` into a sorted list of the `most` smallest. */
export function keepSmallest<T>(list: T[], item: T, most: number, compare: (a: T, b: T) => number): void {
  if (list.length >= most && compare(item, list[list.length - 1]!) >= 0) return;
  let at = list.length;
  while (at > 0 && compare(item, list[at - 1]!) < 0) at--;
  list.splice(at, 0, item);
  if (list.length > most) list.pop();
}
