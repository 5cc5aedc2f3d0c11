import { HashTable } from './hash-table';
import { HyperLogLog } from './hyper-log-log';

/**
 * How many different addresses there were: exact up to a limit, estimated above it (and it says so). Which of the two depends only on
 * how many different ones there were, so that parts merge into exactly what the whole would have given.
 */
export class DistinctCount {
  private exact: HashTable | null = new HashTable(0);
  private estimate: HyperLogLog | null = null;

  /** @param limit so many are counted exactly @param precision of the estimate above, see `HyperLogLog` */
  constructor(readonly limit: number, readonly precision: number) {}

  get isExact(): boolean {
    return this.exact !== null;
  }

  /** Standard error of `count()` as a share: 0.01 is one percent. */
  get standardError(): number {
    return this.estimate?.standardError ?? 0;
  }

  count(): number {
    return this.estimate ? this.estimate.count() : this.exact!.size;
  }

  /** @param hash see `hashOf` */
  add(hash: number): void {
    if (this.exact) {
      this.exact.insert(hash);
      if (this.exact.size > this.limit) this.startEstimate();
    } else {
      this.estimate!.add(hash);
    }
  }

  merge(other: DistinctCount): void {
    if (other.estimate) {
      if (this.exact) this.startEstimate();
      this.estimate!.merge(other.estimate);
    } else {
      this.exact?.reserve(Math.min(this.limit, other.exact!.size));
      other.exact!.forEach((hash) => this.add(hash));
    }
  }

  copy(): DistinctCount {
    const copy = new DistinctCount(this.limit, this.precision);
    copy.merge(this);
    return copy;
  }

  /** What a saved summary holds of it. @param sorted hashes in order */
  state(sorted = true): DistinctState {
    return this.estimate ? { registers: this.estimate.registers } : { hashes: sorted ? this.exact!.sorted() : this.exact!.hashes() };
  }

  /** The count that `state()` was taken from; a state of another limit or precision is refused. */
  static of(limit: number, precision: number, state: DistinctState): DistinctCount {
    const count = new DistinctCount(limit, precision);
    count.addState(state);
    return count;
  }

  /** Adds what `state()` was taken from. @throws RangeError where that had another precision */
  addState(state: DistinctState): void {
    if (state.registers) {
      if (state.registers.length !== 1 << this.precision) throw new RangeError('an estimate of another precision');
      if (this.exact) this.startEstimate();
      this.estimate!.merge(new HyperLogLog(this.precision, state.registers));
    } else {
      this.exact?.reserve(Math.min(this.limit, state.hashes.length));
      for (const hash of state.hashes) this.add(hash);
    }
  }

  private startEstimate(): void {
    const estimate = new HyperLogLog(this.precision);
    this.exact!.forEach((hash) => estimate.add(hash));
    this.exact = null;
    this.estimate = estimate;
  }
}

export type DistinctState = { readonly hashes: Float64Array<ArrayBuffer>; readonly registers?: undefined } | { readonly registers: Uint8Array };
