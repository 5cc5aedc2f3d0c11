/** Reads the inputs into one summary. */
import { Summarizer, type FileRecord } from '../engine/summarizer';
import { Summary } from '../engine/summary/summary';
import { byteAccess } from '../platform/node/bytes';
import { readStandardInput } from '../platform/node/read-source';
import { summarizeFiles } from '../platform/node/summarize-files';
import type { Summarize } from './arguments';
import type { Outcome } from './outcome';

export interface Summarized extends Outcome {
  readonly summary: Summary;
  /** The first bounces, as many as were asked for, and how many more there were. */
  readonly records: readonly FileRecord[];
  readonly recordsLeftOut: number;
}

/**
 * @param complain hears of inputs that could not be read, and of limits
 * @param mostRecords so many bounces are kept
 */
export async function summarize(command: Summarize, complain: (message: string) => void, mostRecords = 0): Promise<Summarized> {
  const files = command.files.filter((file) => file !== '-');
  let summary = new Summary();
  let recognised = false;
  const records: FileRecord[] = [];
  let recordsLeftOut = 0;
  if (files.length > 0) {
    const read = await summarizeFiles(files.map((path) => ({ name: path, path })), { as: command.as, only: command.only, here: true, mostRecords });
    summary = read.summary;
    recognised = read.recognised;
    records.push(...read.records);
    recordsLeftOut = read.recordsLeftOut;
  }
  if (files.length < command.files.length) {
    const summarizer = new Summarizer(byteAccess, { only: command.only, mostRecords: mostRecords - records.length });
    const reading = summarizer.open('-', { as: command.as, referenceTime: Date.now() });
    for await (const chunk of readStandardInput()) reading.push(chunk);
    reading.end();
    summary.merge(summarizer.summary);
    recognised ||= summarizer.recognised;
    records.push(...summarizer.records);
    recordsLeftOut += summarizer.recordsLeftOut;
  }
  for (const [source, problem] of summary.problems) complain(`${source}: ${problem}`);
  for (const message of summary.limits.values()) complain(message);
  return { summary, records, recordsLeftOut, recognised, failed: summary.problems.size > 0 };
}
