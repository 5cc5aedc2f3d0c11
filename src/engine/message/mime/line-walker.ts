/** Walks over the lines of a text without copying them. LF, CRLF and lone CR end a line, also mixed. */

const LF = 10;
const CR = 13;

/**
 * One pass over `[from, to)`, forwards.
 * A plain loop over characters: a native search for the rarer line end would run to the end of the text for every part.
 */
export class LineWalker {
  /** Offset of the current line. */
  start: number;
  /** Offset after its last character, before the line end. */
  end: number;
  /** Offset of the next line. */
  next: number;

  constructor(readonly text: string, from: number, readonly to: number) {
    this.start = from;
    this.end = from;
    this.next = from;
  }

  /** Goes to the next line. @returns false at the end of the text */
  advance(): boolean {
    if (this.next >= this.to) return false;
    const { text, to } = this;
    let i = this.next;
    this.start = i;
    let c = 0;
    while (i < to && (c = text.charCodeAt(i)) !== LF && c !== CR) i++;
    this.end = i;
    this.next = i >= to ? to : c === CR && i + 1 < to && text.charCodeAt(i + 1) === LF ? i + 2 : i + 1;
    return true;
  }

  get line(): string {
    return this.text.slice(this.start, this.end);
  }
}

/** Offset after the line end that begins at `at`, if one does. */
export function skipLineEnd(text: string, at: number, to: number): number {
  if (at >= to) return to;
  const c = text.charCodeAt(at);
  if (c === CR) return at + 1 < to && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
  return c === LF ? at + 1 : at;
}
