/** Runs test files with mocha in this process and hands on how many passed. */
import Mocha from 'mocha';
import { configureGlobal } from 'fast-check';
import { writeCounts } from './counts';

/** The same examples in every run: a change is judged by what it did, not by luck. TEST_SEED=N looks elsewhere. */
configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? 1) });

/** @returns the exit status */
export async function runMocha(files: readonly string[], options: Mocha.MochaOptions): Promise<number> {
  const { grep, ...rest } = options;
  const mocha = new Mocha({ ...rest, forbidOnly: Boolean(process.env['CI']) });
  if (grep) mocha.grep(grep);
  for (const file of files) mocha.addFile(file);
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve(writeCounts({ passed: passes, failed: failures, skipped: pending }));
    });
  });
}
