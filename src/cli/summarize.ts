/** Reads the inputs one after the other and writes what was asked for. */
import { bounceService, createVerdictCache } from '../engine/bundled-service';
import type { JudgedRecord } from '../engine/record';
import type { Sink } from '../engine/source';
import { SourceStream } from '../engine/stream/source-stream';
import { hashOfBytes } from '../engine/summary/hash';
import { Summary } from '../engine/summary/summary';
import { byteAccess } from '../platform/node/bytes';
import { listSources } from '../platform/node/list-sources';
import { openSource, readStandardInput } from '../platform/node/read-source';
import { Unreadable } from '../platform/unreadable';
import { summaryToJson } from '../report/json';
import { ndjsonLine } from '../report/ndjson';
import type { Summarize } from './arguments';
import type { Output } from './output';

export interface Outcome {
  /** Something was recognised in one input at least. */
  readonly recognised: boolean;
  /** An input could not be read. */
  readonly failed: boolean;
}

const SUCCESSES: ReadonlySet<string | null> = new Set(['delivered', 'relayed', 'expanded']);

export async function summarize(command: Summarize, out: Output, complain: (message: string) => void): Promise<Outcome> {
  const service = bounceService();
  const cache = createVerdictCache();
  const summary = new Summary();
  let recognised = false;
  const problem = (error: unknown): void => {
    if (!(error instanceof Unreadable)) throw error;
    summary.addProblem(error.source, error.problem);
    complain(error.message);
  };
  const wanted = (record: JudgedRecord): boolean =>
    (command.all || !SUCCESSES.has(record.action)) && (command.only === null || record.verdict.bounceType === command.only);

  for (const argument of command.files) {
    for (const file of argument === '-' ? ['-'] : listSources(argument, problem)) {
      const sink: Sink = {
        record(record) {
          recognised = true;
          if (command.format === 'ndjson') {
            const judged = service.judge(record);
            if (wanted(judged)) out.write(ndjsonLine(file, judged));
          } else {
            const verdict = cache.judgeForCounting(record);
            if (command.only === null || verdict.bounceType === command.only) summary.add(file, record, verdict);
          }
        },
        notUnderstood(place) {
          recognised = true;
          summary.addNotUnderstood(file, place);
        },
        limit(hit) {
          summary.addLimit(hit);
          complain(`${file}: ${hit.message}`);
        },
        message() { summary.read.messages++; },
      };
      if (command.format !== 'ndjson' && command.only === null) sink.delivered = (time, bytes, from, to) => summary.addDelivery(time, hashOfBytes(bytes, from, to));
      try {
        const source = file === '-' ? null : openSource(file);
        const stream = new SourceStream(byteAccess, { as: command.as, fileName: file === '-' ? undefined : file, referenceTime: source?.modified ?? Date.now() }, sink);
        try {
          for await (const chunk of source?.chunks ?? readStandardInput()) stream.push(chunk);
        } finally {
          stream.end();
          recognised ||= stream.format?.kind === 'log';
          summary.addSource(stream.format?.id ?? null);
          summary.read.lines += stream.lines;
          summary.read.bytes += stream.bytes;
        }
      } catch (error) {
        problem(error);
      }
    }
  }
  if (command.format === 'json') out.write(summaryToJson(summary));
  return { recognised, failed: summary.problems.size > 0 };
}
