/** Fields of a delivery report (RFC 3464 section 2.1.1) in lines of text, with the place of each value where it stands literally. */
import type { Span } from '../../record';
import type { TextLine } from '../mime/body';
import { endOfName } from '../mime/headers';

/** A text and, where it stands in the original as it is, its place. */
export interface Value {
  readonly text: string;
  readonly span: Span | null;
}

export interface ReportField {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, without blanks at either end. The span of a folded value reaches over its lines. */
  readonly value: Value;
  /** Index of its first line and the line after its last. */
  readonly from: number;
  readonly to: number;
}

/** Fields that belong together: the message's own block, or one recipient's. */
export interface ReportBlock {
  readonly fields: ReportField[];
  from: number;
  to: number;
}

/** The first value of this name (lower case) in a block. */
export function valueOf(block: ReportBlock | null, name: string): Value | null {
  return block?.fields.find((field) => field.name === name)?.value ?? null;
}

/** The name (lower case) of the field that a line begins, or null. */
export function fieldNameOf(line: string): string | null {
  if (line === '' || line.charCodeAt(0) <= 32) return null;
  const end = endOfName(line, 0, line.length);
  return end === -1 ? null : line.slice(0, end).trimEnd().toLowerCase();
}

/**
 * Reads fields and continuation lines from `from` up to `to`; blank lines end a block.
 * A line that is neither ends the field and is passed over.
 */
export function readBlocks(lines: readonly TextLine[], from: number, to: number): ReportBlock[] {
  const blocks: ReportBlock[] = [];
  let block: ReportBlock | null = null;
  for (let i = from; i < to; i++) {
    const { text } = lines[i]!;
    if (text.trim() === '') {
      block = null;
      continue;
    }
    const name = fieldNameOf(text);
    if (name === null) continue;
    let last = i + 1;
    while (last < to && isContinuation(lines[last]!.text)) last++;
    block ??= startBlock(blocks, i);
    block.fields.push({ name, value: valueAt(lines, i, last, text.indexOf(':') + 1), from: i, to: last });
    block.to = last;
    i = last - 1;
  }
  return blocks;
}

/** The text from a column of line `from` to the end of line `to - 1`, on one line, with its place. */
export function valueAt(lines: readonly TextLine[], from: number, to: number, column: number): Value {
  const first = lines[from]!;
  let begin = column;
  while (begin < first.text.length && first.text.charCodeAt(begin) <= 32) begin++;
  let text = first.text.slice(begin).trimEnd();
  let { literal } = first;
  let start = first.start + begin;
  let end = first.start + begin + text.length;
  for (let i = from + 1; i < to; i++) {
    const line = lines[i]!;
    const words = line.text.trim();
    if (words === '') continue;
    if (!line.literal) literal = false;
    if (text === '') start = line.start + line.text.indexOf(words);
    text = text === '' ? words : `${text} ${words}`;
    end = line.start + line.text.trimEnd().length;
  }
  return { text, span: literal && text !== '' ? { start, end } : null };
}

/** A part of a value, with its place where the value stands on one line. */
export function within(value: Value, at: number, length: number): Value {
  const text = value.text.slice(at, at + length);
  const whole = value.span !== null && value.span.end - value.span.start === value.text.length;
  return { text, span: whole ? { start: value.span!.start + at, end: value.span!.start + at + length } : null };
}

function isContinuation(text: string): boolean {
  const c = text.charCodeAt(0);
  return (c === 32 || c === 9) && text.trim() !== '';
}

function startBlock(blocks: ReportBlock[], from: number): ReportBlock {
  const block: ReportBlock = { fields: [], from, to: from };
  blocks.push(block);
  return block;
}
