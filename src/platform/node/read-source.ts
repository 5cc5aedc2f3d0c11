/** A file as a stream of bytes: plain or gzip, complete, cut short, or still growing. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { compressionOf, whyNotOpened } from '../compression';
import { Unreadable } from '../unreadable';

/** One read: large enough that the calls do not count, small enough to stay in the processor's cache with all that is made of it. */
const CHUNK_LENGTH = 256 * 1024;

export interface OpenSource {
  /** Bytes on disk; null where it has no length (a pipe). */
  readonly size: number | null;
  /** Last change in milliseconds since 1970. */
  readonly modified: number;
  /** A chunk is good until the next one is asked for. Throws `Unreadable`; what came before stands. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface OpenOptions {
  /** The file, opened already; it is left open. Else the one that has the name now is opened. */
  readonly descriptor?: number | null | undefined;
  /** Offset to begin and end at; of plain files only. */
  readonly from?: number | undefined;
  readonly to?: number | null | undefined;
  /** Hears how many bytes of the file were read, compressed as they lie there: what progress is measured by. */
  readonly onRead?: ((bytes: number) => void) | undefined;
}

/**
 * Reads a file to the length that it had when it was opened: what is appended while it is read is a matter for the next time.
 * @param from null: from where the descriptor stands (a pipe) @param size how much; null: to the end
 */
function* fileChunks(descriptor: number, name: string, from: number | null, size: number | null): Generator<Uint8Array> {
  const buffer = size !== null && size < CHUNK_LENGTH ? new Uint8Array(Math.max(1, size)) : spare ?? new Uint8Array(CHUNK_LENGTH);
  if (buffer === spare) spare = undefined;
  try {
    yield* chunksInto(buffer, descriptor, name, from, size);
  } finally {
    if (buffer.length === CHUNK_LENGTH) spare = buffer;
  }
}

/**
 * The buffer of a file that was read: the collector takes its time with large ones. It is no `Buffer`, as lines that are put together of
 * two chunks are none: what looks at bytes is compiled for one kind of them.
 */
let spare: Uint8Array | undefined;

function* chunksInto(buffer: Uint8Array, descriptor: number, name: string, from: number | null, size: number | null): Generator<Uint8Array> {
  let left = size ?? Number.POSITIVE_INFINITY;
  let at = from;
  while (left > 0) {
    let length: number;
    try {
      length = readSync(descriptor, buffer, 0, Math.min(buffer.length, left), at);
    } catch (error) {
      throw new Unreadable(name, `reading stopped: ${inWords(error)}`);
    }
    if (length === 0) {
      if (size !== null) throw new Unreadable(name, 'it became shorter while it was read, as logs do when they are rotated; what was still there is counted');
      return;
    }
    left -= length;
    if (at !== null) at += length;
    yield buffer.subarray(0, length);
  }
}

/**
 * Opens a file.
 * @throws Unreadable where it is missing, a folder, not allowed, or compressed in a way that is not known here
 */
export function openSource(path: string, { descriptor: given = null, from = 0, to, onRead }: OpenOptions = {}): OpenSource {
  let descriptor: number;
  try {
    descriptor = given ?? openSync(path, 'r');
  } catch (error) {
    throw new Unreadable(path, inWords(error));
  }
  const close = (): void => { if (given === null) closeSync(descriptor); };
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new Unreadable(path, 'it is a folder');
    const size = stat.isFile() ? stat.size : null;
    const start = Buffer.alloc(8);
    const compression = size === null ? 'none' : compressionOf(start.subarray(0, from > 0 ? 0 : readSync(descriptor, start, 0, 8, 0)));
    const problem = whyNotOpened(compression);
    if (problem) throw new Unreadable(path, problem);
    const plain = closing(close, fileChunks(descriptor, path, size === null ? null : from, size === null ? null : Math.max(0, (to ?? size) - from)), onRead);
    const chunks = compression === 'gzip' ? gunzipped(path, plain) : plain;
    return { size, modified: stat.mtimeMs, chunks };
  } catch (error) {
    close();
    throw error instanceof Unreadable ? error : new Unreadable(path, inWords(error));
  }
}

// asynchronous as gunzip is, so that readers need not tell the two apart
// eslint-disable-next-line @typescript-eslint/require-await
async function* closing(close: () => void, chunks: Iterable<Uint8Array>, onRead: ((bytes: number) => void) | undefined): AsyncGenerator<Uint8Array> {
  try {
    for (const chunk of chunks) {
      onRead?.(chunk.length);
      yield chunk;
    }
  } finally {
    close();
  }
}

/** @throws Unreadable after the last whole chunk where the file is cut short or damaged */
async function* gunzipped(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // the file's buffer is used again for the next chunk, the unpacker keeps what it is given: so it gets copies
  const source = Readable.from((async function* () { for await (const chunk of chunks) yield Buffer.from(chunk); })());
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(name, 'its gzip data is damaged or cut short; what could be unpacked is counted');
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Standard input as chunks, to its end or until the signal fires. */
export async function* readStandardInput(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = (): void => { process.stdin.destroy(); };
  signal.addEventListener('abort', stop);
  try {
    for await (const chunk of process.stdin) yield chunk as Uint8Array;
  } catch (error) {
    if (!signal.aborted) throw new Unreadable('-', `reading stopped: ${inWords(error)}`);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const WORDS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota on the disk is used up',
  EIO: 'the disk reports an error',
  ENOTDIR: 'part of the path is not a folder',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'its name is too long',
};

/** A system error in words for the user. */
export function inWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WORDS[code] ?? (error instanceof Error ? error.message : String(error));
}
