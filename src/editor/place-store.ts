/**
 * Keeps what was read from a document in the order in which it stands there, and in step with edits.
 *
 * A keystroke must not touch a hundred thousand records. So they lie in chunks, and a chunk that an edit moves as a whole only
 * notes by how much; its records are moved when somebody asks for them. An edit costs one chunk plus one addition per later chunk.
 */
import type { Span } from '../engine/record';

/** Anything that stands somewhere in a document. `line` counts from 1. */
export interface Placed {
  readonly line: number;
  readonly span: Span;
}

/** One replacement in a document: lines count from 0, positions are those before the change. */
export interface TextChange {
  readonly startLine: number;
  readonly endLine: number;
  readonly startOffset: number;
  readonly removedLength: number;
  readonly insertedLength: number;
  /** Line ends in the inserted text. */
  readonly insertedLines: number;
}

/** How an item is carried along: `offset` maps an offset, `line` a line number, from before to after the change. */
export interface Move {
  offset(offset: number): number;
  line(line: number): number;
}

interface Chunk<T> {
  items: T[];
  /** By how much the whole chunk has moved since its items were last touched. */
  offset: number;
  lines: number;
}

/** Large enough to keep the list of chunks short, small enough to move in well under a millisecond. */
const CHUNK_SIZE = 512;

/** An item that holds an offset may begin this many items earlier (several recipients on one line, interleaved log entries). */
const LOOK_BACK = 64;

export class PlaceStore<T extends Placed> {
  private chunks: Chunk<T>[] = [];
  private count = 0;

  /** @param carry changes an item to where it stands after a move */
  constructor(private readonly carry: (item: T, move: Move) => void) {}

  get size(): number {
    return this.count;
  }

  clear(): void {
    this.chunks = [];
    this.count = 0;
  }

  /** Puts an item in its place. Cheapest at the end, where a reader that goes through a text puts them. */
  add(item: T): void {
    this.count++;
    const last = this.chunks[this.chunks.length - 1];
    if (!last) {
      this.chunks.push({ items: [item], offset: 0, lines: 0 });
      return;
    }
    if (item.span.start >= lastStart(last)) {
      if (last.items.length >= CHUNK_SIZE) this.chunks.push({ items: [item], offset: 0, lines: 0 });
      else this.settled(last).items.push(item);
      return;
    }
    const at = this.chunkBefore(item.span.start);
    const chunk = this.settled(this.chunks[at]!);
    chunk.items.splice(upperBound(chunk.items, item.span.start), 0, item);
    if (chunk.items.length > 2 * CHUNK_SIZE) this.chunks.splice(at + 1, 0, { items: chunk.items.splice(CHUNK_SIZE), offset: 0, lines: 0 });
  }

  /** Visits all items in order, with the line where each stands now. For counting: the items' own places may not be up to date. */
  each(visit: (item: T, ordinal: number, line: number) => void): void {
    let ordinal = 0;
    for (const chunk of this.chunks) for (const item of chunk.items) visit(item, ordinal++, item.line + chunk.lines);
  }

  /** The item with this number in document order, or null. */
  get(ordinal: number): T | null {
    let first = 0;
    for (const chunk of this.chunks) {
      if (ordinal < first + chunk.items.length) return this.settled(chunk).items[ordinal - first] ?? null;
      first += chunk.items.length;
    }
    return null;
  }

  /** Number of the first item that starts at or after `offset`; `size` where there is none. */
  ordinalFrom(offset: number): number {
    let first = 0;
    for (const chunk of this.chunks) {
      if (lastStart(chunk) >= offset) return first + lowerBound(chunk.items, offset - chunk.offset);
      first += chunk.items.length;
    }
    return this.count;
  }

  /** The items whose span holds `offset` (its end included, for a cursor behind the last character), in document order. */
  at(offset: number): T[] {
    return this.between(offset, offset);
  }

