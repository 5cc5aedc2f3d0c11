import { compareText } from './keys';
import { nthSmallest } from './nth-smallest';
import { keepSmallest } from './place';

/**
 * Counts by a key of which there may be any number, numbers only: as `OpenMap`, without what leads to lines. Exact up to `most` keys;
 * beyond, the largest are kept, and each is at most `error` larger than it says (Misra and Gries 1982).
 */
export class TopCounts {
  readonly counts = new Map<string, number>();
  /** 0: everything is exact. */
  error = 0;

  constructor(readonly most: number) {}

  /** @param key a text of its own, see `keyOf` */
  add(key: string, count = 1): void {
    const known = this.counts.get(key);
    if (known !== undefined) {
      this.counts.set(key, known + count);
      return;
    }
    this.counts.set(key, count);
    if (this.counts.size > this.most) this.makeRoom();
  }

  merge(other: TopCounts): void {
    for (const [key, count] of other.counts) this.counts.set(key, (this.counts.get(key) ?? 0) + count);
    this.error += other.error;
    if (this.counts.size > this.most) this.makeRoom();
  }

  /** The `most` largest, the largest first; equals by name. */
  largest(most: number): [string, number][] {
    const largest: [string, number][] = [];
    for (const entry of this.counts) keepSmallest(largest, entry, most, bySize);
    return largest;
  }

  private makeRoom(): void {
    const level = nthSmallest(Float64Array.from(this.counts.values()), this.counts.size - 1 - (this.most >> 1));
    for (const [key, count] of this.counts) {
      if (count <= level) this.counts.delete(key);
      else this.counts.set(key, count - level);
    }
    this.error += level;
  }
}

const bySize = (a: [string, number], b: [string, number]): number => b[1] - a[1] || compareText(a[0], b[0]);
