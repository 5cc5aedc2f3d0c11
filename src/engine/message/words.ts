/** Text that was read from one or more lines, and where each piece of it stands in the original. */
import type { Span } from '../record';
import type { TextLine } from './mime/body';

interface Piece {
  /** Offset in `text`. */
  readonly at: number;
  readonly length: number;
  /** Offset in the original, exact only where `literal`. */
  readonly start: number;
  readonly literal: boolean;
}

export class Words {
  static readonly none = new Words('', []);

  private constructor(readonly text: string, private readonly pieces: readonly Piece[]) {}

  /** A value that stands nowhere, or whose place is not known. */
  static of(text: string): Words {
    return new Words(text, []);
  }

  /** A value that stands in the original as it is. */
  static at(text: string, start: number): Words {
    return new Words(text, [{ at: 0, length: text.length, start, literal: true }]);
  }

  /**
   * The text of lines `from` to `to` (exclusive) on one line, from a column of the first one.
   * Lines are trimmed and joined by one blank; blank lines are left out.
   */
  static ofLines(lines: readonly TextLine[], from: number, to: number, column = 0): Words {
    let text = '';
    const pieces: Piece[] = [];
    for (let i = from; i < to; i++) {
      const line = lines[i]!;
      let begin = i === from ? column : 0;
      let end = line.text.length;
      while (begin < end && line.text.charCodeAt(begin) <= 32) begin++;
      while (end > begin && line.text.charCodeAt(end - 1) <= 32) end--;
      if (begin >= end) continue;
      if (text !== '') text += ' ';
      pieces.push({ at: text.length, length: end - begin, start: line.start + (line.literal ? begin : 0), literal: line.literal });
      text += line.text.slice(begin, end);
    }
    return new Words(text, pieces);
  }

  get isEmpty(): boolean {
    return this.text === '';
  }

  /** Where the whole text stands, or null where it does not stand literally. A range over several lines holds their line ends. */
  get span(): Span | null {
    return this.place(0, this.text.length);
  }

  /** Where a part of the text stands, or null where it does not stand literally. */
  place(from: number, to: number): Span | null {
    if (from >= to) return null;
    const first = this.pieces.find((piece) => piece.at + piece.length > from);
    let last: Piece | undefined;
    for (const piece of this.pieces) {
      if (piece.at >= to) break;
      if (piece.at + piece.length <= from) continue;
      if (!piece.literal) return null;
      last = piece;
    }
    if (!first || !last) return null;
    return { start: first.start + Math.max(0, from - first.at), end: last.start + Math.min(last.length, to - last.at) };
  }

  /** A part of the text with its places, trimmed. */
  slice(from: number, to = this.text.length): Words {
    let begin = Math.max(0, from);
    let end = Math.min(this.text.length, to);
    while (begin < end && this.text.charCodeAt(begin) <= 32) begin++;
    while (end > begin && this.text.charCodeAt(end - 1) <= 32) end--;
    if (begin >= end) return Words.none;
    if (begin === 0 && end === this.text.length) return this;
    const pieces: Piece[] = [];
    for (const piece of this.pieces) {
      const left = Math.max(begin, piece.at);
      const right = Math.min(end, piece.at + piece.length);
      if (left < right) pieces.push({ at: left - begin, length: right - left, start: piece.start + (piece.literal ? left - piece.at : 0), literal: piece.literal });
    }
    return new Words(this.text.slice(begin, end), pieces);
  }

  /** The first place where `part` stands in the text. */
  find(part: string): Words | null {
    const at = part === '' ? -1 : this.text.indexOf(part);
    return at === -1 ? null : this.slice(at, at + part.length);
  }

  /** This text, a blank, and another one. */
  join(other: Words): Words {
    if (this.isEmpty) return other;
    if (other.isEmpty) return this;
    const shift = this.text.length + 1;
    return new Words(`${this.text} ${other.text}`, [...this.pieces, ...other.pieces.map((piece) => ({ ...piece, at: piece.at + shift }))]);
  }
}
