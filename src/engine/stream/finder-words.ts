/** Writes the words that are looked for into the memory of the line finder in WebAssembly, see line-finder.wat. */
import type { Wanted } from '../source';

const BUCKETS = 96;
const WORDS = 256;
const CHARACTERS = 4096;

/** More needles, or longer ones, go to the plain finder. */
const MOST_NEEDLES = 100;
const LONGEST_NEEDLE = 40;
const WINDOW = 3;
/** One bit each. */
const ALL_BUCKETS = 8;

/** Common in logs, the most common last: the rarest characters of a word find it with the fewest false alarms. */
const COMMON = 'jqxkzwJQXKZWvyVYbfghuBFGHUp@=mlcdMLCDPNRTSAEIO>,<[]()_/"-;?!rntsaeio098765432.:1 ';

/** Whether the finder can look for these. */
export function canBeWritten({ needles, codes = false }: Wanted): boolean {
  return (codes || needles.length > 0) && needles.length <= MOST_NEEDLES && needles.every((needle) => needle.length > 1 && needle.length <= LONGEST_NEEDLE);
}

/** The three bytes that stand for a word, for each byte the characters that it can be; null: any. */
type WindowBytes = readonly (readonly number[] | null)[];

/** @param wanted which can be written */
export function writeWords({ needles, codes = false }: Wanted, memory: Uint8Array): void {
  memory.fill(0, 0, BUCKETS);
  const view = new DataView(memory.buffer);
  const words = needles.map((needle) => ({ needle, from: windowOf(needle) })).sort((a, b) => (a.needle.slice(a.from) < b.needle.slice(b.from) ? -1 : 1)); // alike ones share a bucket
  const buckets = codes ? ALL_BUCKETS - 1 : ALL_BUCKETS;
  let entry = WORDS;
  let characters = CHARACTERS;
  const write = (bucket: number, from: number, needle: string, bytes: WindowBytes): void => {
    for (const [i, value] of [from, needle.length, characters].entries()) view.setInt32(entry + 4 * i, value, true);
    for (let i = 0; i < needle.length; i++) memory[characters++] = needle.charCodeAt(i);
    entry += 12;
    bytes.forEach((wanted, i) => markByte(memory.subarray(32 * i, 32 * i + 32), wanted, 1 << bucket));
  };
  for (let bucket = 0; bucket < buckets; bucket++) {
    view.setInt32(BUCKETS + 4 * bucket, entry, true);
    const share = (n: number): number => Math.floor((n * words.length) / buckets);
    for (const { needle, from } of words.slice(share(bucket), share(bucket + 1))) write(bucket, from, needle, [0, 1, 2].map((i) => (from + i < needle.length ? [needle.charCodeAt(from + i)] : null)));
  }
  view.setInt32(BUCKETS + 4 * buckets, entry, true);
  if (codes) write(buckets, 0, '', [charactersOf('45'), charactersOf('.0123456789'), charactersOf('0123456789')]);
  view.setInt32(BUCKETS + 4 * ALL_BUCKETS, entry, true);
}

/** @param tables that of the low half of a byte, and that of the high one (not of the last byte: two tell enough) */
function markByte(tables: Uint8Array, wanted: readonly number[] | null, bit: number): void {
  if (!wanted) return tables.forEach((bits, i) => { tables[i] = bits | bit; });
  for (const c of wanted) {
    tables[c & 15]! |= bit;
    tables[16 + (c >> 4)]! |= bit;
  }
}

/** Where the three rarest characters in a row stand. */
function windowOf(needle: string): number {
  const commonness = (from: number): number => [0, 1, 2].reduce((sum, i) => sum + COMMON.indexOf(needle.charAt(from + i)), 0);
  let best = 0;
  for (let from = 1; from + WINDOW <= needle.length; from++) if (commonness(from) < commonness(best)) best = from;
  return best;
}

const charactersOf = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));
