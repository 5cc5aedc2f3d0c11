import { nthSmallest } from './nth-smallest';

/**
 * Keeps, of any number of different things, those with the smallest hashes. That is a fair sample, and the same one however the things
 * came and in whichever parts: so parts merge into exactly what the whole would have kept. Below the limit it holds all of them.
 */
export class SmallestHashes<T> {
  readonly items = new Map<number, T>();
  /** Everything up to this hash is kept: at first, all. */
  threshold = Number.POSITIVE_INFINITY;

  constructor(readonly most: number) {}

  get(hash: number): T | undefined {
    return this.items.get(hash);
  }

  /** @param create makes the item where it is new @param update changes the one that is there */
  put(hash: number, create: () => T, update: (item: T) => void): void {
    if (hash > this.threshold) return;
    const item = this.items.get(hash);
    if (item !== undefined) return update(item);
    this.items.set(hash, create());
    if (this.items.size > this.most * 1.25) this.prune();
  }

  merge(other: SmallestHashes<T>, copy: (item: T) => T, add: (into: T, item: T) => void): void {
    this.lower(other.threshold);
    for (const [hash, item] of other.items) this.put(hash, () => copy(item), (into) => add(into, item));
  }

  /** In order of their hashes; drops what was only kept in reserve. */
  sorted(): [number, T][] {
    this.prune();
    return Array.from(Float64Array.from(this.items.keys()).sort(), (hash) => [hash, this.items.get(hash)!]);
  }

  /** Drops what is above the limit. */
  prune(): void {
    if (this.items.size <= this.most) return;
    this.lower(nthSmallest(Float64Array.from(this.items.keys()), this.most - 1));
  }

  /** Keeps nothing above this hash from now on. */
  lower(threshold: number): void {
    if (threshold >= this.threshold) return;
    this.threshold = threshold;
    for (const hash of this.items.keys()) if (hash > threshold) this.items.delete(hash);
  }
}
