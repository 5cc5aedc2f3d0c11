/** From one bounce to the next: round the document, past successes. */
import type { JudgedRecord } from '../engine/record';
import type { DocumentModel } from './document-model';
import { isBounce, shapeOf } from './overview';

export type Direction = 'next' | 'previous';

export interface Neighbour {
  readonly record: JudgedRecord;
  /** The end of the document was passed on the way. */
  readonly wrapped: boolean;
}

/**
 * The bounce before or after an offset. Records that stand at the same place as the one at `offset` (several recipients of one line)
 * count as one.
 * @param shape only bounces of this failure (see `shapeOf`)
 */
export function neighbourOf(model: DocumentModel, offset: number, direction: Direction, shape?: string): Neighbour | null {
  const { records } = model;
  const size = records.size;
  if (size === 0) return null;
  const wanted = (record: JudgedRecord): boolean => isBounce(record) && (shape === undefined || shapeOf(record) === shape);
  const here = records.at(offset).filter(wanted);
  const step = direction === 'next' ? 1 : -1;
  const from = direction === 'next' ? records.ordinalFrom(offset + 1) : records.ordinalFrom(Math.min(offset, here[0]?.span.start ?? offset)) - 1;
  for (let i = 0; i < size; i++) {
    const distance = from + step * i;
    const wrapped = distance < 0 || distance >= size;
    const record = records.get((distance + size) % size)!;
    if (!wanted(record)) continue;
    if (!wrapped && here.some((same) => same.span.start === record.span.start)) continue;
    return { record, wrapped };
  }
  return null;
}

/** Where a reader wants to land in a record: on its code, or on what stands for it. */
export function landingOf(record: JudgedRecord): { start: number; end: number } {
  return record.at.status ?? record.at.replyCode ?? record.at.diagnostic ?? record.at.recipient ?? record.encodedIn ?? record.span;
}
