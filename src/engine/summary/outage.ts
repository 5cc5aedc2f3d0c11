/**
 * When many unknown users look like an outage at the provider rather than like dead addresses. One rule for whoever asks, from however
 * much is known: the panel has the times of all deliveries, the summary of a long log only when each address last took mail.
 */
import type { CategoryId } from '../../catalog/catalog';

/** What a provider answers for every address while its own user lookup is broken. */
export const UNKNOWN_USER: ReadonlySet<CategoryId> = new Set<CategoryId>(['unknown-user', 'mailbox-disabled']);

/** An outage shows within this time (milliseconds). */
const WINDOW = 60 * 60_000;

/** Fewer unknown addresses than this may be chance. */
export const FEWEST_UNKNOWN = 10;

/** It is one where so many of the addresses themselves had taken mail before. */
const FEWEST_KNOWN = 5;
const LEAST_KNOWN_SHARE = 0.3;

/** Or where so many of all answers within the window say "unknown user", and so many times more than at other times. */
const LEAST_SHARE = 0.3;
const SHARE_TIMES_MORE = 5;

/** Or, where deliveries are not known, so many times more than at other times of a time long enough to tell. */
const LONG_ENOUGH = 6 * WINDOW;
const RATE_TIMES_MORE = 10;

export interface UnknownUsers {
  /** Addresses at one place that turned unknown within the window, and at other times. */
  readonly inside: number;
  readonly outside: number;
  /** Of those inside: how many had taken mail before. */
  readonly deliveredBefore: number;
  /** Deliveries to the same place within the window and at other times; null where their times are not known. */
  readonly accepted: { readonly inside: number; readonly outside: number } | null;
  /** Length of all that was read, in milliseconds. */
  readonly length: number;
}

export function looksLikeOutage({ inside, outside, deliveredBefore, accepted, length }: UnknownUsers): boolean {
  if (inside < FEWEST_UNKNOWN) return false;
  if (deliveredBefore >= Math.max(FEWEST_KNOWN, LEAST_KNOWN_SHARE * inside)) return true;
  if (accepted === null) return length >= LONG_ENOUGH && inside >= RATE_TIMES_MORE * Math.max(1, outside * (WINDOW / length));
  const share = inside / (inside + accepted.inside);
  const usual = outside / (outside + accepted.outside);
  return accepted.outside >= inside / 2 && share >= Math.max(LEAST_SHARE, SHARE_TIMES_MORE * usual);
}

/** Of things in order of time those within the window that holds the most. */
export function densest<T extends { readonly time: number }>(items: readonly T[]): T[] {
  let best = { from: 0, to: 0 };
  for (let from = 0, to = 0; to < items.length; to++) {
    while (items[to]!.time - items[from]!.time > WINDOW) from++;
    if (to + 1 - from > best.to - best.from) best = { from, to: to + 1 };
  }
  return items.slice(best.from, best.to);
}
