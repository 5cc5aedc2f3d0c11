/** Puts the lines of separated values (RFC 4180) together to rows: a quoted cell may hold line ends. One row is held at a time. */
import type { LineReader } from '../source';

/** A quote that is never closed must not swallow the file: replies have few lines. */
const MOST_LINES = 100;
const LONGEST_ROW = 256 * 1024;

interface HeldLine {
  readonly text: string;
  readonly start: number;
  readonly line: number;
}

export class CsvRows implements LineReader {
  private held: HeldLine[] = [];
  private length = 0;

  /** @param separator asked for every row, since the header decides it @param each gets a row, line ends kept, its offset, and the number of its first line */
  constructor(private readonly separator: () => string, private readonly each: (row: string, start: number, line: number) => void) {}

  line(text: string, start: number, line: number): void {
    const inside = this.held.length > 0;
    const open = endsInQuotes(text, this.separator(), inside);
    if (!inside && !open) return this.each(text, start, line);
    this.held.push({ text, start, line });
    this.length += text.length;
    if (!open) this.give();
    else if (this.held.length >= MOST_LINES || this.length >= LONGEST_ROW) this.giveUp();
  }

  end(): void {
    if (this.held.length > 0) this.giveUp();
  }

  private give(): void {
    const [first] = this.held;
    let row = '';
    for (const { text, start } of this.held) {
      const gap = start - first!.start - row.length;
      row += (gap === 2 ? '\r\n' : '\n'.repeat(Math.max(0, gap))) + text;
    }
    this.clear();
    this.each(row, first!.start, first!.line);
  }

  /** The quote meant nothing: every line is a row of its own. */
  private giveUp(): void {
    const lines = this.held;
    this.clear();
    for (const { text, start, line } of lines) this.each(text, start, line);
  }

  private clear(): void {
    this.held = [];
    this.length = 0;
  }
}

/** Whether a line ends inside a quoted cell. @param inside it begins inside one */
function endsInQuotes(text: string, separator: string, inside: boolean): boolean {
  for (let at = 0; ;) {
    if (inside || text.charCodeAt(at) === 34) {
      let quote = text.indexOf('"', inside ? at : at + 1);
      while (quote >= 0 && text.charCodeAt(quote + 1) === 34) quote = text.indexOf('"', quote + 2);
      if (quote < 0) return true;
      inside = false;
      at = quote + 1;
    }
    const next = text.indexOf(separator, at);
    if (next < 0) return false;
    at = next + 1;
  }
}
