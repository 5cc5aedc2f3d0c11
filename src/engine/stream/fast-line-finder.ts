/** The line finder in WebAssembly with SIMD: several gigabytes a second, in Node and in browsers alike. */
import { fromBase64 } from '../summary/base64';
import { LF, type LineFinder } from './bytes';
import { lineFinderBinary } from './line-finder.wasm';

/** What of WebAssembly is used here; the engine knows no platform's types. */
interface WebAssemblyHost {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
  validate(bytes: Uint8Array): boolean;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly lines: { value: number };
  readonly position: { value: number };
  readonly loneCr: { value: number };
  find(from: number, to: number, needles: number, most: number): number;
}

/** Where things stand in its memory, see line-finder.wat. */
const NEEDLE_LENGTH = 64;
const WORDS = 512;
const HITS = 4096;
const MOST_HITS = 4096;
const TEXT = 69_632;
/** Blocks are read over the end of the text. */
const PADDING = 128;

/** More needles, or longer ones, go to the plain finder. */
const MOST_NEEDLES = 8;
const LONGEST_NEEDLE = 64;

/** Common in logs, the most common last: the rarest two characters of a word find it with the fewest false alarms. */
const COMMON = 'jqxkzwJQXKZWvyVYbfghuBFGHUp@=mlcdMLCDPNRTSAEIO>,<[]()_/"-;?!rntsaeio098765432.:1 ';

let module: object | null | undefined;

/**
 * @param needles ASCII words @param plain finds what this one leaves
 * @returns null where the platform has no WebAssembly with SIMD, or the words do not fit
 */
export function createFastLineFinder(needles: readonly string[], plain: LineFinder): LineFinder | null {
  const fits = needles.length > 0 && needles.length <= MOST_NEEDLES && needles.every((needle) => needle.length > 1 && needle.length <= LONGEST_NEEDLE);
  const host = (globalThis as { WebAssembly?: WebAssemblyHost }).WebAssembly;
  if (!fits || !host) return null;
  const compiled = module ??= compile(host);
  if (!compiled) return null;
  const finder = new host.Instance(compiled).exports as Exports;
  const memory = new Uint8Array(finder.memory.buffer);
  const hits = new Int32Array(finder.memory.buffer, HITS, MOST_HITS * 4);
  const room = memory.length - TEXT - PADDING;
  writeNeedles(needles, memory);

  /** `bytes` from `from` to `to`, which fits into the memory. @returns its lines */
  function findPart(bytes: Uint8Array, from: number, to: number, before: number, each: Parameters<LineFinder['find']>[3]): number {
    const end = TEXT + to - from;
    memory.set(bytes.subarray(from, to), TEXT);
    memory.fill(0, end, end + PADDING);
    finder.lines.value = 0;
    finder.position.value = TEXT;
    finder.loneCr.value = 0;
    const shift = from - TEXT;
    while (finder.position.value < end) {
      const resume = finder.position.value;
      const linesSoFar = finder.lines.value;
      const count = finder.find(TEXT, end, needles.length, MOST_HITS);
      // some lines end with CR alone: rare enough to leave the rest to the plain finder, which knows them
      if (finder.loneCr.value !== 0) return linesSoFar + plain.find(bytes, resume + shift, to, (start, lineEnd, lines, hit) => each(start, lineEnd, before + linesSoFar + lines, hit));
      for (let i = 0; i < count * 4; i += 4) {
        const start = hits[i]!;
        let lineEnd = hits[i + 1]!;
        if (lineEnd > start && memory[lineEnd - 1] === 13) lineEnd--;
        each(start + shift, lineEnd + shift, before + hits[i + 2]!, hits[i + 3]! + shift);
      }
    }
    return finder.lines.value + (to > from && bytes[to - 1] !== LF ? 1 : 0);
  }

  return {
    find(bytes, from, to, each) {
      let lines = 0;
      for (let at = from; at < to;) {
        let end = to;
        if (to - at > room) {
          end = bytes.subarray(0, at + room).lastIndexOf(LF) + 1;
          if (end <= at) return lines + plain.find(bytes, at, to, (start, lineEnd, before, hit) => each(start, lineEnd, lines + before, hit)); // a line longer than the memory
        }
        lines += findPart(bytes, at, end, lines, each);
        at = end;
      }
      return lines;
    },
  };
}

function compile(host: WebAssemblyHost): object | null {
  const binary = fromBase64(lineFinderBinary);
  return host.validate(binary) ? new host.Module(binary) : null;
}

function writeNeedles(needles: readonly string[], memory: Uint8Array): void {
  const view = new DataView(memory.buffer);
  needles.forEach((needle, i) => {
    const entry = i * NEEDLE_LENGTH;
    const word = WORDS + i * LONGEST_NEEDLE;
    const [first, second] = [...needle].map((_, at) => at).sort((a, b) => COMMON.indexOf(needle[a]!) - COMMON.indexOf(needle[b]!)) as [number, number];
    memory.fill(needle.charCodeAt(first), entry, entry + 16);
    memory.fill(needle.charCodeAt(second), entry + 16, entry + 32);
    view.setInt32(entry + 32, first, true);
    view.setInt32(entry + 36, second, true);
    view.setInt32(entry + 40, needle.length, true);
    view.setInt32(entry + 44, word, true);
    for (let at = 0; at < needle.length; at++) memory[word + at] = needle.charCodeAt(at);
  });
}
