/** A browser has no disk. */

/** @returns always null: there is no disk to read from */
export const bytesOfFile: (path: string) => AsyncIterable<Uint8Array> | null = () => null;
