/** Decides above which lines a lens stands. Cheap: what a lens says is worked out when it comes into sight. */
import type { DocumentModel } from './document-model';
import { bouncesIn, isBounce, overviewOf, type Failure } from './overview';
import type { JudgedRecord } from '../engine/record';

/** `distinct`: in a log, once per kind of failure. `every`: above each bounce. */
export type LensMode = 'distinct' | 'every' | 'off';

export type PlannedLens =
  /** The totals, above the first line. */
  | { readonly kind: 'totals'; readonly line: 0 }
  /** One bounced recipient. */
  | { readonly kind: 'record'; readonly line: number; readonly offset: number; readonly record: JudgedRecord }
  /** The first bounce of a kind of failure. */
  | { readonly kind: 'failure'; readonly line: number; readonly offset: number; readonly record: JudgedRecord; readonly failure: Failure };

/** A document with more lenses than this is not served by more of them, and the editor slows down. */
const MOST_LENSES = 10_000;

/** @returns lenses in document order; lines count from 0 */
export function planLenses(model: DocumentModel, mode: LensMode): PlannedLens[] {
  if (mode === 'off') return [];
  const overview = overviewOf(model);
  if (bouncesIn(overview) === 0) return [];
  const lenses: PlannedLens[] = [{ kind: 'totals', line: 0 }];
  if (model.format?.kind === 'log' && mode === 'distinct') {
    for (const failure of overview.failures) {
      const record = model.records.get(failure.first);
      if (record) lenses.push({ kind: 'failure', line: record.line - 1, offset: record.span.start, record, failure });
      if (lenses.length >= MOST_LENSES) break;
    }
  } else {
    for (let ordinal = 0; ordinal < model.records.size && lenses.length < MOST_LENSES; ordinal++) {
      const record = model.records.get(ordinal)!;
      if (isBounce(record)) lenses.push({ kind: 'record', line: record.line - 1, offset: record.span.start, record });
    }
  }
  return lenses;
}
