import type { Wanted } from '../source';

/**
 * What the platform lends the engine to look at bytes quickly. The engine itself knows neither Node nor a browser:
 * `src/platform/node/bytes.ts` and `src/platform/browser/bytes.ts` each make one of these.
 */
export interface ByteAccess {
  /** Each byte becomes one character, U+0000 to U+00FF: offsets in the string are byte offsets. */
  latin1(bytes: Uint8Array, from: number, to: number): string;
  lineFinder(wanted: Wanted): LineFinder;
}

/** Finds the lines that matter, and counts all of them. */
export interface LineFinder {
  /**
   * @param bytes looked at from `from` to `to`; `from` begins a line, `to` follows a line end (or is the end of the source)
   * @param each gets the start and end (without the line end) of each line that matters, in order, how many lines of this range precede
   *   it, and where the first needle or code in it stands (of such as overlap, any)
   * @returns how many lines there are in the range; a last line without an end counts
   */
  find(bytes: Uint8Array, from: number, to: number, each: (start: number, end: number, linesBefore: number, hit: number) => void): number;
}

export const LF = 10;
export const CR = 13;

const needsDecoding = /[\x80-\xff]/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of one line: UTF-8 where it is valid, otherwise one character per byte. */
export function decodeLine(access: ByteAccess, bytes: Uint8Array, from: number, to: number): string {
  const text = access.latin1(bytes, from, to);
  if (!needsDecoding.test(text)) return text;
  try {
    return utf8.decode(bytes.subarray(from, to));
  } catch {
    return text;
  }
}
