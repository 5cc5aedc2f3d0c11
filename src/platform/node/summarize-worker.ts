/** A thread that reads its share of the pieces; see `summarize-files.ts`. */
import { parentPort } from 'node:worker_threads';
import { Summarizer } from '../../engine/summarizer';
import { writeState } from '../../engine/summary/write-state';
import { byteAccess } from './bytes';
import { exchangeThrough } from './exchange-through';
import { readPieces } from './read-pieces';
import { SharedProgress } from './shared-progress';
import type { WorkerResult, WorkerTask } from './summarize-files';

parentPort!.once('message', ({ pieces, memory, options, tellsTo, hearsFrom, words }: WorkerTask) => {
  const summarizer = new Summarizer(byteAccess, options, exchangeThrough(tellsTo, hearsFrom, words));
  void readPieces(pieces, new SharedProgress(memory), summarizer).then(({ summary, deliveredMessages, ...rest }) => {
    const deliveredWords = deliveredMessages?.words ?? null;
    const result: WorkerResult = { ...rest, deliveredWords, state: writeState(summary) };
    parentPort!.postMessage(result, deliveredWords ? [deliveredWords.buffer as ArrayBuffer] : []);
  });
});
