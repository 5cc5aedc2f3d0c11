/** Bounces over time, in steps that a clock knows. */
import type { PanelRow, RowType } from './row';

export interface Bucket {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly hard: number;
  readonly soft: number;
  readonly blocked: number;
}

export interface Timeline {
  readonly step: number;
  readonly buckets: readonly Bucket[];
  /** Rows without a time: in no bucket. */
  readonly undated: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY];

/** More bars than this become too thin to press. */
const MOST_BUCKETS = 40;

/** A stray date (a clock that was wrong) must not make thousands of empty bars. */
const MOST_EVER = 400;

/** @returns null where all that has a time falls into one step: a single bar says nothing, and picking it changes nothing */
export function timelineOf(rows: readonly PanelRow[]): Timeline | null {
  let first = Infinity;
  let last = -Infinity;
  let dated = 0;
  for (const { time } of rows) {
    if (time === null) continue;
    dated++;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  if (dated < 2) return null;
  const step = STEPS.find((candidate) => Math.floor(last / candidate) - Math.floor(first / candidate) < MOST_BUCKETS) ?? STEPS[STEPS.length - 1]!;
  const start = Math.floor(first / step) * step;
  const length = Math.min(MOST_EVER, Math.floor((last - start) / step) + 1);
  if (length < 2) return null;
  const counts: Record<RowType, number>[] = Array.from({ length }, () => ({ hard: 0, soft: 0, blocked: 0 }));
  for (const { time, type } of rows) {
    if (time === null) continue;
    const bucket = counts[Math.floor((time - start) / step)];
    if (bucket) bucket[type]++;
  }
  return { step, undated: rows.length - dated, buckets: counts.map((count, i) => ({ start: start + i * step, end: start + (i + 1) * step, ...count })) };
}
