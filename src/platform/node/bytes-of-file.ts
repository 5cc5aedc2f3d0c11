/** The bytes of a file on this machine's disk, piece by piece. */
import { createReadStream } from 'node:fs';

/** Large enough to be fast, small enough to be dropped at once when no more is needed. */
const CHUNK = 1024 * 1024;

/** @returns null where there is no disk to read from */
export function bytesOfFile(path: string): AsyncIterable<Uint8Array> | null {
  return createReadStream(path, { highWaterMark: CHUNK });
}
