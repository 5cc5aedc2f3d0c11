import type { Tally } from './tally';

/** What a row holds: counts by type, how many were deferrals, the last time, and time and place of the earliest. */
const enum Column { hard, soft, blocked, delayed, last, first, line, start, end }
const COLUMNS = 9;

/** A column to count in. */
export type TallyType = Column.hard | Column.soft | Column.blocked;

/** By the words of a verdict. */
export const tallyType = ({ bounceType, blocked }: { readonly bounceType: string | null; readonly blocked: boolean }): TallyType =>
  (bounceType === 'hard' ? Column.hard : blocked ? Column.blocked : Column.soft);

/**
 * Tallies by number, while one source is read: rows of one typed array, which cost no objects and lie together in memory.
 * Lines come in the order of the source.
 */
export class TallyTable {
  /** The numbers that were counted. */
  readonly touched: number[] = [];
  private rows = new Float64Array(64 * COLUMNS);

  /** @param time milliseconds since 1970, NaN where there is none @param end offset after the line */
  add(number: number, type: TallyType, delayed: boolean, time: number, line: number, start: number, end: number): void {
    const at = number * COLUMNS;
    if (at >= this.rows.length) this.grow(at);
    const { rows } = this;
    const isNew = rows[at + Column.hard]! + rows[at + Column.soft]! + rows[at + Column.blocked]! === 0;
    rows[at + type]!++;
    if (delayed) rows[at + Column.delayed]!++;
    if (isNew) {
      this.touched.push(number);
      rows[at + Column.last] = Number.NEGATIVE_INFINITY;
      rows[at + Column.first] = Number.POSITIVE_INFINITY;
    }
    if (time > rows[at + Column.last]!) rows[at + Column.last] = time;
    if (!isNew && !(time < rows[at + Column.first]!)) return;
    if (time === time) rows[at + Column.first] = time;
    rows[at + Column.line] = line;
    rows[at + Column.start] = start;
    rows[at + Column.end] = end;
  }

  /** @param file the source */
  tally(number: number, file: string): Tally {
    const { rows } = this;
    const at = number * COLUMNS;
    const first = rows[at + Column.first]!;
    return {
      hard: rows[at + Column.hard]!, soft: rows[at + Column.soft]!, blocked: rows[at + Column.blocked]!, delayed: rows[at + Column.delayed]!, first, last: rows[at + Column.last]!,
      place: { file, line: rows[at + Column.line]!, start: rows[at + Column.start]!, end: rows[at + Column.end]!, time: Number.isFinite(first) ? first : null },
    };
  }

  clear(): void {
    for (const number of this.touched) this.rows.fill(0, number * COLUMNS, (number + 1) * COLUMNS);
    this.touched.length = 0;
  }

  private grow(at: number): void {
    const rows = new Float64Array(Math.max(2 * this.rows.length, at + COLUMNS));
    rows.set(this.rows);
    this.rows = rows;
  }
}
