/** Reads pieces of sources into one summary, as long as there are any: what each thread does. */
import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { FileRecord, Summarizer, UnjudgedRecord } from '../../engine/summarizer';
import type { DeliveredMessages } from '../../engine/summary/delivered-messages';
import type { Summary } from '../../engine/summary/summary';
import { problemOf } from '../unreadable';
import type { Piece } from './plan-pieces';
import { openSource, type OpenSource } from './read-source';
import type { SharedProgress } from './shared-progress';

/** How often other work of this thread gets a turn, in milliseconds. */
const TURN = 50;

export interface PiecesRead {
  readonly summary: Summary;
  /** Lines of the pieces that this thread read, by number of the piece. */
  readonly lines: ReadonlyMap<number, number>;
  /** In source order, with the number of the piece. */
  readonly records: readonly PieceRecord[];
  readonly recordsLeftOut: number;
  /** Not in the summary yet. */
  readonly unjudged: readonly UnjudgedRecord[];
  readonly deliveredMessages: DeliveredMessages | null;
  readonly recognised: boolean;
}

export interface PieceRecord extends FileRecord {
  readonly piece: number;
}

/**
 * @param pieces the same in all threads that share `progress`, or the first of them: then others read the rest
 * @param summarizer of this thread
 * @param atTurns called before each piece, and whenever other work gets its turn
 */
export async function readPieces(pieces: readonly Piece[], progress: SharedProgress, summarizer: Summarizer, atTurns?: () => void): Promise<PiecesRead> {
  const lines = new Map<number, number>();
  const records: PieceRecord[] = [];
  for (let number = progress.takeNext(pieces.length); number < pieces.length && !progress.isStopped; number = progress.takeNext(pieces.length)) {
    lines.set(number, await readPiece(pieces[number]!, summarizer, progress, atTurns));
    for (const record of summarizer.records.slice(records.length)) records.push({ ...record, piece: number });
  }
  const unjudged = summarizer.takeUnjudged();
  return { summary: summarizer.summary, lines, unjudged, records, recordsLeftOut: summarizer.recordsLeftOut, deliveredMessages: summarizer.deliveredMessages, recognised: summarizer.recognised };
}

/** @returns how many lines it has, also where it was stopped in the middle */
async function readPiece(piece: Piece, summarizer: Summarizer, progress: SharedProgress, atTurns: (() => void) | undefined): Promise<number> {
  const { path, name, descriptor, from, to, as, referenceTime } = piece;
  let turn = Date.now() + TURN;
  atTurns?.();
  let linesAfterStop = 0;
  let stopped = false;
  let source: OpenSource;
  try {
    source = openSource(path, { descriptor, from, to, onRead: (bytes) => { if (!stopped) progress.addBytes(bytes); } });
  } catch (error) {
    summarizer.summary.addProblem(name, piece.size > 0 && !existsSync(path) ? 'it went away before it was read, as logs do when they are rotated; read it again' : problemOf(error));
    return 0;
  }
  const reading = summarizer.open(name, { as, fileName: name, referenceTime, startOffset: from, isContinued: from > 0 });
  try {
    for await (const chunk of source.chunks) {
      if (stopped) {
        linesAfterStop += countLineEnds(chunk);
        continue;
      }
      reading.push(chunk);
      if (progress.isStopped) {
        stopped = true;
        reading.stop();
        if (to === null) break; // of a piece in the middle the lines are counted to its end: others stand behind it
      } else if (Date.now() > turn) {
        await setImmediate();
        atTurns?.();
        turn = Date.now() + TURN;
      }
    }
  } catch (error) {
    summarizer.summary.addProblem(name, problemOf(error));
  }
  try {
    return reading.end() + linesAfterStop;
  } catch (error) {
    summarizer.summary.addProblem(name, problemOf(error));
    return linesAfterStop;
  }
}

function countLineEnds(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}
