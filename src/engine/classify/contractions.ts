/**
 * `doesn't` is read as `does not` and `cannot` as `can not`, in replies as in phrases: a phrase is written in one of the ways, and
 * `not found` is found in `wasn't found`, too.
 */
import { BREAK } from './fold';
import { symbolOf } from './phrase-tree';

const [A, N, O, T] = [...'anot'].map((letter) => symbolOf(letter.charCodeAt(0))) as [number, number, number, number];
const SHORTEST = 4;
const LONGEST = 8;

/** What stands before `n't`. */
const STEMS = new Set(['do', 'does', 'did', 'is', 'are', 'was', 'were', 'has', 'have', 'had', 'could', 'would', 'should'].map((stem) => keyOf([...stem].map((letter) => symbolOf(letter.charCodeAt(0))), 0, stem.length)));
const CAN = keyOf([...'can'].map((letter) => symbolOf(letter.charCodeAt(0))), 0, 3);

/**
 * @param symbols the word without its apostrophe, as the last thing that stands there; changed in place
 * @param from its first symbol @param to the end behind its last one
 * @param offsets where each symbol stands in the text, kept in step: `not` stands where the word does
 * @returns the end of what stands there now
 */
export function spellOut(symbols: number[] | Uint16Array, from: number, to: number, offsets?: Uint16Array): number {
  const length = to - from;
  if (length < SHORTEST || length > LONGEST || symbols[to - 1] !== T) return to;
  const stemEnd = endOfStem(symbols, from, to);
  if (stemEnd < 0) return to;
  const last = offsets?.[to - 1] ?? 0;
  let end = stemEnd;
  for (const symbol of [BREAK, N, O, T]) {
    if (offsets) offsets[end] = symbol === T ? last : offsets[from]!;
    symbols[end++] = symbol;
  }
  return end;
}

/** -1: no such word. */
function endOfStem(symbols: number[] | Uint16Array, from: number, to: number): number {
  if (symbols[to - 2] === N) {
    if (STEMS.has(keyOf(symbols, from, to - 2))) return to - 2; // does|nt
    return symbols[to - 3] === A && keyOf(symbols, from, to - 1) === CAN ? to - 1 : -1; // can|t
  }
  return symbols[to - 2] === O && symbols[to - 3] === N && to - from === 6 && keyOf(symbols, from, from + 3) === CAN ? from + 3 : -1; // can|not
}

/** Six letters at most. */
function keyOf(symbols: ArrayLike<number>, from: number, to: number): number {
  let key = 0;
  for (let i = from; i < to; i++) key = key * 64 + (symbols[i]! & 63);
  return key;
}
