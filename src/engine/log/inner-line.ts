/** A log line that was wrapped in something else, with the way back to the outer text for every character. */
import { decodeString, type JsonValue } from '../event/json-value';
import type { Span } from '../record';

const isLineEnd = (c: number): boolean => c === 10 || c === 13;

export class InnerLine {
  /** @param text what the daemon wrote @param origin place of every character in the outer text, and of the end @param endOrigin place where a part ends that ends at an offset */
  private constructor(readonly text: string, private readonly origin: (offset: number) => number, private readonly endOrigin = origin) {}

  /** The line in a JSON string, or in an array of bytes (journald writes so what is not UTF-8). Null where it is neither. */
  static of(value: JsonValue): InnerLine | null {
    if (value.kind === 'array') {
      const items = value.items!;
      let text = '';
      for (const item of items) {
        const code = Number(item.source.text.slice(item.start, item.end));
        if (!Number.isInteger(code) || code < 0 || code > 255) return null;
        text += String.fromCharCode(code);
      }
      return new InnerLine(text, (offset) => offset < items.length ? items[offset]!.span.start : value.span.end - 1);
    }
    if (value.kind !== 'string') return null;
    if (value.literal) return new InnerLine(value.decoded(), (offset) => value.part(offset, offset).start);
    const raw = value.source.text.slice(value.start + 1, value.end);
    const closed = raw.endsWith('"') ? raw.slice(0, -1) : raw;
    const literal = closed.indexOf('\\'); // most lines hold nothing but a line end at their end
    let offsets: Uint32Array | null = null;
    return new InnerLine(decodeString(closed, null).text, (offset) => {
      if (offset <= literal) return value.part(offset, offset).start;
      offsets ??= decodeString(closed, 0).offsets!;
      return value.part(offsets[Math.min(offset, offsets.length - 1)]!, 0).start;
    });
  }

  /** A part of a line that stands there as it is. */
  static part(text: string, start: number, from: number, to: number): InnerLine {
    return new InnerLine(text.slice(from, to), (offset) => start + from + offset);
  }

  /** The lines of a text that a logger put into one entry, without their ends. */
  lines(): readonly InnerLine[] {
    const { text } = this;
    let end = text.length;
    while (end > 0 && isLineEnd(text.charCodeAt(end - 1))) end--;
    const lines: InnerLine[] = [];
    for (let from = 0; from <= end;) {
      const next = text.indexOf('\n', from);
      const to = next < 0 || next > end ? end : next;
      lines.push(this.slice(from, to > from && text.charCodeAt(to - 1) === 13 ? to - 1 : to));
      from = to + 1;
    }
    return lines;
  }

  /** A part of this line. */
  slice(from: number, to = this.text.length): InnerLine {
    return from === 0 && to === this.text.length ? this : new InnerLine(this.text.slice(from, to), (offset) => this.origin(from + offset), (offset) => this.endOrigin(from + offset));
  }

  /** Without blanks around it. */
  trimmed(): InnerLine {
    const end = this.text.trimEnd().length;
    return this.slice(Math.min(end, this.text.length - this.text.trimStart().length), end);
  }

  /** The same line with some parts written otherwise. @param pattern global @param written gives what stands for a part */
  rewritten(pattern: RegExp, written: (part: string) => string): InnerLine {
    const parts: (string | InnerLine)[] = [];
    let from = 0;
    for (const found of this.text.matchAll(pattern)) {
      if (found.index > from) parts.push(this.slice(from, found.index));
      parts.push(written(found[0]));
      from = found.index + found[0].length;
    }
    return from === 0 ? this : InnerLine.join([...parts, this.slice(from)]);
  }

  /** The same line with a header before it that stands nowhere. */
  withHeader(header: string): InnerLine {
    return InnerLine.join([header, this]);
  }

  /** Parts that stand apart in the outer text as one line, with words between them that stand nowhere: these have no length there. */
  static join(parts: readonly (string | InnerLine)[]): InnerLine {
    const starts: number[] = [];
    let text = '';
    for (const part of parts) {
      starts.push(text.length);
      text += typeof part === 'string' ? part : part.text;
    }
    const partAt = (offset: number): number => {
      let at = starts.length - 1;
      while (at > 0 && starts[at]! > offset) at--;
      return at;
    };
    /** Words that stand nowhere are where the line behind them begins, or where the one before them ends. */
    const nowhere = (at: number): number => {
      for (let next = at + 1; next < parts.length; next++) {
        const following = parts[next]!;
        if (typeof following !== 'string') return following.origin(0);
      }
      for (; at > 0; at--) {
        const before = parts[at - 1]!;
        if (typeof before !== 'string') return before.endOrigin(before.text.length);
      }
      return 0;
    };
    return new InnerLine(text, (offset) => {
      const at = partAt(offset);
      const part = parts[at]!;
      return typeof part === 'string' ? nowhere(at) : part.origin(offset - starts[at]!);
    }, (offset) => {
      const at = partAt(offset - 1);
      const part = parts[at]!;
      return typeof part === 'string' ? nowhere(at) : part.endOrigin(offset - starts[at]!);
    });
  }

  /** A range of this line in the outer text; null where it does not stand there as it is. */
  place(inner: Span): Span | null {
    const outer = this.around(inner);
    return outer.end - outer.start === inner.end - inner.start ? outer : null;
  }

  /** The range of the outer text that says what stands in a range of this line. */
  around(inner: Span): Span {
    return { start: this.origin(inner.start), end: this.endOrigin(inner.end) };
  }
}
