/**
 * How the tests inside VS Code talk to the runner outside (run.ts): both hosts' consoles reach it, mixed with VS Code's own
 * log, so mocha's lines and the counts carry a mark.
 */
import type { Counts } from '../../../scripts/counts';

export const REPORT_LINE = '##mocha ';
export const COUNTS = '##counts ';

export function countsOf(stats: Mocha.Stats | undefined): Counts {
  return { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0, skipped: stats?.pending ?? 0 };
}
