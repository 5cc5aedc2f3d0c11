/** Many numbers in one go: a list of nothing else is quick to write and to read, and as bytes it is quicker still. */
import { count, list, NotAsExpected, number, type Bytes, type Json } from './plain-data';
import type { Tally } from './tally';
import type { SourcePlace } from './place';

const LEAST_BYTE_FIRST = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** As 64-bit floats, least byte first. @param numbers belong to nobody else */
export function bytesOfNumbers(numbers: Float64Array<ArrayBuffer>): Bytes {
  return inOrder(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
}

export function numbersOfBytes(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  return new Float64Array(inOrder(new Uint8Array(bytes.subarray(0, bytes.length & ~7))).buffer);
}

function inOrder(bytes: Bytes): Bytes {
  if (!LEAST_BYTE_FIRST) for (let at = 0; at < bytes.length; at += 8) bytes.subarray(at, at + 8).reverse();
  return bytes;
}

/** Writes rows of numbers; texts become their numbers in a table of names, and NaN (in JSON null) stands for a time that is missing. */
export class RowWriter {
  /** Used again and again: a large summary has millions of them. */
  private numbers = new Float64Array(1024);
  private length = 0;

  /** @param numberOf of a name */
  constructor(private readonly numberOf: (name: string) => number) {}

  /** What was written since the last time. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.numbers.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  number(value: number): void {
    if (this.length === this.numbers.length) this.grow();
    this.numbers[this.length++] = value;
  }

  time(value: number | null): void {
    this.number(value !== null && Number.isFinite(value) ? value : Number.NaN);
  }

  name(value: string | null): void {
    this.number(value === null ? NO_NAME : this.numberOf(value));
  }

  place({ file, line, start, end, time }: SourcePlace): void {
    this.name(file);
    this.number(line);
    this.number(start);
    this.number(end - start);
    this.time(time);
  }

  tally({ hard, soft, blocked, delayed, first, last, place }: Tally): void {
    this.number(hard);
    this.number(soft);
    this.number(blocked);
    this.number(delayed);
    this.time(first);
    this.time(last);
    this.place(place);
  }

  private grow(): void {
    const { numbers } = this;
    this.numbers = new Float64Array(2 * numbers.length);
    this.numbers.set(numbers);
  }
}

/** What stands for a name that is missing: not -1, all that is counted is not negative. */
const NO_NAME = 2 ** 32;

/** The latest time that a date can be, see ECMA-262, "Time Values and Time Range". */
const LATEST = 8.64e15;

/** Reads what `RowWriter` wrote. All its methods throw `NotAsExpected` where something else stands. */
export class RowReader {
  private at = 0;
  private readonly numbers: Float64Array;

  constructor(rows: Json | undefined, private readonly names: readonly string[]) {
    this.numbers = rows instanceof Uint8Array ? numbersOfBytes(rows) : Float64Array.from(list(rows), (value) => (value === null ? Number.NaN : number(value)));
  }

  get isAtEnd(): boolean {
    return this.at >= this.numbers.length;
  }

  count(): number {
    return count(this.numbers[this.at++]);
  }

  time(): number | null {
    const time = this.numbers[this.at++];
    if (time === undefined || Math.abs(time) > LATEST) throw new NotAsExpected('a time is missing');
    return Number.isNaN(time) ? null : time;
  }

  name(): string {
    const name = this.names[this.count()];
    if (name === undefined) throw new NotAsExpected('a name is missing');
    return name;
  }

  nameOrNull(): string | null {
    if (this.numbers[this.at] !== NO_NAME) return this.name();
    this.at++;
    return null;
  }

  place(): SourcePlace {
    const file = this.name();
    const line = this.count();
    const start = this.count();
    return { file, line, start, end: start + this.count(), time: this.time() };
  }

  tally(): Tally {
    return {
      hard: this.count(), soft: this.count(), blocked: this.count(), delayed: this.count(),
      first: this.time() ?? Number.POSITIVE_INFINITY, last: this.time() ?? Number.NEGATIVE_INFINITY, place: this.place(),
    };
  }
}
