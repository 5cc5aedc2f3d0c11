/** Threads that read. One can be started before it is known what there is to read: it loads the engine meanwhile. */
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Megabytes. What a thread reads lives for a line: more would only make it larger, not faster. */
const YOUNG_GENERATION = 6;

/** Where the worker's script lies; beside this one where it is missing. */
export interface WorkerScript {
  readonly script: string;
  readonly execArgv: string[];
}

let waiting: Worker | undefined;

/** Whatever is in a file of so many bytes, a second thread helps to read it. */
export const LARGE = 256 * 1024 * 1024;

/** Starts a thread if one of these files is large; the next `takeThread` gets it. The program can end without it. */
export function startThreadEarly(paths: readonly string[]): void {
  if (availableParallelism() < 2 || !paths.some((path) => isLarge(path))) return;
  waiting = startThread();
  waiting.unref();
}

function isLarge(path: string): boolean {
  try {
    return statSync(path).size >= LARGE;
  } catch {
    return false; // opening it will say what is wrong
  }
}

/** @returns a thread that waits for its `WorkerTask` */
export function takeThread(script?: WorkerScript): Worker {
  const thread = (script ? undefined : waiting) ?? startThread(script);
  if (thread === waiting) waiting = undefined;
  thread.ref();
  return thread;
}

function startThread({ script, execArgv }: WorkerScript = { script: join(__dirname, 'summarize-worker.js'), execArgv: [] }): Worker {
  return new Worker(script, { execArgv, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION } });
}
