/** Summarises files in threads of their own: constant memory, progress, and a stop that keeps what was found. */
import { closeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { formatById } from '../../engine/formats';
import { wordsOfRules } from '../../engine/bundled-service';
import type { KnownWords } from '../../engine/stream/wording';
import { mostDeliveriesOf, Summarizer, type SummarizerOptions } from '../../engine/summarizer';
import { DeliveredMessages } from '../../engine/summary/delivered-messages';
import type { Json } from '../../engine/summary/plain-data';
import { readState } from '../../engine/summary/read-state';
import { relocate } from '../../engine/summary/relocate';
import { Summary } from '../../engine/summary/summary';
import { createProgressMeter, type SourceToRead, type Summarized, type SummarizeOptions } from '../summarize';
import { summarizeHere } from '../summarize-here';
import type { Unreadable } from '../unreadable';
import { byteAccess } from './bytes';
import { exchangeThrough } from './exchange-through';
import { listSources } from './list-sources';
import { planPieces, type Piece } from './plan-pieces';
import { readPieces, type PieceRecord, type PiecesRead } from './read-pieces';
import { LARGE, takeThread, type WorkerScript } from './reading-thread';
import { SharedProgress } from './shared-progress';
import { keepHeapSmall, letHeapGrow } from './small-heap';

/** A thread more is only worth its start for so many bytes: it loads the engine and learns the wordings anew. */
const LEAST_FOR_A_THREAD = 24 * 1024 * 1024;
/** The same where most lines are counted without being read as records. */
const LEAST_WITH_FACTS = LARGE;

/** So many files are held open from the beginning, so that a rotation meanwhile changes nothing: a set of logs, not a store of mails. */
const MOST_HELD = 64;

/** See `sharedOf`. */
const LAST_PART = 24;

const PROGRESS_EVERY = 150;

export interface WorkerTask {
  readonly pieces: readonly Piece[];
  readonly memory: SharedArrayBuffer;
  readonly options: SummarizerOptions;
  /** See `exchangeThrough`. */
  readonly tellsTo: readonly MessagePort[];
  readonly hearsFrom: MessagePort | null;
  readonly words: KnownWords | undefined;
}

export type WorkerResult = Omit<PiecesRead, 'summary' | 'deliveredMessages'> & { readonly state: Json; readonly deliveredWords: Uint32Array | null };

/** What a thread found, but for its summary; that of another thread is data yet. */
type PartRead = Omit<PiecesRead, 'summary'>;
type HandedOver = PartRead & { readonly state: Json };

export interface NodeOptions extends SummarizeOptions {
  /** The calling thread reads, too: for a program that has nothing else to do meanwhile. */
  readonly here?: boolean | undefined;
  /** How many threads read, and how long a piece of a large file is: found out where it is missing. */
  readonly threads?: number | undefined;
  readonly pieceLength?: number | undefined;
  readonly worker?: WorkerScript | undefined;
}

/**
 * @param sources files and folders on disk are read in threads, others in this one
 * @returns never fails because of a source: `summary.problems` says which could not be read, and why
 */
export async function summarizeFiles(sources: readonly SourceToRead[], options: NodeOptions = {}): Promise<Summarized> {
  const onDisk = sources.filter((source) => source.path !== undefined);
  const others = sources.filter((source) => source.path === undefined);
  if (others.length === 0) return summarizeOnDisk(onDisk, options);
  const here = await summarizeHere(others, byteAccess, options);
  return onDisk.length === 0 ? here : both(await summarizeOnDisk(onDisk, options), here, options.mostRecords ?? 0);
}

function both(a: Summarized, b: Summarized, mostRecords: number): Summarized {
  const records = [...a.records, ...b.records];
  return {
    summary: a.summary.merge(b.summary), records: records.slice(0, mostRecords), recordsLeftOut: a.recordsLeftOut + b.recordsLeftOut + Math.max(0, records.length - mostRecords),
    deliveredMessages: mergeDelivered(a.deliveredMessages, b.deliveredMessages), recognised: a.recognised || b.recognised, stopped: a.stopped || b.stopped, milliseconds: a.milliseconds + b.milliseconds,
    progress: { bytesRead: a.progress.bytesRead + b.progress.bytesRead, bytesTotal: a.progress.bytesTotal + b.progress.bytesTotal, bytesPerSecond: a.progress.bytesPerSecond },
  };
}

async function summarizeOnDisk(sources: readonly SourceToRead[], options: NodeOptions): Promise<Summarized> {
  const problems: Unreadable[] = [];
  const pieces: Piece[] = [];
  const held = new Set<number>();
  for (const { path = '', name } of sources) {
    for (const file of listSources(path, (problem) => problems.push(problem))) {
      const planned = planPieces(file, name + file.slice(path.length), options.as, options.pieceLength, held.size < MOST_HELD);
      pieces.push(...planned);
      if (planned[0]!.descriptor !== null) held.add(planned[0]!.descriptor);
    }
  }
  const bytesTotal = pieces.reduce((sum, piece) => sum + piece.size, 0);
  const progress = new SharedProgress();
  const meter = createProgressMeter(bytesTotal);
  const start = Date.now();
  const stop = (): void => progress.stop();
  if (options.signal?.aborted) stop();
  options.signal?.addEventListener('abort', stop);
  const timer = options.onProgress && setInterval(() => options.onProgress!(meter(progress.bytesRead)), PROGRESS_EVERY);
  try {
    const threads = options.threads ?? Math.max(1, Math.min(availableParallelism(), pieces.length, threadsWorth(pieces)));
    const summarizerOptions: SummarizerOptions = { only: options.only, mostRecords: options.mostRecords, mostDeliveries: options.mostDeliveries };
    const tasks: Promise<HandedOver>[] = [];
    const forWorkers = options.here ? pieces.slice(0, sharedOf(pieces, bytesTotal)) : pieces;
    const channels = Array.from({ length: threads - 1 }, () => new MessageChannel());
    const leading = { tellsTo: channels.map(({ port1 }) => port1), hearsFrom: null };
    const words = options.here && threads > 1 ? wordsOfRules() : undefined; // this thread needs them too, and the others still load
    for (let i = options.here ? 1 : 0; i < threads; i++) {
      const ports = i === 0 ? leading : { tellsTo: [], hearsFrom: channels[i - 1]!.port2 };
      tasks.push(readInWorker({ pieces: forWorkers, memory: progress.memory, options: summarizerOptions, words, ...ports }, options.worker));
    }
    const summarizer = options.here ? new Summarizer(byteAccess, summarizerOptions, exchangeThrough(leading.tellsTo, null)) : null;
    const [mine, ...others] = await Promise.all([summarizer && readPieces(pieces, progress, summarizer, keepHeapSmall), ...tasks]);
    if (mine) letHeapGrow();
    const summary = mine?.summary ?? new Summary(mostDeliveriesOf(summarizerOptions));
    for (const { state } of others) readState(state, summary);
    const results = mine ? [mine, ...others] : others;
    addUnjudged(summary, results, summarizer ?? new Summarizer(byteAccess, summarizerOptions));
    const { records, recordsLeftOut, deliveredMessages } = addUp(summary, pieces, results, options.mostRecords ?? 0);
    for (const { source, problem } of problems) summary.addProblem(source, problem);
    return {
      summary, records, recordsLeftOut, deliveredMessages, recognised: results.some((result) => result.recognised), stopped: progress.isStopped,
      progress: meter(progress.bytesRead), milliseconds: Date.now() - start,
    };
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', stop);
    for (const descriptor of held) closeSync(descriptor);
  }
}

function mergeDelivered(a: DeliveredMessages | null, b: DeliveredMessages | null): DeliveredMessages | null {
  return a && b ? a.merge(b) : a ?? b;
}

/** For how many threads there is work. */
function threadsWorth(pieces: readonly Piece[]): number {
  return Math.ceil(pieces.reduce((sum, { size, as }) => {
    const format = as === undefined ? null : formatById(as);
    return sum + size / (format?.kind === 'log' && format.openFacts ? LEAST_WITH_FACTS : LEAST_FOR_A_THREAD);
  }, 0));
}

/** The last few pieces are the calling thread's: while it reads these, the others make data of what they found. @returns how many are for all */
function sharedOf(pieces: readonly Piece[], bytesTotal: number): number {
  let shared = pieces.length;
  for (let bytes = 0; shared > 1 && (bytes += pieces[shared - 1]!.size) <= bytesTotal / LAST_PART;) shared--;
  return shared;
}

function readInWorker(task: WorkerTask, worker: NodeOptions['worker']): Promise<HandedOver> {
  return new Promise((resolve, reject) => {
    const thread = takeThread(worker);
    thread.postMessage(task, task.hearsFrom ? [task.hearsFrom] : [...task.tellsTo]);
    thread.once('message', ({ state, deliveredWords, ...rest }: WorkerResult) => {
      resolve({ ...rest, state, deliveredMessages: deliveredWords && new DeliveredMessages(deliveredWords) });
      void thread.terminate();
    });
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a reading thread ended early (${code})`)));
  });
}

/** Adds the records that nobody had judged when their thread ended. @param summarizer whose summary it is, or a new one */
function addUnjudged(summary: Summary, results: readonly PartRead[], summarizer: Summarizer): void {
  for (const { file, record } of results.flatMap((result) => result.unjudged)) summarizer.add(file, record);
  if (summarizer.summary !== summary) summary.merge(summarizer.summary);
}

/** Puts together what the threads found beside the summary; lines become those of the whole files. */
function addUp(summary: Summary, pieces: readonly Piece[], results: readonly PartRead[], mostRecords: number): Pick<Summarized, 'records' | 'recordsLeftOut' | 'deliveredMessages'> {
  const linesBefore = linesBeforePieces(pieces, results);
  if (pieces.some((piece) => piece.from > 0)) {
    const starts = startsByName(pieces);
    relocate(summary, ({ file, start }) => {
      const ofFile = starts.get(file);
      return ofFile ? linesBefore[lastAtOrBefore(ofFile, start, pieces)]! : 0;
    });
  }
  const deliveredMessages = results.map((result) => result.deliveredMessages).reduce(mergeDelivered, null);
  const all = results.flatMap((result) => [...result.records]).sort((a, b) => a.piece - b.piece);
  const records = all.slice(0, mostRecords).map(({ file, record, piece }: PieceRecord) => ({ file, record: { ...record, line: record.line + linesBefore[piece]! } }));
  return { records, deliveredMessages, recordsLeftOut: results.reduce((sum, result) => sum + result.recordsLeftOut, all.length - records.length) };
}

function linesBeforePieces(pieces: readonly Piece[], results: readonly PartRead[]): number[] {
  let lines = 0;
  return pieces.map((piece, number) => {
    if (piece.from === 0) lines = 0;
    const before = lines;
    lines += results.find((result) => result.lines.has(number))?.lines.get(number) ?? 0;
    return before;
  });
}

/** Numbers of the pieces of each file that is cut, in order. */
function startsByName(pieces: readonly Piece[]): Map<string, number[]> {
  const starts = new Map<string, number[]>();
  pieces.forEach(({ name, from }, number) => {
    const known = starts.get(name);
    if (known && from > 0) known.push(number);
    else if (!known) starts.set(name, [number]);
  });
  return starts;
}

function lastAtOrBefore(numbers: readonly number[], offset: number, pieces: readonly Piece[]): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[numbers[middle]!]!.from <= offset) low = middle;
    else high = middle - 1;
  }
  return numbers[low]!;
}
