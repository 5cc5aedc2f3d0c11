/** Summarises sources in this thread, taking turns with its other work: for what no other thread can reach. */
import type { ByteAccess } from '../engine/stream/bytes';
import { createProgressMeter, type SourceToRead, type Summarized, type SummarizeOptions } from './summarize';
import { problemOf, Unreadable } from './unreadable';
import { unpacked } from './unpack';

/** How long it reads before other work gets a turn, in milliseconds; and how much in one go at most. */
const TURN = 30;
const SLICE = 1024 * 1024;

/** @returns never fails because of a source: `summary.problems` says which could not be read, and why */
export async function summarizeHere(sources: readonly SourceToRead[], access: ByteAccess, options: SummarizeOptions): Promise<Summarized> {
  const { Summarizer } = await import('../engine/summarizer'); // so that the browser's one file holds the engine once, see esbuild.js
  const summarizer = new Summarizer(access, options);
  const start = Date.now();
  const meter = createProgressMeter(sources.reduce((sum, { size = 0 }) => sum + size, 0));
  const isStopped = (): boolean => options.signal?.aborted === true;
  let bytesRead = 0;
  let turn = Date.now() + TURN;
  for (const source of sources) {
    if (isStopped()) break;
    const { name, modified } = source;
    const reading = summarizer.open(name, { as: options.as, fileName: name, referenceTime: modified ?? Date.now() });
    const bytesBefore = bytesRead;
    let failed = false;
    try {
      for await (const chunk of unpacked(name, counted(source, (bytes) => { bytesRead += bytes; }))) {
        reading.push(chunk);
        if (isStopped()) {
          reading.stop();
          break;
        }
        if (Date.now() < turn) continue;
        options.onProgress?.(meter(bytesRead));
        await new Promise((resolve) => setTimeout(resolve));
        turn = Date.now() + TURN;
      }
      reading.end();
    } catch (error) {
      summarizer.summary.addProblem(name, error instanceof ReadError ? `it could not be read (${error.message})` : problemOf(error));
      failed = true;
    }
    if (failed && bytesRead > bytesBefore) reading.end();
  }
  const { records, recordsLeftOut, deliveredMessages, recognised } = summarizer;
  return { summary: summarizer.summary, records, recordsLeftOut, deliveredMessages, recognised, stopped: isStopped(), progress: meter(bytesRead), milliseconds: Date.now() - start };
}

/** The source's bytes in slices, so that a file that comes as a whole can be stopped, too. */
async function* counted({ name, read }: SourceToRead, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  if (!read) throw new Unreadable(name, 'it cannot be read from here');
  const given = read();
  const chunks = given instanceof Promise ? [await given.catch(readError)] : given;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += SLICE) {
      const slice = chunk.subarray(at, at + SLICE);
      count(slice.length);
      yield slice;
    }
  }
}

/** Whoever gives the bytes could not. */
class ReadError extends Error {}

function readError(error: unknown): never {
  throw new ReadError(error instanceof Error ? error.message : String(error));
}
