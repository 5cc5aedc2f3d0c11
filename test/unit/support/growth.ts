/** Whether a piece of work grows with its input and no faster, told from processor time: a busy machine does not change the answer. */
import assert from 'node:assert/strict';

/** Four times the input may take this many times as long: 4 is linear, 16 is quadratic; the rest is noise of the garbage collector. */
const MOST_GROWTH = 9;
/** Below this many milliseconds a clock tick is as large as the work: nothing to tell. */
const LEAST_MEASURABLE = 60;

/** Processor time that `work` takes, in milliseconds. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Fails where four times the input takes far more than four times as long. Measured up to three times: noise passes, a quadratic loop does not.
 * @param work takes the number of repetitions of its input
 * @param size repetitions of the larger run
 */
export function assertGrowsLinearly(work: (size: number) => void, size: number, what = ''): void {
  const seen: string[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const small = processorTime(() => work(Math.ceil(size / 4)));
    const large = processorTime(() => work(size));
    if (large < LEAST_MEASURABLE || large < small * MOST_GROWTH) return;
    seen.push(`${small} ms became ${large} ms`);
  }
  assert.fail(`${what} four times the input: ${seen.join('; ')}`);
}
