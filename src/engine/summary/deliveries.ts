import { HashTable } from './hash-table';
import { nthSmallest } from './nth-smallest';

const FIRST = 0;
const LAST = 1;
/** See `hashOf`. */
const LARGEST_HASH = 2 ** 53;

/**
 * When something befell an address, first and last (whole seconds since 1970): deliveries tell that an address which bounced hard before
 * works, or that mail which was delayed arrived. Of more addresses than the limit those with the smallest hashes are remembered, see `SmallestHashes`; here without an object for each,
 * because a log of a day holds a million of them.
 */
export class Deliveries {
  private readonly table = new HashTable(2);
  threshold = Number.POSITIVE_INFINITY;

  constructor(readonly most: number) {}

  add(hash: number, first: number, last = first): void {
    if (hash > this.threshold) return;
    const { table } = this;
    const { size } = table;
    const slot = table.insert(hash);
    const isNew = table.size > size;
    if (isNew || first < table.get(slot, FIRST)) table.set(slot, FIRST, first);
    if (isNew || last > table.get(slot, LAST)) table.set(slot, LAST, last);
    if (table.size >= this.most * 2) this.makeRoom(); // one more, and the table would become twice as large
  }

  forEach(each: (hash: number, last: number) => void): void {
    this.table.forEach((hash, slot) => each(hash, this.table.get(slot, LAST)));
  }

  /** First and last time; undefined: none known. */
  of(hash: number): { first: number; last: number } | undefined {
    this.prune();
    const slot = this.table.find(hash);
    return slot === -1 ? undefined : { first: this.table.get(slot, FIRST), last: this.table.get(slot, LAST) };
  }

  merge(other: Deliveries): void {
    this.lower(other.threshold);
    this.table.reserve(Math.min(this.most, other.table.size));
    other.table.forEach((hash, slot) => this.add(hash, other.table.get(slot, FIRST), other.table.get(slot, LAST)));
  }

  /** Hash, first, last; hash, first, last ... @param sorted in order of the hashes */
  state(sorted = true): Float64Array<ArrayBuffer> {
    this.prune();
    const hashes = sorted ? this.table.sorted() : this.table.hashes();
    const state = new Float64Array(hashes.length * 3);
    hashes.forEach((hash, i) => {
      const slot = this.table.find(hash);
      state[i * 3] = hash;
      state[i * 3 + 1] = this.table.get(slot, FIRST);
      state[i * 3 + 2] = this.table.get(slot, LAST);
    });
    return state;
  }

  lower(threshold: number): void {
    if (threshold >= this.threshold) return;
    this.threshold = threshold;
    this.table.keepUpTo(threshold);
  }

  /** Drops most of what is above the limit. Hashes are spread evenly, unless somebody chose the addresses: about where it lies is known without sorting them. */
  private makeRoom(): void {
    const { most, table } = this;
    const about = Math.min(this.threshold, LARGEST_HASH) * ((1.1 * most) / table.size);
    let kept = 0;
    table.forEach((hash) => { if (hash <= about) kept++; });
    if (kept > most && kept < 1.5 * most) this.lower(about);
    else this.prune();
  }

  /** Keeps no more than the limit, so that what is told does not depend on when room was made. */
  prune(): void {
    if (this.table.size > this.most) this.lower(nthSmallest(this.table.hashes(), this.most - 1));
  }
}
