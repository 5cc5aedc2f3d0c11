/**
 * Numbers for names that are still bytes: hosts, domains. A log of millions of lines names a few thousand of them, and who asks for the
 * number of one makes no string. Names are told apart by all their bytes, not by a hash alone.
 */
export class NameTable {
  /** How many different names there are; their numbers are 0 to `size - 1`. */
  size = 0;
  /** Open addressing: 0 is free, otherwise 1 + the number. */
  private slots = new Int32Array(1024);
  private hashes = new Int32Array(512);
  /** Where each name ends in `text`; the next one begins there. */
  private ends = new Int32Array(512);
  private text = new Uint8Array(16 * 1024);

  /** @param fold what each byte counts as, `EXACT` or `CASELESS` @param most so many names; then it starts anew */
  constructor(private readonly fold: Uint8Array, private readonly most: number, private readonly onFull: () => void) {}

  /** @returns the number of the name between two offsets; -1 where it is not ASCII */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    const { fold } = this;
    let hash = to - from;
    for (let i = from; i < to; i++) {
      const byte = fold[bytes[i]!]!;
      if (byte === NOT_ASCII) return -1;
      hash = Math.imul(hash ^ byte, 0x9e3779b1);
    }
    hash ^= hash >>> 15;
    let slot = this.slotOf(hash);
    for (; this.slots[slot] !== 0; slot = (slot + 1) & (this.slots.length - 1)) {
      const number = this.slots[slot]! - 1;
      if (this.hashes[number] === hash && this.isName(number, bytes, from, to)) return number;
    }
    return this.add(hash, bytes, from, to);
  }

  private isName(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { text, fold } = this;
    const start = number === 0 ? 0 : this.ends[number - 1]!;
    if (this.ends[number]! - start !== to - from) return false;
    for (let i = from, at = start; i < to; i++, at++) if (fold[bytes[i]!] !== text[at]) return false;
    return true;
  }

  private add(hash: number, bytes: Uint8Array, from: number, to: number): number {
    if (this.size >= this.most) this.clear();
    if (this.size >= this.hashes.length) this.grow();
    const number = this.size++;
    const start = number === 0 ? 0 : this.ends[number - 1]!;
    const end = start + to - from;
    if (end > this.text.length) this.text = enlarged(this.text, new Uint8Array(Math.max(end, 2 * this.text.length)));
    for (let i = from, at = start; i < to; i++, at++) this.text[at] = this.fold[bytes[i]!]!;
    this.ends[number] = end;
    this.hashes[number] = hash;
    this.place(number);
    return number;
  }

  private clear(): void {
    this.size = 0;
    this.slots.fill(0);
    this.onFull();
  }

  private grow(): void {
    const capacity = 2 * this.hashes.length;
    this.hashes = enlarged(this.hashes, new Int32Array(capacity));
    this.ends = enlarged(this.ends, new Int32Array(capacity));
    this.slots = new Int32Array(2 * capacity);
    for (let number = 0; number < this.size; number++) this.place(number);
  }

  private place(number: number): void {
    let slot = this.slotOf(this.hashes[number]!);
    while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
    this.slots[slot] = number + 1;
  }

  private slotOf(hash: number): number {
    return (hash ^ (hash >>> 16)) & (this.slots.length - 1);
  }
}

const NOT_ASCII = 255;
export const EXACT = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 128 ? byte : NOT_ASCII));
export const CASELESS = EXACT.map((byte) => (byte >= 65 && byte <= 90 ? byte | 32 : byte));

function enlarged<T extends Uint8Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
