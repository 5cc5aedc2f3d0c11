/** The summary that `write-state.ts` made data of. The data may come from anywhere: what does not fit is refused with a clear word. */
import type { CategoryId } from '../../catalog/catalog';
import type { Action, RecordKind } from '../record';
import { fromBase64 } from './base64';
import { mergeCause, newCause } from './cause';
import type { Deliveries } from './deliveries';
import type { DistinctCount } from './distinct';
import { mergeHardAddress, type HardAddress } from './hard-addresses';
import { hashOf } from './hash';
import type { OpenMap } from './open-map';
import { numbersOfBytes, RowReader } from './number-rows';
import type { QuotedPlace } from './place';
import { count, list, NotAsExpected, number, numberOrNull, object, text, textOrNull, type Json } from './plain-data';
import { MOST_HOURS, MOST_STEPS, Summary, type ReadCounts } from './summary';
import { HOUR_STEPS, STEPS, Timeline, type TimeStep } from './timeline';
import { STATE_VERSION } from './write-state';

/**
 * @param into what is read is added to this one, which is of no use where it could not be read to its end
 * @throws NotAsExpected
 */
export function readState(data: Json, into = new Summary()): Summary {
  const state = object(data);
  if (state['version'] !== STATE_VERSION) throw new NotAsExpected(`it was saved by another version of Bounce Lens (not form ${STATE_VERSION}); make it anew`);
  const reader = new StateReader(list(state['names']).map(text));
  const summary = new Summary(); // all of which there is little
  const read = object(state['read']);
  for (const key of Object.keys(summary.read) as (keyof ReadCounts)[]) summary.read[key] = count(read[key]);
  const actions = object(state['actions']);
  for (const key of Object.keys(summary.actions) as Action[]) summary.actions[key] = count(actions[key]);
  fill(summary.formats, state['formats'], count);
  fill(summary.limits, state['limits'], text);
  fill(summary.problems, state['problems'], text);
  summary.total = state['total'] === null ? null : reader.rows(state['total']).tally();
  for (const cause of list(state['causes'])) reader.cause(into, object(cause));
  for (const other of list(state['others'])) reader.other(summary, list(other));
  for (const map of ['byStatus', 'byDomain', 'byRemoteMta', 'byReportingMta', 'byQueue'] as const) reader.openMap(into[map], object(state[map]));
  const clocks = object(state['clocks']);
  for (const clock of ['utc', 'own'] as const) summary.clocks[clock] = clocks[clock] === true;
  summary.timeline.merge(timeline(MOST_STEPS, STEPS, object(state['timeline'])));
  summary.hours.merge(timeline(MOST_HOURS, HOUR_STEPS, object(state['hours'])));
  const addresses = object(state['addresses']);
  for (const type of ['hard', 'soft', 'blocked', 'delayed'] as const) addDistinct(into.addresses[type], object(addresses[type]));
  reader.hardAddresses(into.hardAddresses, object(state['hardAddresses']));
  for (const map of ['deliveries', 'delays'] as const) addTimes(into[map], object(state[map]));
  for (const item of list(state['unknownPlaces'])) {
    const [place, words] = list(item);
    summary.unknownPlaces.push({ ...reader.rows(place).place(), text: text(words) });
  }
  for (const [file, empty] of list(state['notRecognised']).map(list)) summary.notRecognised.push({ file: text(file), empty: empty === true });
  return into.merge(summary);
}

class StateReader {
  constructor(private readonly names: readonly string[]) {}

  rows(packed: Json | undefined): RowReader {
    return new RowReader(packed, this.names);
  }

  quoted(data: Json): QuotedPlace {
    const [place, recipient, words] = list(data);
    return { ...this.rows(place).place(), recipient: textOrNull(recipient), text: text(words) };
  }

