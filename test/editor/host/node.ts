/** Where VS Code's Node extension host begins the tests: runs tests.js beside this file with mocha. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { COUNTS, countsOf, REPORT_LINE } from './report';

export async function run(): Promise<void> {
  const countsFile = process.env['TEST_COUNTS']; // where nobody reads the console: a VS Code on the desktop
  const base = Mocha.reporters.Base as unknown as { consoleLog(...words: unknown[]): void };
  if (!countsFile) base.consoleLog = (...words) => { for (const line of format(...words).split('\n')) console.log('%s', REPORT_LINE + line); };
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, reporter: 'spec' });
  mocha.addFile(path.join(__dirname, 'tests.js'));
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const counts = JSON.stringify(countsOf(runner.stats));
      if (countsFile) writeFileSync(countsFile, counts); else console.log('%s', COUNTS + counts);
      if (failures) reject(new Error(`${failures} failed`)); else resolve();
    });
  });
}
