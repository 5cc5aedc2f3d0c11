/**
 * A summary as plain data, complete: what is saved can be added up later as if it had been counted there. Numbers of one thing stand in
 * one list and file names in one table, because the summary of a large log holds ten thousand places. `read-state.ts` is the way back.
 */
import { toBase64 } from './base64';
import type { Cause } from './cause';
import type { DistinctCount } from './distinct';
import { compareText } from './keys';
import type { OpenMap } from './open-map';
import { type QuotedPlace, type SourcePlace } from './place';
import type { Bytes, Json } from './plain-data';
import type { Summary } from './summary';
import { timeOrNull, type Tally } from './tally';
import type { Timeline } from './timeline';

/** Changes with every change of the form. */
export const STATE_VERSION = 1;

type Packing = (bytes: Bytes) => string | Bytes;

/**
 * Equal summaries give equal data, however they were counted.
 * @param packed what stands for bytes: base64, or the bytes themselves for another thread
 */
export function writeState(summary: Summary, packed?: Packing): Json {
  return Object.fromEntries(stateSections(summary, packed));
}

/** The same, one part at a time: of a large log no more needs to stand in memory at once. */
export function* stateSections(summary: Summary, packed: Packing = toBase64): Generator<[string, Json]> {
  const files = new FileTable();
  yield ['version', STATE_VERSION];
  yield ['read', { ...summary.read }];
  yield ['formats', sortedObject(summary.formats)];
  yield ['actions', { ...summary.actions }];
  yield ['total', summary.total && files.tally(summary.total)];
  yield ['causes', sorted(summary.causes).map(([, cause]) => causeState(cause, files, packed))];
  yield ['others', sorted(summary.others).map(([, o]): Json => [o.kind, o.action, o.category, o.count, o.first, o.last, files.place(o.place)])];
  for (const map of ['byStatus', 'byDomain', 'byRemoteMta', 'byReportingMta', 'byQueue'] as const) yield [map, openMapState(summary[map], files)];
  yield ['clocks', { ...summary.clocks }];
  yield ['timeline', timelineState(summary.timeline)];
  yield ['hours', timelineState(summary.hours)];
  const { hard, soft, blocked, delayed } = summary.addresses;
  yield ['addresses', { hard: distinctState(hard, packed), soft: distinctState(soft, packed), blocked: distinctState(blocked, packed), delayed: distinctState(delayed, packed) }];
  const addresses = summary.hardAddresses.sorted().map(([, a]): Json => [a.address, a.count, a.first, a.last, a.category, a.provider, a.status, files.place(a.place)]);
  yield ['hardAddresses', { items: addresses, threshold: finite(summary.hardAddresses.threshold) }];
  yield ['deliveries', { items: packed(numbers(summary.deliveries.state())), threshold: finite(summary.deliveries.threshold) }];
  yield ['delays', { items: packed(numbers(summary.delays.state())), threshold: finite(summary.delays.threshold) }];
  yield ['unknownPlaces', summary.unknownPlaces.map((p): Json => [files.place(p), p.text])];
  yield ['notRecognised', summary.notRecognised.map(({ file, empty }): Json => [file, empty])];
  yield ['limits', sortedObject(summary.limits)];
  yield ['problems', sortedObject(summary.problems)];
  yield ['files', files.names];
}

/** Names files once; places refer to them by number. */
class FileTable {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  place({ file, line, start, end, time }: SourcePlace): Json {
    let at = this.numbers.get(file);
    if (at === undefined) {
      at = this.names.push(file) - 1;
      this.numbers.set(file, at);
    }
    return [at, line, start, end - start, time];
  }

  quoted(place: QuotedPlace): Json {
    return [this.place(place), place.recipient, place.text];
  }

  tally({ hard, soft, blocked, delayed, first, last, place }: Tally): Json {
    return [hard, soft, blocked, delayed, timeOrNull(first), timeOrNull(last), this.place(place)];
  }
}

function causeState(cause: Cause, files: FileTable, packed: Packing): Json {
  return {
    category: cause.category,
    provider: cause.provider,
    tally: files.tally(cause.tally),
    rules: sortedObject(cause.rules),
    domains: { counts: sortedObject(cause.domains.counts), error: cause.domains.error },
    recipients: distinctState(cause.recipients, packed),
    earliest: cause.earliest.map((place) => files.quoted(place)),
    latest: cause.latest.map((place) => files.quoted(place)),
  };
}

function openMapState(map: OpenMap, files: FileTable): Json {
  const { hard, soft, blocked, delayed, error } = map.rest;
  return { entries: sorted(map.entries).map(([key, { tally, spent }]): Json => [key, spent, files.tally(tally)]), rest: [hard, soft, blocked, delayed, error] };
}

function timelineState(timeline: Timeline): Json {
  return { step: timeline.step, steps: timeline.sorted().map(([start, s]): Json => [start, s.hard, s.soft, s.blocked, s.delivered]) };
}

function distinctState(distinct: DistinctCount, packed: Packing): Json {
  const state = distinct.state();
  return state.registers ? { registers: packed(new Uint8Array(state.registers)) } : { hashes: packed(numbers(state.hashes)) };
}

/** 64-bit floats, least byte first. */
function numbers(values: Float64Array): Bytes {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, i) => view.setFloat64(i * 8, value, true));
  return new Uint8Array(view.buffer);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort((a, b) => compareText(a[0], b[0]));

/** Without a prototype: a key may be called `__proto__`. */
export function sortedObject<T extends Json>(map: ReadonlyMap<string, T>): { [key: string]: T } {
  const result = Object.create(null) as { [key: string]: T };
  for (const [key, value] of sorted(map)) result[key] = value;
  return result;
}
