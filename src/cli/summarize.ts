/** Reads the inputs into one summary. */
import { Summarizer, type FileRecord } from '../engine/summarizer';
import type { DeliveredMessages } from '../engine/summary/delivered-messages';
import { MANY_DELIVERIES, Summary } from '../engine/summary/summary';
import { byteAccess } from '../platform/node/bytes';
import { readStandardInput } from '../platform/node/read-source';
import { summarizeFiles } from '../platform/node/summarize-files';
import { oldestFirst } from '../platform/rotation';
import { createProgressMeter } from '../platform/summarize';
import { size } from '../report/words';
import type { Summarize } from './arguments';
import type { Outcome } from './outcome';
import type { Terminal } from './run';

export interface Summarized extends Outcome {
  readonly summary: Summary;
  /** The first bounces, as many as were asked for, and how many more there were. */
  readonly records: readonly FileRecord[];
  readonly recordsLeftOut: number;
  readonly deliveredMessages: DeliveredMessages | null;
}

/**
 * @param terminal hears of inputs that could not be read, of limits, and how far the reading is
 * @param mostRecords so many bounces are kept
 */
export async function summarize(command: Summarize, { complain, progress, stopSignal }: Pick<Terminal, 'complain' | 'progress' | 'stopSignal'>, mostRecords = 0): Promise<Summarized> {
  const signal = stopSignal();
  const mostDeliveries = command.format === 'json' ? undefined : MANY_DELIVERIES / 2; // people read whom to remove; with twice as many it would take over 250 MB
  const files = oldestFirst(command.files.filter((file) => file !== '-'));
  let summary = new Summary(mostDeliveries);
  let recognised = false;
  const records: FileRecord[] = [];
  let recordsLeftOut = 0;
  let deliveredMessages: DeliveredMessages | null = null;
  if (files.length > 0) {
    const read = await summarizeFiles(files.map((path) => ({ name: path, path })), { as: command.as, only: command.only, here: true, mostRecords, mostDeliveries, signal, onProgress: progress.show });
    summary = read.summary;
    recognised = read.recognised;
    records.push(...read.records);
    recordsLeftOut = read.recordsLeftOut;
    deliveredMessages = read.deliveredMessages;
    if (read.stopped) summary.addLimit({ limit: 'stopped', message: stoppedInWords(read.progress.bytesRead, read.progress.bytesTotal) });
  }
  if (files.length < command.files.length && !signal.aborted) {
    const summarizer = new Summarizer(byteAccess, { only: command.only, mostRecords: mostRecords - records.length, mostDeliveries });
    const reading = summarizer.open('-', { as: command.as, referenceTime: Date.now() });
    const meter = createProgressMeter(0);
    let bytes = 0;
    for await (const chunk of readStandardInput(signal)) {
      reading.push(chunk);
      bytes += chunk.length;
      progress.show(meter(bytes));
    }
    if (signal.aborted) {
      reading.stop();
      summarizer.summary.addLimit({ limit: 'stopped', message: stoppedInWords(bytes, 0) });
    }
    reading.end();
    summary.merge(summarizer.summary);
    recognised ||= summarizer.recognised;
    records.push(...summarizer.records);
    recordsLeftOut += summarizer.recordsLeftOut;
    if (summarizer.deliveredMessages) deliveredMessages = deliveredMessages?.merge(summarizer.deliveredMessages) ?? summarizer.deliveredMessages;
  }
  progress.clear();
  for (const [source, problem] of summary.problems) complain(`${source}: ${problem}`);
  if (command.format !== 'text' && command.format !== 'html') for (const message of summary.limits.values()) complain(message); // these two tell them
  return { summary, records, recordsLeftOut, deliveredMessages, recognised, failed: summary.problems.size > 0, stopped: signal.aborted };
}

function stoppedInWords(bytesRead: number, bytesTotal: number): string {
  return `Stopped after ${size(bytesRead)}${bytesTotal > bytesRead ? ` of ${size(bytesTotal)}` : ''}: the figures are of what was read until then.`;
}
