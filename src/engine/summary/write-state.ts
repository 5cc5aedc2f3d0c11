/**
 * A summary as plain data, complete: what is saved can be added up later as if it had been counted there. The summary of a large log
 * holds a hundred thousand figures: so names of files, domains and the like stand once in one table, and what there are many of are rows
 * of numbers that refer to them. `read-state.ts` is the way back.
 */
import { toBase64 } from './base64';
import type { Cause } from './cause';
import type { DistinctCount } from './distinct';
import type { HardAddress } from './hard-addresses';
import type { OpenMap } from './open-map';
import { bytesOfNumbers, RowWriter } from './number-rows';
import type { QuotedPlace } from './place';
import type { Bytes, Json } from './plain-data';
import type { SmallestHashes } from './smallest-hashes';
import type { Summary } from './summary';
import type { Timeline } from './timeline';

/** Changes with every change of the form. */
export const STATE_VERSION = 2;

/** What becomes of bytes and of rows, and whether equal summaries have to give equal data, however they were counted. */
interface Form {
  readonly packed: (bytes: Bytes) => Json;
  readonly rows: (numbers: Float64Array<ArrayBuffer>) => Json;
  readonly sorted: boolean;
}

const AS_TEXT: Form = { packed: toBase64, rows: listOf, sorted: true };
const FOR_THREAD: Form = { packed: (bytes) => bytes, rows: bytesOfNumbers, sorted: false };

/** For another thread: bytes stay bytes, and nothing is put in order. */
export function writeState(summary: Summary): Json {
  return Object.fromEntries(stateSections(summary, FOR_THREAD));
}

/** For a file, one part at a time: of a large log no more needs to stand in memory at once. Equal summaries give equal data. */
export function* stateSections(summary: Summary, form = AS_TEXT): Generator<[string, Json]> {
  const writer = new StateWriter(form);
  yield ['version', STATE_VERSION];
  yield ['read', { ...summary.read }];
  yield ['formats', sortedObject(summary.formats)];
  yield ['actions', { ...summary.actions }];
  yield ['clocks', { ...summary.clocks }];
  yield ['total', summary.total && writer.rows((rows) => rows.tally(summary.total!))];
  for (const map of ['byStatus', 'byDomain', 'byRemoteMta', 'byReportingMta', 'byQueue'] as const) yield [map, writer.openMap(summary[map])];
  yield ['causes', sorted(summary.causes).map(([, cause]) => writer.cause(cause))];
  yield ['others', sorted(summary.others).map(([, o]): Json => [o.kind, o.action, o.category, o.count, o.first, o.last, writer.rows((rows) => rows.place(o.place))])];
  yield ['timeline', timelineState(summary.timeline)];
  yield ['hours', timelineState(summary.hours)];
  const { hard, soft, blocked, delayed } = summary.addresses;
  yield ['addresses', { hard: writer.distinct(hard), soft: writer.distinct(soft), blocked: writer.distinct(blocked), delayed: writer.distinct(delayed) }];
  yield ['hardAddresses', writer.hardAddresses(summary.hardAddresses)];
  for (const map of ['deliveries', 'delays'] as const) yield [map, { items: writer.numbers(summary[map].state(form.sorted)), threshold: finite(summary[map].threshold) }];
  yield ['unknownPlaces', summary.unknownPlaces.map((place): Json => [writer.rows((rows) => rows.place(place)), place.text])];
  yield ['notRecognised', summary.notRecognised.map(({ file, empty }): Json => [file, empty])];
  yield ['limits', sortedObject(summary.limits)];
  yield ['problems', sortedObject(summary.problems)];
  yield ['names', writer.names];
}

/** A name's number and a count in one number: 53 bits. */
const MOST_PACKED = 2 ** 21;
const LARGEST_PACKED = 2 ** 32;

class StateWriter {
  /** Each name once; rows refer to them by number. */
  readonly names: string[] = [];
  private readonly nameNumbers = new Map<string, number>();
  private readonly row = new RowWriter((name) => this.numberOf(name));

  constructor(private readonly form: Form) {}

  rows(write: (rows: RowWriter) => void): Json {
    write(this.row);
    return this.form.rows(this.row.take());
  }

