import { codeInBytes } from '../scan/may-hold-code';
import type { Wanted } from '../source';
import { CR, LF, type LineFinder } from './bytes';

/** `Uint8Array.indexOf` of a byte string: the platform's own, where it has a faster one. */
export type IndexOf = (bytes: Uint8Array, needle: Uint8Array, from: number) => number;

/**
 * The line finder in plain TypeScript: the fallback where WebAssembly SIMD is missing, and the one that tests hold the fast one against.
 */
export function createPlainLineFinder({ needles, codes }: Wanted, indexOf: IndexOf = indexOfBytes): LineFinder {
  const words = needles.map((needle) => Uint8Array.from(needle, (c) => c.charCodeAt(0)));
  const searches: Search[] = words.map((word) => (bytes, from) => indexOf(bytes, word, from));
  if (codes) searches.push((bytes, from) => codeInBytes(bytes, from, bytes.length));
  return {
    find(bytes, from, to, each) {
      // a view that ends where the range ends keeps every search inside it
      const range = bytes.subarray(0, to);
      const nextHit = searches.length === 0 ? (at: number) => at : firstOf(range, searches);
      const carriageReturns = range.indexOf(CR, from) !== -1;
      let lines = 0;
      let start = from;
      let hit = start < to ? nextHit(start) : -1;
      while (start < to) {
        const end = endOfLine(range, start, carriageReturns);
        if (hit !== -1 && hit < start) hit = nextHit(start);
        if (hit !== -1 && (hit < end || searches.length === 0)) each(start, end, lines, hit);
        lines++;
        start = end + (carriageReturns && range[end] === CR && range[end + 1] === LF ? 2 : 1);
      }
      return lines;
    },
  };
}

/** Where the next of something stands from an offset on; -1: nowhere. */
type Search = (bytes: Uint8Array, from: number) => number;

/** A search for the first of several things that looks at every byte once for each, however often it is asked. */
function firstOf(bytes: Uint8Array, searches: readonly Search[]): (at: number) => number {
  const next = searches.map(() => -2); // -2: not looked yet, -1: no more
  return (at) => {
    let first = -1;
    searches.forEach((search, i) => {
      let found = next[i]!;
      if (found !== -1 && found < at) next[i] = found = search(bytes, at);
      if (found !== -1 && (first === -1 || found < first)) first = found;
    });
    return first;
  };
}

function endOfLine(bytes: Uint8Array, start: number, carriageReturns: boolean): number {
  if (!carriageReturns) {
    const lf = bytes.indexOf(LF, start);
    return lf === -1 ? bytes.length : lf;
  }
  let i = start;
  while (i < bytes.length && bytes[i] !== LF && bytes[i] !== CR) i++;
  return i;
}

/** Plain search, for platforms without a faster one. */
export function indexOfBytes(bytes: Uint8Array, needle: Uint8Array, from: number): number {
  const first = needle[0];
  if (first === undefined) return from;
  const last = bytes.length - needle.length;
  for (let at = bytes.indexOf(first, from); at !== -1 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let i = 1;
    while (i < needle.length && bytes[at + i] === needle[i]) i++;
    if (i === needle.length) return at;
  }
  return -1;
}
