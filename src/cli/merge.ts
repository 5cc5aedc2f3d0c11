/** `bounce-lens merge A.json B.json`: adds up summaries that were made elsewhere. */
import { readFileSync } from 'node:fs';
import { NotAsExpected } from '../engine/summary/plain-data';
import { Summary } from '../engine/summary/summary';
import { inWords } from '../platform/node/read-source';
import { summaryFromJson } from '../report/json';
import type { Outcome } from './outcome';

/** @returns the sum of what could be read */
export function merge(files: readonly string[], complain: (message: string) => void): Outcome & { readonly summary: Summary } {
  const summary = new Summary();
  let merged = 0;
  for (const file of files) {
    try {
      summary.merge(summaryFromJson(readFileSync(file === '-' ? 0 : file, 'utf8')));
      merged++;
    } catch (error) {
      complain(`${file}: ${error instanceof NotAsExpected ? error.message : inWords(error)}`);
    }
  }
  return { summary, recognised: merged > 0, failed: merged < files.length };
}
