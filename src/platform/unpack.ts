/** Unpacks gzip with what Node and browsers have in common; for sources that are not files on a disk. */
import { compressionOf, whyNotOpened } from './compression';
import { Unreadable } from './unreadable';

/**
 * @param chunks the source as it lies there; gzip is told by its first bytes
 * @returns the text's bytes. Throws `Unreadable` for other containers, and after the last whole chunk where the data is damaged or cut short
 */
export async function* unpacked(name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const first = await iterator.next();
  if (first.done) return;
  const compression = compressionOf(first.value);
  const problem = whyNotOpened(compression);
  if (problem) throw new Unreadable(name, problem);
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  };
  if (compression === 'gzip') yield* gunzipped(name, all());
  else yield* all();
}

async function* gunzipped(name: string, chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = new DecompressionStream('gzip');
  const writer = gunzip.writable.getWriter();
  const reader = gunzip.readable.getReader();
  let sourceError: Unreadable | undefined;
  const writing = (async () => {
    try {
      for await (const chunk of chunks) await writer.write(chunk);
      await writer.close();
    } catch (error) {
      if (error instanceof Unreadable) sourceError = error;
      await writer.abort(error).catch(() => undefined);
    }
  })();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value as Uint8Array;
  } catch {
    throw sourceError ?? new Unreadable(name, 'its gzip data is damaged or cut short; what could be unpacked is counted');
  } finally {
    await reader.cancel().catch(() => undefined);
    await writing;
  }
}
