/** Writes one line for each bounce while the inputs are read, in source order: nothing is held back, whatever the size. */
import { setImmediate } from 'node:timers/promises';
import { bounceService } from '../engine/bundled-service';
import type { JudgedRecord } from '../engine/record';
import type { Sink } from '../engine/source';
import { SourceStream } from '../engine/stream/source-stream';
import type { NotRecognised } from '../engine/summary/summary';
import { byteAccess } from '../platform/node/bytes';
import { listSources } from '../platform/node/list-sources';
import { openSource, readStandardInput } from '../platform/node/read-source';
import { oldestFirst } from '../platform/rotation';
import { createProgressMeter } from '../platform/summarize';
import { problemOf, Unreadable } from '../platform/unreadable';
import { notRecognisedInWords } from '../report/words';
import type { Summarize } from './arguments';
import type { Outcome } from './outcome';
import { OutputClosed } from './output';
import type { Terminal } from './run';

/** How often other work gets a turn, in milliseconds: a Ctrl-C is heard then. */
const TURN = 50;

const SUCCESSES: ReadonlySet<string | null> = new Set(['delivered', 'relayed', 'expanded']);

/** @param each gets every record that was asked for, with the name of its source */
export async function listRecords(command: Summarize, each: (file: string, record: JudgedRecord) => void, { complain, progress, stopSignal }: Pick<Terminal, 'complain' | 'progress' | 'stopSignal'>): Promise<Outcome> {
  const signal = stopSignal();
  const service = bounceService();
  let recognised = false;
  let failed = false;
  const meter = createProgressMeter(0);
  let bytes = 0;
  let turn = Date.now() + TURN;
  const notRecognised: NotRecognised[] = [];
  const say = (message: string): void => {
    progress.clear();
    complain(message);
  };
  const problem = (error: Unreadable): void => {
    failed = true;
    say(error.message);
  };
  const wanted = (record: JudgedRecord): boolean =>
    (command.all || !(SUCCESSES.has(record.action) || record.kind === 'probe')) && (command.only === null || record.verdict.bounceType === command.only);

  for (const argument of oldestFirst(command.files)) {
    for (const file of argument === '-' ? [argument] : listSources(argument, problem)) {
      if (signal.aborted) break;
      let found = false;
      const sink: Sink = {
        record(record) {
          recognised = found = true;
          const judged = service.judge(record);
          if (wanted(judged)) each(file, judged);
        },
        notUnderstood() { recognised = found = true; },
        limit: (hit) => say(`${file}: ${hit.message}`),
        message() { /* counted by the summary */ },
      };
      try {
        const source = file === '-' ? null : openSource(file);
        const stream = new SourceStream(byteAccess, { as: command.as, fileName: source ? file : undefined, referenceTime: source?.modified ?? Date.now() }, sink);
        try {
          for await (const chunk of source?.chunks ?? readStandardInput(signal)) {
            stream.push(chunk);
            if (Date.now() > turn) {
              await setImmediate();
              turn = Date.now() + TURN;
            }
            if (signal.aborted) {
              stream.stop();
              break;
            }
            bytes += chunk.length;
            progress.show(meter(bytes));
          }
        } finally {
          stream.end(); // also of a file that broke off: what came before stands
        }
        recognised ||= stream.isRecognised;
        if (stream.format === null) notRecognised.push({ file, empty: stream.bytes === 0 });
        if (stream.advice !== null && !found) say(`${file}: ${stream.advice}`);
      } catch (error) {
        if (error instanceof OutputClosed) throw error;
        problem(new Unreadable(file, problemOf(error)));
      }
    }
  }
  progress.clear();
  if (signal.aborted) complain('Stopped before the end: what follows was not read.');
  if (notRecognised.length > 0) complain(notRecognisedInWords(notRecognised));
  return { recognised, failed, stopped: signal.aborted };
}
