/** How many tests passed: each suite prints its own counts and hands them to `npm test`, which adds them up. */
import { writeFileSync } from 'node:fs';

export interface Counts { passed: number; failed: number; skipped: number }

/** Set by `npm test` for each suite: the file that takes its counts. */
export const COUNTS_FILE = 'SUITE_COUNTS';

export function line(counts: Counts): string {
  return `${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`;
}

/** Prints a suite's counts and leaves them where `npm test` looks. @returns the exit status: a suite that ran nothing has failed */
export function writeCounts(counts: Counts): number {
  const ran = counts.passed + counts.failed;
  if (!ran) console.error('No test ran.');
  console.log(line(counts));
  const file = process.env[COUNTS_FILE];
  if (file) writeFileSync(file, JSON.stringify(counts));
  return counts.failed || !ran ? 1 : 0;
}
