/** The one facade that hover, lenses, summary, command line and tests call: text in, judged records out. */
import type { Catalog } from '../catalog/catalog';
import type { BounceRecord, JudgedRecord, Verdict } from './record';
import { detectFormat, formatById } from './formats';
import { forEachLine } from './lines';
import type { LimitHit, Place, ReadOptions, Sample, Sink, SourceFormat, SourceText } from './source';

export interface ReadRequest extends ReadOptions {
  /** Id of a source format; found by detection where it is missing. */
  readonly as?: string | undefined;
  readonly fileName?: string | undefined;
  readonly languageId?: string | undefined;
}

/** What one text gave. */
export interface Reading {
  /** `null`: nothing recognised it. */
  readonly format: SourceFormat | null;
  /** In source order, successes included (`verdict.bounceType` is null for these). */
  readonly records: readonly JudgedRecord[];
  /** Lines of a log; 0 for a mail. */
  readonly lines: number;
  readonly messages: number;
  readonly notUnderstood: readonly Place[];
  readonly limits: readonly LimitHit[];
}

export interface BounceService {
  readonly catalog: Catalog;
  detect(sample: Sample): SourceFormat | null;
  /** Reads a whole text. Never throws on bad input. */
  read(source: SourceText, request: ReadRequest): Reading;
  judge(record: BounceRecord): JudgedRecord;
}

/** How much of a text detection looks at. */
export const SAMPLE_LENGTH = 64 * 1024;

/**
 * @param catalog what codes and categories mean
 * @param judge the verdict on one record (see `classify/`)
 */
export function createBounceService(catalog: Catalog, judge: (record: BounceRecord) => Verdict): BounceService {
  const judged = (record: BounceRecord): JudgedRecord => Object.assign(record, { verdict: judge(record) });
  return {
    catalog,
    detect: (sample) => detectFormat(sample),
    judge: judged,
    read(source, request) {
      const format = request.as
        ? formatById(request.as)
        : detectFormat({ text: source.text.slice(0, SAMPLE_LENGTH), fileName: request.fileName, languageId: request.languageId });
      const records: JudgedRecord[] = [];
      const notUnderstood: Place[] = [];
      const limits: LimitHit[] = [];
      let lines = 0;
      let messages = 0;
      const sink: Sink = {
        record: (record) => { records.push(judged(record)); },
        notUnderstood: (place) => { notUnderstood.push(place); },
        limit: (hit) => { if (!limits.some((l) => l.limit === hit.limit)) limits.push(hit); },
        message: () => { messages++; },
      };
      if (format?.kind === 'log') {
        const reader = format.open(request, sink);
        lines = forEachLine(source.text, (text, start, line) => reader.line(text, start, line));
        reader.end?.();
      } else if (format) {
        format.read(source, request, sink);
      }
      return { format, records, lines, messages, notUnderstood, limits };
    },
  };
}
