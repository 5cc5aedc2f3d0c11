/** The line finder in WebAssembly with SIMD: several gigabytes a second, in Node and in browsers alike. */
import type { Wanted } from '../source';
import { fromBase64 } from '../summary/base64';
import { LF, type LineFinder } from './bytes';
import { canBeWritten, writeWords } from './finder-words';
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
  find(from: number, to: number, most: number): number;
}

/** One serves all finders of a thread, one after the other. */
interface Machine {
  readonly exports: Exports;
  readonly memory: Uint8Array;
  readonly hits: Int32Array;
  /** Whose words are in the memory. */
  wanted: Wanted | null;
}

/** Where things stand in its memory, see line-finder.wat. */
const HITS = 8192;
const MOST_HITS = 4096;
const TEXT = 73_744;
/** Blocks are read over the end of the text. */
const PADDING = 128;

let machine: Machine | null | undefined;

/**
 * @param plain finds what this one leaves
 * @returns null where the platform has no WebAssembly with SIMD, every line is wanted, or the words do not fit
 */
export function createFastLineFinder(wanted: Wanted, plain: LineFinder): LineFinder | null {
  const running = canBeWritten(wanted) ? machine ??= start() : null;
  if (!running) return null;
  const { exports: finder, memory, hits } = running;
  const room = memory.length - TEXT - PADDING;

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
      const count = finder.find(TEXT, end, MOST_HITS);
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
      if (running.wanted !== wanted) writeWords(running.wanted = wanted, memory);
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

function start(): Machine | null {
  const host = (globalThis as { WebAssembly?: WebAssemblyHost }).WebAssembly;
  const binary = fromBase64(lineFinderBinary);
  if (!host?.validate(binary)) return null;
  const exports = new host.Instance(new host.Module(binary)).exports as Exports;
  const memory = new Uint8Array(exports.memory.buffer);
  memory[TEXT - 1] = LF; // stands before the text
  return { exports, memory, hits: new Int32Array(exports.memory.buffer, HITS, MOST_HITS * 4), wanted: null };
}
