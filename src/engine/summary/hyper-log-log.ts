/**
 * Counts different things without remembering them: a HyperLogLog (Flajolet and others 2007) with the estimator of Ertl (2017), which
 * needs no correction tables. What it holds depends on the set alone, not on the order or on how often something came; so sketches of
 * parts merge into exactly the sketch of the whole.
 */
export class HyperLogLog {
  /** For each group of hashes the longest run of zero bits seen, plus one. */
  readonly registers: Uint8Array;

  /** @param precision 4 to 16: 2^precision bytes of memory, a standard error of 1.04 / sqrt(2^precision) */
  constructor(readonly precision: number, registers?: Uint8Array) {
    this.registers = registers ?? new Uint8Array(1 << precision);
  }

  get standardError(): number {
    return 1.04 / Math.sqrt(this.registers.length);
  }

  /** @param hash 53 bits, see `hashOf` */
  add(hash: number): void {
    const low = hash >>> 0;
    const high = Math.floor(hash / 0x1_0000_0000);
    const register = low & (this.registers.length - 1);
    const rest = low >>> this.precision;
    const restBits = 32 - this.precision;
    const rank = rest !== 0 ? zerosBelow(rest) + 1 : restBits + zerosBelow(high | 0x200000) + 1;
    if (rank > this.registers[register]!) this.registers[register] = rank;
  }

  merge(other: HyperLogLog): void {
    other.registers.forEach((rank, i) => { if (rank > this.registers[i]!) this.registers[i] = rank; });
  }

  /** The estimate, rounded. */
  count(): number {
    const m = this.registers.length;
    const longest = 53 - this.precision + 1;
    const histogram = new Array<number>(longest + 1).fill(0);
    for (const rank of this.registers) histogram[Math.min(rank, longest)]!++;
    let z = m * tau(1 - histogram[longest]! / m);
    for (let rank = longest - 1; rank >= 1; rank--) z = 0.5 * (z + histogram[rank]!);
    z += m * sigma(histogram[0]! / m);
    return Math.round((m * m) / (2 * Math.LN2 * z));
  }
}

const zerosBelow = (word: number): number => 31 - Math.clz32(word & -word);

function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY;
  let y = 1;
  let z = x;
  for (let before = -1; z !== before;) {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let y = 1;
  let z = 1 - x;
  for (let before = -1; z !== before;) {
    x = Math.sqrt(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
