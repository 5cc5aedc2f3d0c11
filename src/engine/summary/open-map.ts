
import { keyOf } from './keys';
import { nthSmallest } from './nth-smallest';
import { bouncesOf, countInto, mergeTally, newTally, type Counted, type Tally } from './tally';

/** One key of an open map. */
export interface Entry {
  readonly key: string;
  readonly tally: Tally;
  /** How much of its count went into making room, see `OpenMap`. */
  spent: number;
}

/** What an open map no longer holds key by key. */
export interface Rest {
  /** Bounces of keys that were dropped. */
  hard: number;
  soft: number;
  blocked: number;
  delayed: number;
  /** A kept key can have been seen so many times more than it says, and a dropped key so many times in all. 0: everything is exact. */
  error: number;
}

/**
 * Counts by a key of which there may be any number: domains, hosts. Exact up to `most` keys. Beyond, the largest are kept in the way
 * of Misra and Gries (1982): when there are too many, all give up as much as the middle one has, and those with nothing left are
 * dropped. Then no figure is wrong by more than `rest.error`, at most a `most / 2`-th of all; every key larger than that is certainly here;
 * and two maps add up within the sum of their errors (Agarwal and others 2012). Up to `most` keys merging is exact, in any order.
 */
export class OpenMap {
  readonly entries = new Map<string, Entry>();
  readonly rest: Rest = { hard: 0, soft: 0, blocked: 0, delayed: 0, error: 0 };

  constructor(readonly most: number) {}

  /** @returns the key as it is kept here: others can keep the same text instead of a copy */
  add(key: string, counted: Counted): string {
    let entry = this.entries.get(key);
    if (!entry) {
      const kept = keyOf(key);
      this.entries.set(kept, entry = { key: kept, tally: newTally(counted.place), spent: 0 });
    }
    countInto(entry.tally, counted);
    if (this.entries.size > this.most) this.makeRoom();
    return entry.key;
  }

  /** Adds what was counted of a key elsewhere. @param key a text of its own, see `keyOf` */
  addTally(key: string, tally: Tally): void {
    this.mergeEntry(key, tally, 0);
    if (this.entries.size > this.most) this.makeRoom();
  }

  merge(other: OpenMap): void {
    for (const { key, tally, spent } of other.entries.values()) this.mergeEntry(key, tally, spent);
    this.mergeRest(other.rest);
  }

  /** To be called after the entries of the same map were merged. */
  mergeRest(rest: Rest): void {
    addRest(this.rest, rest);
    this.rest.error += rest.error;
    if (this.entries.size > this.most) this.makeRoom();
  }

  /** The largest first; equals by name. */
  sorted(): [string, Tally][] {
    // as numbers: to compare twenty thousand entries one by one takes a few times as long
    const keys = [...this.entries.keys()].sort();
    const order = Float64Array.from(keys, (key, rank) => rank - bouncesOf(this.entries.get(key)!.tally) * keys.length).sort();
    return Array.from(order, (value): [string, Tally] => {
      const key = keys[((value % keys.length) + keys.length) % keys.length]!;
      return [key, this.entries.get(key)!.tally];
    });
  }

  /** Adds an entry of another map; `mergeRest` has to follow. */
  mergeEntry(key: string, tally: Tally, spent: number): void {
    const entry = this.entries.get(key);
    if (entry) {
      mergeTally(entry.tally, tally);
      entry.spent += spent;
    } else {
      this.entries.set(key, { key, tally: { ...tally }, spent });
    }
  }

  private makeRoom(): void {
    const level = nthSmallest(Float64Array.from(this.entries.values(), weightOf), this.entries.size - 1 - (this.most >> 1));
    for (const [key, entry] of this.entries) {
      if (weightOf(entry) <= level) {
        addRest(this.rest, entry.tally);
        this.entries.delete(key);
      } else {
        entry.spent += level;
      }
    }
    this.rest.error += level;
  }
}

const weightOf = ({ tally, spent }: Entry): number => bouncesOf(tally) - spent;

function addRest(rest: Rest, more: Omit<Rest, 'error'>): void {
  rest.hard += more.hard;
  rest.soft += more.soft;
  rest.blocked += more.blocked;
  rest.delayed += more.delayed;
}
