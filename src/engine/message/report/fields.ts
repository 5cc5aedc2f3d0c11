/** Fields of a delivery report (RFC 3464 section 2.1.1) in lines of text. */
import { MAXIMUM_FIELD_LENGTH, type LimitWatch } from '../limits';
import type { TextLine } from '../mime/body';
import { endOfName } from '../mime/headers';
import { Words } from '../words';

export interface ReportField {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, without blanks at either end. */
  readonly value: Words;
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
export function valueOf(block: ReportBlock | null, name: string): Words | null {
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
 * Other lines are passed over.
 */
export function readBlocks(lines: readonly TextLine[], from: number, to: number, limits: LimitWatch): ReportBlock[] {
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
    // some senders fold long diagnostics without the blank that marks a folded line
    while (last < to && (isContinuation(lines[last]!.text) || (name === 'diagnostic-code' && isLostContinuation(lines[last]!.text)))) last++;
    block ??= startBlock(blocks, i);
    block.fields.push({ name, value: fieldValue(lines, i, last, limits), from: i, to: last });
    block.to = last;
    i = last - 1;
  }
  return blocks;
}

/** The value of a field that begins on line `from`; folded without end it is cut. */
function fieldValue(lines: readonly TextLine[], from: number, to: number, limits: LimitWatch): Words {
  let last = from;
  let length = 0;
  while (last < to && length <= MAXIMUM_FIELD_LENGTH.number) length += lines[last++]!.text.length;
  if (last < to) limits.hit(MAXIMUM_FIELD_LENGTH);
  return Words.ofLines(lines, from, last, lines[from]!.text.indexOf(':') + 1);
}

function isContinuation(text: string): boolean {
  const c = text.charCodeAt(0);
  return (c === 32 || c === 9) && text.trim() !== '';
}

function isLostContinuation(text: string): boolean {
  return text.trim() !== '' && !text.startsWith('--') && fieldNameOf(text) === null;
}

function startBlock(blocks: ReportBlock[], from: number): ReportBlock {
  const block: ReportBlock = { fields: [], from, to: from };
  blocks.push(block);
  return block;
}