  numbers(numbers: Float64Array<ArrayBuffer>): Json {
    return this.form.packed(bytesOfNumbers(numbers));
  }

  openMap({ entries, rest: { hard, soft, blocked, delayed, error } }: OpenMap): Json {
    const rows = this.rows((row) => {
      for (const [key, { tally, spent }] of this.inOrder(entries)) {
        row.name(key);
        row.number(spent);
        row.tally(tally);
      }
    });
    return { entries: rows, rest: [hard, soft, blocked, delayed, error] };
  }

  cause({ category, provider, tally, rules, domains, recipients, earliest, latest }: Cause): Json {
    return {
      category, provider, tally: this.rows((row) => row.tally(tally)), rules: sortedObject(rules), domains: { counts: this.counts(domains.counts), error: domains.error },
      recipients: this.distinct(recipients), earliest: this.quoted(earliest), latest: this.quoted(latest),
    };
  }

  hardAddresses(addresses: SmallestHashes<HardAddress>): Json {
    addresses.prune();
    const items = this.form.sorted ? addresses.sorted() : addresses.items;
    const rows = this.rows((row) => {
      for (const [, { count, first, last, category, provider, status, place }] of items) {
        row.number(count);
        row.time(first);
        row.time(last);
        row.name(category);
        row.name(provider);
        row.name(status);
        row.place(place);
      }
    });
    return { addresses: Array.from(items, ([, { address }]) => address), rows, threshold: finite(addresses.threshold) };
  }

  distinct(distinct: DistinctCount): Json {
    const state = distinct.state(this.form.sorted);
    return state.registers ? { registers: this.form.packed(new Uint8Array(state.registers)) } : { hashes: this.numbers(state.hashes) };
  }

  private quoted(places: readonly QuotedPlace[]): Json {
    return places.map((place) => [this.rows((row) => row.place(place)), place.recipient, place.text]);
  }

  private inOrder<T>(map: ReadonlyMap<string, T>): Iterable<[string, T]> {
    return this.form.sorted ? sorted(map) : map;
  }

  /** Names and how often each was counted: of a large log there are a hundred thousand, so they are put in order as numbers, where all have one. */
  private counts(counts: ReadonlyMap<string, number>): Json {
    const packed = new Float64Array(counts.size);
    let at = 0;
    for (const [name, count] of counts) {
      const number = this.nameNumbers.get(name);
      if (number === undefined || number >= MOST_PACKED || count >= LARGEST_PACKED) return this.countsByName(counts);
      packed[at++] = number * LARGEST_PACKED + count;
    }
    if (this.form.sorted) packed.sort();
    return this.rows((row) => {
      for (const pair of packed) {
        row.number(Math.floor(pair / LARGEST_PACKED));
        row.number(pair % LARGEST_PACKED);
      }
    });
  }

  private countsByName(counts: ReadonlyMap<string, number>): Json {
    return this.rows((row) => {
      for (const [name, count] of this.inOrder(counts)) {
        row.name(name);
        row.number(count);
      }
    });
  }

  private numberOf(name: string): number {
    let number = this.nameNumbers.get(name);
    if (number === undefined) this.nameNumbers.set(name, number = this.names.push(name) - 1);
    return number;
  }
}

function timelineState(timeline: Timeline): Json {
  return { step: timeline.step, steps: timeline.sorted().map(([start, s]): Json => [start, s.hard, s.soft, s.blocked, s.delivered]) };
}

/** As `Array.from`, which asks an iterator for each. */
function listOf(numbers: Float64Array): number[] {
  const list: number[] = [];
  for (let i = 0; i < numbers.length; i++) list.push(numbers[i]!);
  return list;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** By code unit, as `sort` does by itself. */
const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map.keys()].sort().map((key) => [key, map.get(key)!]);

/** Without a prototype: a key may be called `__proto__`. */
export function sortedObject<T extends Json>(map: ReadonlyMap<string, T>): { [key: string]: T } {
  const result = Object.create(null) as { [key: string]: T };
  for (const [key, value] of sorted(map)) result[key] = value;
  return result;
}
