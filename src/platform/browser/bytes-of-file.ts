/** A browser has no disk. */

/** @returns null where there is no disk to read from */
export function bytesOfFile(_path: string): AsyncIterable<Uint8Array> | null {
  return null;
}
