/** Figures that follow from a summary: by category and by provider, made of its causes. */
import type { CategoryId } from '../../catalog/catalog';
import type { Cause } from './cause';

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

/** Causes in order of effect: the most bounces first. */
export function causesBySize(summary: Summary): Cause[] {
  return [...summary.causes.values()].sort((a, b) =>
    bouncesOf(b.tally) - bouncesOf(a.tally) || compareText(a.category, b.category) || compareText(a.provider ?? '', b.provider ?? ''));
}

/** Different recipients that bounced, hard or soft. */
export function bouncedAddresses(summary: Summary): number {
  const all = summary.addresses.hard.copy();
  all.merge(summary.addresses.soft);
  return all.count();
}
