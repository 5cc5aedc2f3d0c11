/** What the threads that read one set of pieces share: which piece is next, how far they are, and whether to stop. */
const NEXT = 0;
const STOPPED = 1;

export class SharedProgress {
  private readonly flags: Int32Array;
  private readonly bytes: BigInt64Array;

  /** @param memory of another thread's progress; new where it is missing */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.flags = new Int32Array(memory, 0, 2);
    this.bytes = new BigInt64Array(memory, 8, 1);
  }

  /** The number of a piece that no other thread reads; `count` where none of so many is left. */
  takeNext(count: number): number {
    for (;;) {
      const next = Atomics.load(this.flags, NEXT);
      if (next >= count) return count;
      if (Atomics.compareExchange(this.flags, NEXT, next, next + 1) === next) return next;
    }
  }

  addBytes(count: number): void {
    Atomics.add(this.bytes, 0, BigInt(count));
  }

  get bytesRead(): number {
    return Number(Atomics.load(this.bytes, 0));
  }

  stop(): void {
    Atomics.store(this.flags, STOPPED, 1);
  }

  get isStopped(): boolean {
    return Atomics.load(this.flags, STOPPED) === 1;
  }
}