  cause(into: Summary, data: { readonly [key: string]: Json }): void {
    const category = text(data['category']) as CategoryId;
    const provider = textOrNull(data['provider']);
    const tally = this.rows(data['tally']).tally();
    const cause = newCause(category, provider, tally.place);
    Object.assign(cause.tally, tally);
    fill(cause.rules, data['rules'], count);
    addDistinct(cause.recipients, object(data['recipients']));
    cause.earliest.push(...list(data['earliest']).map((place) => this.quoted(place)));
    cause.latest.push(...list(data['latest']).map((place) => this.quoted(place)));
    const known = into.causeOf(cause, tally.place);
    mergeCause(known, cause);
    const domains = object(data['domains']);
    for (const rows = this.rows(domains['counts']); !rows.isAtEnd;) known.domains.add(rows.name(), rows.count());
    known.domains.error += count(domains['error']);
  }

  other(summary: Summary, [kind, action, category, times, first, last, place]: readonly Json[]): void {
    const other = {
      kind: text(kind) as RecordKind, action: textOrNull(action) as Action | null, category: text(category) as CategoryId,
      count: count(times), first: numberOrNull(first), last: numberOrNull(last), place: this.rows(place).place(),
    };
    summary.others.set(`${other.kind} ${other.action ?? ''} ${other.category}`, other);
  }

  openMap(map: OpenMap, data: { readonly [key: string]: Json }): void {
    for (const rows = this.rows(data['entries']); !rows.isAtEnd;) {
      const key = rows.name();
      const spent = rows.count();
      map.mergeEntry(key, rows.tally(), spent);
    }
    const [hard, soft, blocked, delayed, error] = list(data['rest']).map(count);
    map.mergeRest({ hard: count(hard), soft: count(soft), blocked: count(blocked), delayed: count(delayed), error: count(error) });
  }

  hardAddresses(addresses: Summary['hardAddresses'], data: { readonly [key: string]: Json }): void {
    addresses.lower(threshold(data['threshold']));
    const rows = this.rows(data['rows']);
    for (const item of list(data['addresses'])) {
      const address: HardAddress = {
        address: text(item), count: rows.count(), first: rows.time(), last: rows.time(), category: rows.name() as CategoryId,
        provider: rows.nameOrNull(), status: rows.nameOrNull(), place: rows.place(),
      };
      addresses.put(hashOf(address.address), () => address, (known) => mergeHardAddress(known, address));
    }
  }
}

function timeline(most: number, ladder: readonly number[], data: { readonly [key: string]: Json }): Timeline {
  const steps = list(data['steps']).map((step): [number, TimeStep] => {
    const [start, hard, soft, blocked, delivered] = list(step);
    return [number(start), { hard: count(hard), soft: count(soft), blocked: count(blocked), delivered: count(delivered) }];
  });
  const step = number(data['step']);
  if (!ladder.includes(step)) throw new NotAsExpected(`a timeline has no step of ${step} ms`);
  return Timeline.of(most, ladder, step, steps);
}

function addDistinct(into: DistinctCount, data: { readonly [key: string]: Json }): void {
  if (data['registers'] === undefined) return into.addState({ hashes: hashesOf(numbersOf(data['hashes'])) });
  const registers = bytesOf(data['registers']);
  if (registers.length !== 1 << into.precision) throw new NotAsExpected('an estimate has another size');
  into.addState({ registers });
}

function addTimes(into: Deliveries, data: { readonly [key: string]: Json }): void {
  const numbers = numbersOf(data['items']);
  into.lower(threshold(data['threshold']));
  for (let i = 0; i + 2 < numbers.length; i += 3) into.add(count(numbers[i]), numbers[i + 1]!, numbers[i + 2]);
}

function fill<T>(map: Map<string, T>, data: Json | undefined, read: (value: Json) => T): void {
  const from = object(data);
  for (const key in from) map.set(key, read(from[key]!));
}

function hashesOf<T extends Float64Array>(numbers: T): T {
  if (!numbers.every((hash) => Number.isSafeInteger(hash) && hash >= 0)) throw new NotAsExpected('it is damaged');
  return numbers;
}

const threshold = (value: Json | undefined): number => numberOrNull(value) ?? Number.POSITIVE_INFINITY;

function bytesOf(packed: Json | undefined): Uint8Array {
  if (packed instanceof Uint8Array) return packed;
  const base64 = text(packed);
  try {
    return fromBase64(base64);
  } catch {
    throw new NotAsExpected('it is damaged');
  }
}

const numbersOf = (packed: Json | undefined): Float64Array<ArrayBuffer> => numbersOfBytes(bytesOf(packed));
