import { mayHoldCode } from '../scan/may-hold-code';
import type { LineReader, LogFormat, Wanted } from '../source';

/** What a reader of a format wants of the lines to come: what it says itself, or what all of its format want. */
export function wantedBy(reader: LineReader, format: LogFormat): Wanted | null {
  return reader.wanted === undefined ? wantedIn(format) : reader.wanted;
}

/** Null: every line. */
export function wantedIn(format: LogFormat): Wanted | null {
  return format.needles ? format as Wanted : null;
}

/** Whether a line matters. */
export function matters(wanted: Wanted | null, text: string): boolean {
  return !wanted || wanted.needles.some((needle) => text.includes(needle)) || (wanted.codes === true && mayHoldCode(text));
}
