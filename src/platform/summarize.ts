/** What both platforms promise of summarising files. */
import type { FileRecord, SummarizerOptions } from '../engine/summarizer';
import type { DeliveredMessages } from '../engine/summary/delivered-messages';
import type { Summary } from '../engine/summary/summary';

export interface SummarizeOptions extends SummarizerOptions {
  /** Id of a source format that is forced. */
  readonly as?: string | undefined;
  /** Called now and then, a few times a second. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Stops the reading; what was found so far is the result. */
  readonly signal?: AbortSignal | undefined;
}

/** A source to summarise. */
export interface SourceToRead {
  /** As the user named it: a path or a URI. Places in the summary name it so. */
  readonly name: string;
  /** A file or folder on this machine's disk, where it is one. */
  readonly path?: string | undefined;
  /** Gives its bytes otherwise: a file of a virtual workspace, an open document. */
  readonly read?: (() => Promise<Uint8Array> | AsyncIterable<Uint8Array>) | undefined;
  /** Bytes, where known. */
  readonly size?: number | undefined;
  /** Last change in milliseconds since 1970, where known. */
  readonly modified?: number | undefined;
}

export interface Progress {
  readonly bytesRead: number;
  /** As far as it is known; 0 where nothing is. */
  readonly bytesTotal: number;
  readonly bytesPerSecond: number;
}

export interface Summarized {
  readonly summary: Summary;
  /** The first bounces, in source order, as many as were asked for. */
  readonly records: readonly FileRecord[];
  readonly recordsLeftOut: number;
  /** Which of the deferred messages arrived; null where no bounces were asked for. */
  readonly deliveredMessages: DeliveredMessages | null;
  /** Something was recognised in one source at least. */
  readonly recognised: boolean;
  /** It was stopped before the end: `progress` says how far it came. */
  readonly stopped: boolean;
  readonly progress: Progress;
  readonly milliseconds: number;
}

/** Measures progress since it was made. */
export function createProgressMeter(bytesTotal: number): (bytesRead: number) => Progress {
  const start = Date.now();
  return (bytesRead) => ({ bytesRead, bytesTotal, bytesPerSecond: Math.round((bytesRead * 1000) / Math.max(1, Date.now() - start)) });
}
