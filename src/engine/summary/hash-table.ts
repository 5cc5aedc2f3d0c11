/** Marks a free slot: no hash is negative. */
const FREE = -1;

/**
 * Hashes with a few numbers each, in typed arrays: a tenth of the memory of a `Map`, and nothing for the garbage collector to look at.
 * Open addressing with linear probing; the hashes are well spread already.
 */
export class HashTable {
  size = 0;
  private keys: Float64Array;
  private values: Float64Array;
  private mask: number;

  /** @param columns how many numbers each hash carries */
  constructor(private readonly columns: number, capacity = 64) {
    this.mask = capacity - 1;
    this.keys = new Float64Array(capacity).fill(FREE);
    this.values = new Float64Array(capacity * columns);
  }

  /** @returns the slot of this hash, or -1. */
  find(hash: number): number {
    const slot = this.slotOf(hash);
    return this.keys[slot] === hash ? slot : -1;
  }

  /** @returns the slot of this hash; where it is new, its numbers are 0 and `size` has grown */
  insert(hash: number): number {
    let slot = this.slotOf(hash);
    if (this.keys[slot] === hash) return slot;
    if ((this.size + 1) * 2 > this.keys.length) {
      this.grow();
      slot = this.slotOf(hash);
    }
    this.keys[slot] = hash;
    this.size++;
    return slot;
  }

  get(slot: number, column: number): number {
    return this.values[slot * this.columns + column]!;
  }

  set(slot: number, column: number, value: number): void {
    this.values[slot * this.columns + column] = value;
  }

  forEach(each: (hash: number, slot: number) => void): void {
    const { keys } = this;
    for (let slot = 0; slot < keys.length; slot++) if (keys[slot] !== FREE) each(keys[slot]!, slot);
  }

  /** All hashes in ascending order: the one order that does not depend on how they came. */
  sorted(): Float64Array<ArrayBuffer> {
    return this.hashes().sort();
  }

  /** All hashes, in no order. */
  hashes(): Float64Array<ArrayBuffer> {
    const { keys } = this;
    const hashes = new Float64Array(this.size);
    let at = 0;
    for (let slot = 0; slot < keys.length; slot++) if (keys[slot] !== FREE) hashes[at++] = keys[slot]!;
    return hashes;
  }

  /** Makes room for so many at once. */
  reserve(size: number): void {
    let capacity = this.keys.length;
    while (size * 2 > capacity) capacity *= 2;
    if (capacity > this.keys.length) this.rebuild(capacity, Number.POSITIVE_INFINITY);
  }

  /** Keeps only hashes up to `largest`. */
  keepUpTo(largest: number): void {
    this.rebuild(this.keys.length, largest);
  }

  private slotOf(hash: number): number {
    // the low 32 bits decide; `>>> 0` of a number over 32 bits takes just these
    let slot = (hash >>> 0) & this.mask;
    while (this.keys[slot] !== hash && this.keys[slot] !== FREE) slot = (slot + 1) & this.mask;
    return slot;
  }

  private grow(): void {
    this.rebuild(this.keys.length * 2, Number.POSITIVE_INFINITY);
  }

  private rebuild(capacity: number, largest: number): void {
    const { keys, values, columns } = this;
    this.keys = new Float64Array(capacity).fill(FREE);
    this.values = new Float64Array(capacity * columns);
    this.mask = capacity - 1;
    this.size = 0;
    for (let old = 0; old < keys.length; old++) {
      const hash = keys[old]!;
      if (hash === FREE || hash > largest) continue;
      const slot = this.slotOf(hash);
      this.keys[slot] = hash;
      for (let column = 0; column < columns; column++) this.values[slot * columns + column] = values[old * columns + column]!;
      this.size++;
    }
  }
}
