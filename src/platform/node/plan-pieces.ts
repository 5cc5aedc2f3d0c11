/** Cuts large files into pieces that can be read side by side. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { detectFormat, formatById } from '../../engine/formats';
import { guessEncoding } from '../../engine/stream/text-encoding';
import { SAMPLE_LENGTH } from '../../engine/stream/source-stream';
import { compressionOf } from '../compression';
import { byteAccess } from './bytes';

/** What is read in one go: a whole source, or a range of a plain log. */
export interface Piece {
  /** On disk. */
  readonly path: string;
  /** As the user named it. */
  readonly name: string;
  /** The file where it is held open: it is read to its end even if it is renamed or deleted meanwhile, as rotation does. Of all pieces of a file it is the same. */
  readonly descriptor: number | null;
  readonly from: number;
  /** null: to the end. */
  readonly to: number | null;
  /** Bytes of it on disk; 0 where that is not known. */
  readonly size: number;
  /** Id of its format where it is known already. */
  readonly as: string | undefined;
  /** See `ReadOptions`. */
  readonly referenceTime: number;
}

/** Long enough that beginning anew costs nothing, short enough that all cores finish together and a stop is soon. */
export const PIECE_LENGTH = 32 * 1024 * 1024;

/** Where no line ends within so many bytes, a file is not cut. */
const LONGEST_SEARCH = 1024 * 1024;

/**
 * @param hold leaves the file open: the caller closes it, see `Piece.descriptor`
 * @returns the pieces of a file in order; only one where it cannot be cut, or not be read (reading it will say why)
 */
export function planPieces(path: string, name: string, as: string | undefined, pieceLength = PIECE_LENGTH, hold = false): Piece[] {
  const whole: Piece = { path, name, descriptor: null, from: 0, to: null, size: 0, as, referenceTime: Date.now() };
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return [whole];
  }
  try {
    const stat = fstatSync(descriptor);
    const source = { ...whole, descriptor: hold ? descriptor : null, size: stat.size, referenceTime: stat.mtimeMs };
    if (!stat.isFile() || stat.size < 2 * pieceLength) return [source];
    const format = cuttableFormat(descriptor, path, as);
    if (format === null) return [source];
    const cuts = [0];
    for (let at = pieceLength; at < stat.size - pieceLength / 16; at += lengthOfNext(stat.size - at, pieceLength)) {
      const cut = startOfLine(descriptor, at);
      if (cut !== null && cut > cuts[cuts.length - 1]! && cut < stat.size) cuts.push(cut);
    }
    return cuts.map((from, i) => {
      const to = cuts[i + 1] ?? stat.size;
      return { ...source, as: format, from, to, size: to - from };
    });
  } catch {
    return [{ ...whole, descriptor: hold ? descriptor : null }];
  } finally {
    if (!hold) closeSync(descriptor);
  }
}

/** Towards the end pieces become short, so that all threads finish at the same time, whichever is slower. */
function lengthOfNext(left: number, pieceLength: number): number {
  return Math.ceil(Math.max(pieceLength / 8, Math.min(pieceLength, left / 8)));
}

/** Id of the format where the file is plain text of a format that may be cut at any line end. */
function cuttableFormat(descriptor: number, fileName: string, as: string | undefined): string | null {
  const sample = Buffer.alloc(SAMPLE_LENGTH);
  const length = readSync(descriptor, sample, 0, sample.length, 0);
  const { encoding, skip } = guessEncoding(sample);
  if (compressionOf(sample) !== 'none' || encoding !== 'bytes') return null;
  const format = as ? formatById(as) : detectFormat({ text: byteAccess.latin1(sample, skip, length), fileName });
  return format?.kind === 'log' && format.stateless ? format.id : null;
}

/** The first line start at or after `at`; null where there is none near. */
function startOfLine(descriptor: number, at: number): number | null {
  const buffer = Buffer.alloc(64 * 1024);
  for (let from = at - 1; from < at + LONGEST_SEARCH; from += buffer.length) {
    const length = readSync(descriptor, buffer, 0, buffer.length, from);
    const lf = buffer.subarray(0, length).indexOf(10);
    if (lf !== -1) return from + lf + 1;
    if (length < buffer.length) return null;
  }
  return null;
}
