import type { Verdict } from '../record';
import { comparePlaces, type SourcePlace } from './place';

/** What is counted of one domain, host, status code ...: bounces by type, since when, and where the first one stands. */
export interface Tally {
  hard: number;
  /** Soft bounces that are not blocked. */
  soft: number;
  /** Soft bounces in which the sender, the content or a policy was refused. */
  blocked: number;
  /** How many of all these were deferrals: the server goes on trying. */
  delayed: number;
  /**
   * Milliseconds since 1970; `Infinity` and `-Infinity` where no record of it has a time. Not null: a field that only ever holds
   * numbers is changed in place, another costs an object each time.
   */
  first: number;
  last: number;
  /** The earliest. */
  place: SourcePlace;
}

/** One bounce as the summary sees it. */
export interface Counted {
  readonly verdict: Pick<Verdict, 'category' | 'bounceType' | 'blocked' | 'provider' | 'rule'>;
  readonly delayed: boolean;
  readonly place: SourcePlace;
}

export const newTally = (place: SourcePlace): Tally => ({ hard: 0, soft: 0, blocked: 0, delayed: 0, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, place });

/** Bounces in it, of every type. */
export const bouncesOf = (tally: Pick<Tally, 'hard' | 'soft' | 'blocked'>): number => tally.hard + tally.soft + tally.blocked;

export function countInto(tally: Tally, { verdict, delayed, place }: Counted): void {
  if (verdict.bounceType === 'hard') tally.hard++;
  else if (verdict.blocked) tally.blocked++;
  else tally.soft++;
  if (delayed) tally.delayed++;
  if (place.time !== null) {
    if (place.time < tally.first) tally.first = place.time;
    if (place.time > tally.last) tally.last = place.time;
  }
  if (comparePlaces(place, tally.place) < 0) tally.place = place;
}

export function mergeTally(into: Tally, other: Tally): void {
  into.hard += other.hard;
  into.soft += other.soft;
  into.blocked += other.blocked;
  into.delayed += other.delayed;
  into.first = Math.min(into.first, other.first);
  into.last = Math.max(into.last, other.last);
  if (comparePlaces(other.place, into.place) < 0) into.place = other.place;
}

/** A time of a tally, or null where there is none. */
export const timeOrNull = (time: number): number | null => (Number.isFinite(time) ? time : null);

export const earliest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));
export const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
