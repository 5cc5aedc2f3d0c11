/**
 * Finds the objects of a JSON text line by line: one per line, elements of arrays, pretty-printed, concatenated. One object is held at a
 * time, so a file of any length streams.
 */
import type { LineReader, Sink } from '../source';
import { readValueAt, type JsonText, type JsonValue } from './json-value';

/** Webhook batches and API pages put a whole array on one line. The objects of a line are read one by one, but the line stands in memory. */
export const LONGEST_JSON_LINE = 64 * 1024 * 1024;

/** A single object beyond this is skipped: providers stay under a megabyte, API pages under a few. */
const LONGEST_OBJECT = 64 * 1024 * 1024;

/** What stands on a line inside an object: a name, or another brace. */
const MEMBER = /^\s{0,200}(?:["'][^"']{1,100}["']\s?(?::|=>)|[A-Za-z_$][\w$]{0,60}: |:\w{1,60}\s?=>|[{[])/;

export class JsonValues implements LineReader {
  /** Lines of an object that is not closed yet, line ends put back, so that offsets stay those of the whole text. */
  private pieces: string[] = [];
  private length = 0;
  private depth = 0;
  private start = 0;
  private firstLine = 0;
  /** An object may have begun behind other words, as in `const event = {`: the next line tells. */
  private maybe: { readonly text: string; readonly at: number; readonly start: number; readonly line: number } | null = null;

  /** @param each gets an object, the line on which it begins, and the offset of its `source.text` in the whole text */
  constructor(private readonly sink: Pick<Sink, 'limit'>, private readonly each: (value: JsonValue, line: number, base: number) => void) {}

  /** An object has begun on a line before and is not closed yet. */
  get isOpen(): boolean {
    return this.pieces.length > 0;
  }

  /** What follows may belong to an object that has begun. */
  get waits(): boolean {
    return this.pieces.length > 0 || this.maybe !== null;
  }

  line(text: string, start: number, line: number): void {
    // A brace in the first column begins a new object, whatever was left open: lines cut off by a crash harm only themselves.
    if (this.pieces.length && !(text.charCodeAt(0) === 123 && this.depth > 0 && /^\{\s{0,20}"/.test(text))) return this.continue(text, start, line);
    if (this.pieces.length) this.flush();
    const { maybe } = this;
    this.maybe = null;
    if (maybe && MEMBER.test(text)) {
      this.begin(maybe.text, maybe.at, maybe.start, maybe.line);
      return this.continue(text, start, line);
    }
    this.objects(text, 0, start, line);
  }

  end(): void {
    if (this.pieces.length) this.flush();
  }

  /** The objects that begin on a line at or after `from`; brackets and commas between them mean nothing. */
  private objects(text: string, from: number, start: number, line: number): void {
    const source: JsonText = { text, base: start };
    let before = from; // the end of the object before
    for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at)) {
      const value = readValueAt(source, at);
      if (!value) return;
      if (!value.closed && /^[\s,[\ufeff]{0,200}$/.test(text.slice(Math.max(before, at - 200), at))) {
        return this.begin(text, at, start, line);
      }
      if (!value.closed && value.items?.length === 0) {
        this.maybe = { text, at, start, line };
        return;
      }
      this.each(value, line, start);
      at = before = value.end;
    }
  }

  /** An object goes on below. */
  private begin(text: string, at: number, start: number, line: number): void {
    this.depth = 0;
    this.start = start + at;
    this.firstLine = line;
    this.add(text.slice(at), start + at);
    this.deepen(text, at);
  }

  private continue(text: string, start: number, line: number): void {
    const close = this.deepen(text, 0);
    this.add(close < 0 ? text : text.slice(0, close), start);
    if (close < 0) return;
    this.flush();
    this.objects(text, close, start, line);
  }

  private add(text: string, start: number): void {
    const gap = start - this.start - this.length;
    if (this.length + text.length > LONGEST_OBJECT) {
      this.sink.limit({ limit: 'longest-json-object', message: 'An object of more than 64 MB was left out. Write one event per line.' });
      this.pieces = [''];
      this.length = 0;
      this.start = start + text.length;
      return;
    }
    if (gap > 0 && this.pieces.length) this.pieces.push(gap === 2 ? '\r\n' : '\n'.repeat(gap));
    this.pieces.push(text);
    this.length += text.length + (this.pieces.length > 1 ? gap : 0);
  }

  /** Follows braces and brackets outside strings; strings end with their line. @returns the offset after the brace that closes the object, or -1 */
  private deepen(text: string, from: number): number {
    let quote = 0;
    let before = 58; // the last character that was no blank
    for (let i = from; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (quote) {
        if (c === 92) i++;
        else if (c === quote) quote = 0;
      } else if (c === 34 || (c === 39 && (before === 58 || before === 44 || before === 91 || before === 123 || before === 62))) quote = c; // an apostrophe stands elsewhere
      else if (c === 123 || c === 91) this.depth++;
      else if ((c === 125 || c === 93) && --this.depth === 0) return i + 1;
      if (c > 32) before = c;
    }
    return -1;
  }

  private flush(): void {
    const text = this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    this.depth = 0;
    const value = readValueAt({ text, base: this.start }, 0);
    if (value) this.each(value, this.firstLine, this.start);
  }
}

/**
 * Tells the line of an offset; asked in rising order it walks the text once.
 * @param base offset of `text` in the whole @param from place in `text` that is on the first line
 */
export function lineCounter(text: string, firstLine: number, base: number, from = 0): (offset: number) => number {
  let at = from;
  let line = firstLine;
  return (offset) => {
    const to = Math.min(offset - base, text.length);
    if (to < at) { at = from; line = firstLine; }
    // no indexOf: on a line of many objects it would look at all of them for each
    for (; at < to; at++) if (text.charCodeAt(at) === 10) line++;
    return line;
  };
}
