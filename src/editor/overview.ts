/** A document at a glance: how many bounces of which kind, and which failures differ from each other. */
import type { JudgedRecord } from '../engine/record';
import type { OutcomeCounts } from '../report/words';
import type { DocumentModel } from './document-model';
import { outcomeOf } from './outcome';

/** The bounces of a document that failed for the same reason at the same provider with the same code. */
export interface Failure {
  readonly shape: string;
  /** Number of the first one in document order (see `PlaceStore.get`). */
  readonly first: number;
  count: number;
}

export interface Overview extends OutcomeCounts {
  /** Records that are no bounces: deliveries, auto-replies. */
  readonly others: number;
  readonly failures: readonly Failure[];
}

/** What makes two bounces of a log the same failure to a reader. */
export function shapeOf(record: JudgedRecord): string {
  const { status, replyCode, verdict } = record;
  return `${verdict.category}|${listOf(record) ?? verdict.provider ?? ''}|${status ?? replyCode ?? ''}`;
}

/** The blocklist that refused the mail, where the words name it: it says more than who runs it, and the panel counts by it as well. */
export function listOf({ verdict }: JudgedRecord): string | undefined {
  return verdict.category === 'blocklisted' ? verdict.named.blocklist?.name : undefined;
}

export function isBounce(record: JudgedRecord): boolean {
  return record.verdict.bounceType !== null;
}

const cache = new WeakMap<DocumentModel, { revision: number; overview: Overview }>();

/** Counted once per revision of a model. */
export function overviewOf(model: DocumentModel): Overview {
  const before = cache.get(model);
  if (before?.revision === model.revision) return before.overview;
  const overview = count(model);
  cache.set(model, { revision: model.revision, overview });
  return overview;
}

function count(model: DocumentModel): Overview {
  const counts = { hard: 0, soft: 0, blocked: 0 };
  let others = 0;
  const failures = new Map<string, Failure>();
  model.records.each((record, ordinal) => {
    const outcome = outcomeOf(record.verdict);
    if (outcome === 'none') {
      others++;
      return;
    }
    counts[outcome]++;
    const shape = shapeOf(record);
    const known = failures.get(shape);
    if (known) known.count++;
    else failures.set(shape, { shape, first: ordinal, count: 1 });
  });
  return { ...counts, others, failures: [...failures.values()] };
}

/** How many bounces there are in all. */
export const bouncesIn = ({ hard, soft, blocked }: OutcomeCounts): number => hard + soft + blocked;
