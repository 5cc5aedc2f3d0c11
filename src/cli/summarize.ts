/** Reads the inputs into one summary. */
import { Summarizer } from '../engine/summarizer';
import { Summary } from '../engine/summary/summary';
import { byteAccess } from '../platform/node/bytes';
import { readStandardInput } from '../platform/node/read-source';
import { summarizeFiles } from '../platform/node/summarize-files';
import type { Summarize } from './arguments';
import type { Outcome } from './outcome';

/** @param complain hears of inputs that could not be read, and of limits */
export async function summarize(command: Summarize, complain: (message: string) => void): Promise<Outcome & { readonly summary: Summary }> {
  const files = command.files.filter((file) => file !== '-');
  let summary = new Summary();
  let recognised = false;
  if (files.length > 0) {
    const read = await summarizeFiles(files.map((path) => ({ name: path, path })), { as: command.as, only: command.only, here: true });
    summary = read.summary;
    recognised = read.recognised;
  }
  if (files.length < command.files.length) {
    const summarizer = new Summarizer(byteAccess, { only: command.only });
    const reading = summarizer.open('-', { as: command.as, referenceTime: Date.now() });
    for await (const chunk of readStandardInput()) reading.push(chunk);
    reading.end();
    summary.merge(summarizer.summary);
    recognised ||= summarizer.recognised;
  }
  for (const [source, problem] of summary.problems) complain(`${source}: ${problem}`);
  for (const message of summary.limits.values()) complain(message);
  return { summary, recognised, failed: summary.problems.size > 0 };
}
