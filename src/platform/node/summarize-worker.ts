/** A thread that reads its share of the pieces; see `summarize-files.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { writeState } from '../../engine/summary/write-state';
import { readPieces } from './read-pieces';
import { SharedProgress } from './shared-progress';
import type { WorkerResult, WorkerTask } from './summarize-files';

const { pieces, memory, options } = workerData as WorkerTask;

void readPieces(pieces, new SharedProgress(memory), options).then(({ summary, deliveredMessages, ...rest }) => {
  const deliveredWords = deliveredMessages?.words ?? null;
  const result: WorkerResult = { ...rest, deliveredWords, state: writeState(summary, (bytes) => bytes) };
  parentPort!.postMessage(result, deliveredWords ? [deliveredWords.buffer as ArrayBuffer] : []);
});
