/** Figures that follow from a summary: by category and by provider, made of its causes. */
import type { CategoryId } from '../../catalog/catalog';
import { mergeCause, newCause, type Cause } from './cause';
import { compareText } from './keys';
import type { Summary } from './summary';
import { bouncesOf, mergeTally, type Tally } from './tally';

/** Bounces by category, the most frequent first. */
export function byCategory(summary: Summary): [CategoryId, Tally][] {
  return grouped(summary, (cause) => cause.category);
}

/** Bounces by the provider that answered, the most frequent first; those of no known provider are left out. */
export function byProvider(summary: Summary): [string, Tally][] {
  return grouped(summary, (cause) => cause.provider);
}

function grouped<K extends string>(summary: Summary, keyOf: (cause: Cause) => K | null): [K, Tally][] {
  const groups = new Map<K, Tally>();
  for (const cause of summary.causes.values()) {
    const key = keyOf(cause);
    if (key === null) continue;
    const tally = groups.get(key);
    if (tally) mergeTally(tally, cause.tally);
    else groups.set(key, { ...cause.tally });
  }
  return [...groups].sort((a, b) => bouncesOf(b[1]) - bouncesOf(a[1]) || compareText(a[0], b[0]));
}

/** The causes of one category, whoever answered. */
export interface CategoryCause {
  readonly cause: Cause;
  /** Bounces by provider, the most frequent first; those of no known provider are left out. */
  readonly providers: readonly (readonly [string, number])[];
}

/** Causes by category, in order of effect: the most bounces first. */
export function causesByCategory(summary: Summary): CategoryCause[] {
  const groups = new Map<CategoryId, { cause: Cause; providers: [string, number][] }>();
  for (const cause of causesBySize(summary)) {
    let group = groups.get(cause.category);
    if (!group) groups.set(cause.category, group = { cause: newCause(cause.category, null, cause.tally.place), providers: [] });
    mergeCause(group.cause, cause);
    if (cause.provider !== null) group.providers.push([cause.provider, bouncesOf(cause.tally)]);
  }
  return [...groups.values()].sort((a, b) => bySize(a.cause, b.cause));
}

/** Causes in order of effect: the most bounces first. */
export function causesBySize(summary: Summary): Cause[] {
  return [...summary.causes.values()].sort(bySize);
}

/** Of as many, those first of whom there is something to do: hard ones. */
const bySize = (a: Cause, b: Cause): number => bouncesOf(b.tally) - bouncesOf(a.tally) || b.tally.hard - a.tally.hard || compareText(a.category, b.category) || compareText(a.provider ?? '', b.provider ?? '');

/** Different recipients that bounced, hard or soft. */
export function bouncedAddresses(summary: Summary): number {
  const all = summary.addresses.soft.copy(); // mostly the larger one
  all.merge(summary.addresses.hard);
  return all.count();
}

/** How many of the addresses to which mail was delayed took mail after the last delay: that mail, or another. Above the limits of what is remembered an estimate. */
export function tookMailLater({ delays, deliveries, addresses }: Summary): { readonly count: number; readonly isExact: boolean } {
  delays.prune();
  deliveries.prune();
  const threshold = Math.min(delays.threshold, deliveries.threshold);
  let known = 0;
  let later = 0;
  delays.forEach((hash, last) => {
    if (hash > threshold) return;
    known++;
    if ((deliveries.of(hash)?.last ?? -Infinity) >= last) later++;
  });
  const isExact = threshold === Number.POSITIVE_INFINITY;
  return { count: isExact || known === 0 ? later : Math.round((later / known) * addresses.delayed.count()), isExact };
}