  /** The items whose span touches `from` to `to`, in document order. */
  between(from: number, to: number): T[] {
    const found: T[] = [];
    for (let ordinal = Math.max(0, this.ordinalFrom(from) - LOOK_BACK); ordinal < this.count; ordinal++) {
      const item = this.get(ordinal)!;
      if (item.span.start > to) break;
      if (item.span.end >= from) found.push(item);
    }
    return found;
  }

  /** Takes these items out. */
  remove(gone: ReadonlySet<T>): void {
    if (gone.size === 0) return;
    this.chunks = this.chunks.filter((chunk) => {
      const staying = chunk.items.filter((item) => !gone.has(item));
      this.count -= chunk.items.length - staying.length;
      chunk.items = staying;
      return staying.length > 0;
    });
  }

  /** All items, with their places up to date. */
  all(): T[] {
    return this.chunks.flatMap((chunk) => this.settled(chunk).items);
  }

  /**
   * Carries all items over a change.
   * @param touched `drop`: items on a touched line are taken out (the line is read again); `keep`: they are stretched
   */
  change(change: TextChange, touched: 'drop' | 'keep'): void {
    const move = moveOver(change);
    const offset = change.insertedLength - change.removedLength;
    const lines = change.insertedLines - (change.endLine - change.startLine);
    const kept: Chunk<T>[] = [];
    for (const chunk of this.chunks) {
      const first = chunk.items[0]!;
      if (first.line + chunk.lines > change.endLine + 1 && first.span.start + chunk.offset >= change.startOffset + change.removedLength) {
        chunk.offset += offset;
        chunk.lines += lines;
      } else if (mayBeTouched(chunk, change)) {
        const items = this.settled(chunk).items;
        const staying = touched === 'drop' ? items.filter((item) => item.line <= change.startLine || item.line > change.endLine + 1) : items;
        this.count -= items.length - staying.length;
        for (const item of staying) this.carry(item, move);
        chunk.items = staying;
      }
      if (chunk.items.length > 0) kept.push(chunk);
    }
    this.chunks = kept;
  }

  /** A chunk with its pending move done. */
  private settled(chunk: Chunk<T>): Chunk<T> {
    if (chunk.offset !== 0 || chunk.lines !== 0) {
      const { offset, lines } = chunk;
      const move: Move = { offset: (o) => o + offset, line: (l) => l + lines };
      for (const item of chunk.items) this.carry(item, move);
      chunk.offset = 0;
      chunk.lines = 0;
    }
    return chunk;
  }

  /** Index of the last chunk that starts at or before `offset`; 0 where none does. */
  private chunkBefore(offset: number): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = this.chunks[middle]!;
      if (chunk.items[0]!.span.start + chunk.offset <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

/** Spans may reach over several lines: a chunk may be touched if the change is not behind the end of everything in it. */
function mayBeTouched(chunk: Chunk<Placed>, change: TextChange): boolean {
  if (lastStart(chunk) >= change.startOffset || chunk.items[chunk.items.length - 1]!.line + chunk.lines > change.startLine) return true;
  const tail = chunk.items.slice(-LOOK_BACK);
  return tail.some((item) => item.span.end + chunk.offset >= change.startOffset);
}

function moveOver(change: TextChange): Move {
  const end = change.startOffset + change.removedLength;
  const inserted = change.startOffset + change.insertedLength;
  const lines = change.insertedLines - (change.endLine - change.startLine);
  return {
    offset: (o) => (o <= change.startOffset ? o : o >= end ? o - end + inserted : inserted),
    line: (l) => (l <= change.startLine + 1 ? l : l > change.endLine + 1 ? l + lines : change.startLine + 1 + change.insertedLines),
  };
}

function lastStart(chunk: Chunk<Placed>): number {
  return chunk.items[chunk.items.length - 1]!.span.start + chunk.offset;
}

/** First index whose item starts at or after `start`. */
function lowerBound(items: readonly Placed[], start: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.span.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First index whose item starts after `start`. */
function upperBound(items: readonly Placed[], start: number): number {
  return lowerBound(items, start + 1);
}
