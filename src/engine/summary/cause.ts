import type { CategoryId } from '../../catalog/catalog';
import { DistinctCount } from './distinct';
import { comparePlaces, compareQuotedPlaces, keepSmallest, quotedPlaceOf, type Quotable, type QuotedPlace, type SourcePlace } from './place';
import { TopCounts } from './top-counts';
import { countInto, mergeTally, newTally, type Counted, type Tally } from './tally';

/** How many examples a cause keeps: the earliest, which say since when, and the latest, which say whether it goes on. */
export const MOST_EXAMPLES = 3;
/** Domains by cause are exact up to so many. */
const MOST_CAUSE_DOMAINS = 5000;
/** Recipients by cause are counted exactly up to so many, then within two percent. */
export const CAUSE_RECIPIENTS = { limit: 2048, precision: 12 } as const;

/** Why mail failed, and with whom: one category at one provider. What is worth one decision. */
export interface Cause {
  readonly category: CategoryId;
  /** Id; null: at no provider that is known. */
  readonly provider: string | null;
  readonly tally: Tally;
  /** By rule that decided: they lead to the provider's own meaning and way out in the catalog. */
  readonly rules: Map<string, number>;
  readonly domains: TopCounts;
  readonly recipients: DistinctCount;
  /** The first in order of time. */
  readonly earliest: QuotedPlace[];
  /** The last, latest first. */
  readonly latest: QuotedPlace[];
}

const backwards = (a: QuotedPlace, b: QuotedPlace): number => compareQuotedPlaces(b, a);

export function newCause(category: CategoryId, provider: string | null, place: SourcePlace): Cause {
  return {
    category, provider, tally: newTally(place), rules: new Map(), domains: new TopCounts(MOST_CAUSE_DOMAINS),
    recipients: new DistinctCount(CAUSE_RECIPIENTS.limit, CAUSE_RECIPIENTS.precision), earliest: [], latest: [],
  };
}

/** @param domain a text of its own, see `keyOf` */
export function countCause(cause: Cause, counted: Counted, domain: string | null): void {
  countInto(cause.tally, counted);
  const { rule } = counted.verdict;
  cause.rules.set(rule, (cause.rules.get(rule) ?? 0) + 1);
  if (domain !== null) cause.domains.add(domain);
}

/** Whether a place is among the earliest of a cause. */
export function isEarly({ earliest }: Cause, place: SourcePlace): boolean {
  return earliest.length < MOST_EXAMPLES || comparePlaces(place, earliest[MOST_EXAMPLES - 1]!) <= 0;
}

/** @param said is quoted where it is among the earliest or the latest */
export function keepExample(cause: Cause, place: SourcePlace, said: Quotable): void {
  const { earliest, latest } = cause;
  // the earliest stay as they are in a log that is read in order: a look at the time saves making the quotation
  const early = isEarly(cause, place);
  const isLate = latest.length < MOST_EXAMPLES || comparePlaces(place, latest[MOST_EXAMPLES - 1]!) >= 0;
  if (!early && !isLate) return;
  const quoted = quotedPlaceOf(place, said);
  if (early) keepSmallest(earliest, quoted, MOST_EXAMPLES, compareQuotedPlaces);
  if (isLate) keepLatest(cause, quoted);
}

/** Keeps what is among the latest. */
export function keepLatest({ latest }: Cause, quoted: QuotedPlace): void {
  keepSmallest(latest, quoted, MOST_EXAMPLES, backwards);
}

export function mergeCause(into: Cause, other: Cause): void {
  mergeTally(into.tally, other.tally);
  for (const [rule, count] of other.rules) into.rules.set(rule, (into.rules.get(rule) ?? 0) + count);
  into.domains.merge(other.domains);
  into.recipients.merge(other.recipients);
  for (const place of other.earliest) keepSmallest(into.earliest, place, MOST_EXAMPLES, compareQuotedPlaces);
  for (const place of other.latest) keepLatest(into, place);
}
