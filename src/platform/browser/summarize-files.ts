/** Summarises files where there is no disk and the extension host is a worker already. */
import type { SourceToRead, Summarized, SummarizeOptions } from '../summarize';
import { summarizeHere } from '../summarize-here';
import { byteAccess } from './bytes';

/** @returns never fails because of a source: `summary.problems` says which could not be read, and why */
export function summarizeFiles(sources: readonly SourceToRead[], options: SummarizeOptions = {}): Promise<Summarized> {
  return summarizeHere(sources, byteAccess, options);
}
