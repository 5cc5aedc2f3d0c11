/**
 * What many records say together, in constant memory. Summaries add up: `merge` is associative and commutative, and the summary of the
 * parts is the summary of the whole, as long as no open map is over its limit (above, it is so within the error that the map states).
 */
import type { Action, BounceRecord, RecordKind, Verdict } from '../record';
import type { LimitHit, Place } from '../source';
import { countCause, keepExample, mergeCause, newCause, type Cause } from './cause';
import { Deliveries } from './deliveries';
import { DistinctCount } from './distinct';
import { mergeHardAddress, type HardAddress } from './hard-addresses';
import { hashOf } from './hash';
import { compareText, keyOf } from './keys';
import { OpenMap } from './open-map';
import { comparePlaces, keepSmallest, placeOf, quotation, type Quotable, type SourcePlace } from './place';
import { SmallestHashes } from './smallest-hashes';
import { countInto, earliest, latest, mergeTally, newTally, type Counted, type Tally } from './tally';
import { HOUR_STEPS, Timeline } from './timeline';

/** Domains and hosts are counted exactly up to so many different ones. */
export const MOST_ENTRIES = 20_000;
/** Status codes: 176 are in use; a source that makes up more is summed up by its most frequent ones. */
export const MOST_STATUSES = 1000;
/** Different addresses are counted exactly up to so many, then within one percent. */
export const ADDRESSES = { limit: 16_384, precision: 14 } as const;
/** Addresses that bounced hard are named up to so many; beyond, read the records (`--format csv`). */
export const MOST_HARD_ADDRESSES = 10_000;
/** Deliveries are remembered by address up to so many, to tell which hard bounces were delivered to later. */
export const MOST_DELIVERIES = 32_768;
/** The same where somebody reads whom to take off a list: some 25 MB while it is counted. */
export const MANY_DELIVERIES = 262_144;
/** When mail to an address was delayed is remembered of so many addresses, to tell how many took it later. */
export const MOST_DELAYS = 8192;
/** Places that held a code but were not understood: all are counted, so many are shown. */
export const MOST_PLACES = 20;
/** Sources that nothing recognised: all are counted, so many are named. */
export const MOST_NOT_RECOGNISED = 1000;
/** Steps of the timeline: minutes for a day, ten minutes for ten, hours for two months. */
export const MOST_STEPS = 1500;
/** Hours: two years, then days. */
export const MOST_HOURS = 18_000;

/** What a summary needs of a verdict. */
export type CountedVerdict = Counted['verdict'];

/** Records that are no bounces: refusals of somebody else's mail, auto-replies, complaints ... */
export interface OtherTally {
  readonly kind: RecordKind;
  readonly action: Action | null;
  readonly category: Verdict['category'];
  count: number;
  first: number | null;
  last: number | null;
  place: SourcePlace;
}

export interface UnknownPlace extends SourcePlace {
  readonly text: string;
}

/** A source that nothing recognised. */
export interface NotRecognised {
  readonly file: string;
  /** There was nothing in it. */
  readonly empty: boolean;
}

/** What was read, for an honest foot. */
export interface ReadCounts {
  files: number;
  /** Lines of logs. */
  lines: number;
  /** Mails and event objects. */
  messages: number;
  records: number;
  notUnderstood: number;
  /** Uncompressed. */
  bytes: number;
}

export class Summary {
  readonly read: ReadCounts = { files: 0, lines: 0, messages: 0, records: 0, notUnderstood: 0, bytes: 0 };
  /** How many sources were of each format, by id; `''`: not recognised. */
  readonly formats = new Map<string, number>();
  /** Events as the sources state them. */
  readonly actions: Record<Action, number> = { failed: 0, delayed: 0, delivered: 0, relayed: 0, expanded: 0, rejected: 0, expired: 0 };
  /** All bounces; null: none. */
  total: Tally | null = null;
  readonly causes = new Map<string, Cause>();
  readonly others = new Map<string, OtherTally>();
  readonly byStatus = new OpenMap(MOST_STATUSES);
  /** By the recipient's domain. */
  readonly byDomain = new OpenMap(MOST_ENTRIES);
  /** By the host that answered. */
  readonly byRemoteMta = new OpenMap(MOST_ENTRIES);
  /** By the host that sent and reports. */
  readonly byReportingMta = new OpenMap(MOST_ENTRIES);
  /** By the sender's own instance, queue, pool or connector. */
  readonly byQueue = new OpenMap(MOST_ENTRIES);
  readonly timeline = new Timeline(MOST_STEPS);
  /** Whose clocks the times are of: of logs that name a time zone (or of events in UTC), and of logs that name none. */
  readonly clocks = { utc: false, own: false };
  /** Bounces only. */
  readonly hours = new Timeline(MOST_HOURS, HOUR_STEPS);
  /** Different recipients. One that bounced both hard and soft is in both. */
  readonly addresses = { hard: newDistinct(), soft: newDistinct(), blocked: newDistinct(), delayed: newDistinct() };
  readonly hardAddresses = new SmallestHashes<HardAddress>(MOST_HARD_ADDRESSES);
  readonly deliveries: Deliveries;
  /** Addresses to which mail was delayed, and when. */
  readonly delays = new Deliveries(MOST_DELAYS);
  readonly unknownPlaces: UnknownPlace[] = [];
  /** The first of these by name, see `formats` for how many there are. */
  readonly notRecognised: NotRecognised[] = [];
  /** Messages of limits that were hit, by limit. */
  readonly limits = new Map<string, string>();
  /** Sources that could not be read, or not to their end: what is wrong, by name. */
  readonly problems = new Map<string, string>();

  /** @param mostDeliveries see `MOST_DELIVERIES`; parts that are added up can have different limits */
  constructor(mostDeliveries = MOST_DELIVERIES) {
    this.deliveries = new Deliveries(mostDeliveries);
  }

  /** @param file the source, as the user named it */
  add(file: string, record: BounceRecord, verdict: CountedVerdict): void {
    this.read.records++;
    if (record.action) this.actions[record.action]++;
    if (record.time !== null) this.noteClock(record.ownClock === true);
    const hash = record.recipient === null ? null : hashOf(record.recipient);
    if (verdict.bounceType !== null) this.addBounce(file, record, verdict, hash);
    else if (record.action === 'delivered') this.rememberDelivery(record.time, hash);
    else if (record.action !== 'relayed' && record.action !== 'expanded') this.addOther(file, record, verdict);
  }

  /** A delivery of which nothing else is known or needed, see `Sink.delivered`. */
  addDelivery(time: number | null, recipientHash: number, ownClock: boolean): void {
    this.read.records++;
    if (time !== null) this.noteClock(ownClock);
    this.actions.delivered++;
    this.rememberDelivery(time, recipientHash);
  }

  /** @param isOwn see `BounceRecord.ownClock` */
  noteClock(isOwn: boolean): void {
    if (isOwn) this.clocks.own = true;
    else this.clocks.utc = true;
  }

  private rememberDelivery(time: number | null, recipientHash: number | null): void {
    if (time === null) return;
    this.timeline.add(time, 'delivered');
    if (recipientHash !== null) this.deliveries.add(recipientHash, Math.floor(time / 1000));
  }

  addNotUnderstood(file: string, { line, span, text }: Place): void {
    this.read.notUnderstood++;
    keepSmallest(this.unknownPlaces, { file, line, start: span.start, end: span.end, time: null, text: quotation(text) }, MOST_PLACES, compareUnknown);
  }

  addLimit({ limit, message }: LimitHit): void {
    keepSmaller(this.limits, limit, message);
  }

  /** A source could not be read, or not to its end. */
  addProblem(source: string, problem: string): void {
    keepSmaller(this.problems, source, problem);
  }

  /** One source was read. @param format id; null: not recognised @param empty nothing was in it */
  addSource(file: string, format: string | null, empty: boolean): void {
    this.read.files++;
    if (format === null) keepSmallest(this.notRecognised, { file, empty }, MOST_NOT_RECOGNISED, compareNotRecognised);
    this.formats.set(format ?? '', (this.formats.get(format ?? '') ?? 0) + 1);
  }

  /** Adds another summary to this one, which stays as it is. */
  merge(other: Summary): this {
    for (const key of Object.keys(this.read) as (keyof ReadCounts)[]) this.read[key] += other.read[key];
    for (const key of Object.keys(this.actions) as Action[]) this.actions[key] += other.actions[key];
    for (const [format, count] of other.formats) this.formats.set(format, (this.formats.get(format) ?? 0) + count);
    if (this.total && other.total) mergeTally(this.total, other.total);
    else if (other.total) this.total = { ...other.total };
    for (const cause of other.causes.values()) mergeCause(this.causeOf(cause, cause.tally.place), cause);
    for (const more of other.others.values()) countOther(this.otherOf(more, more, more.place), more.count, more.first, more.last, more.place);
    for (const map of ['byStatus', 'byDomain', 'byRemoteMta', 'byReportingMta', 'byQueue'] as const) this[map].merge(other[map]);
    this.clocks.utc ||= other.clocks.utc;
    this.clocks.own ||= other.clocks.own;
    this.timeline.merge(other.timeline);
    this.hours.merge(other.hours);
    for (const type of ['hard', 'soft', 'blocked', 'delayed'] as const) this.addresses[type].merge(other.addresses[type]);
    this.hardAddresses.merge(other.hardAddresses, (item) => ({ ...item }), mergeHardAddress);
    this.deliveries.merge(other.deliveries);
    this.delays.merge(other.delays);
    for (const place of other.unknownPlaces) keepSmallest(this.unknownPlaces, place, MOST_PLACES, compareUnknown);
    for (const source of other.notRecognised) keepSmallest(this.notRecognised, source, MOST_NOT_RECOGNISED, compareNotRecognised);
    for (const [limit, message] of other.limits) keepSmaller(this.limits, limit, message);
    for (const [source, problem] of other.problems) keepSmaller(this.problems, source, problem);
    return this;
  }

  private addBounce(file: string, record: BounceRecord, verdict: CountedVerdict, hash: number | null): void {
    const place = placeOf(file, record);
    const counted: Counted = { verdict, delayed: record.action === 'delayed', place };
    const cause = this.causeOf(verdict, place);
    const domain = domainOf(record.recipient);
    countInto(this.total ??= newTally(place), counted);
    countCause(cause, counted, domain === null ? null : this.byDomain.add(domain, counted));
    if (record.status !== null) this.byStatus.add(record.status, counted);
    if (record.remoteMta !== null) this.byRemoteMta.add(record.remoteMta, counted);
    if (record.reportingMta !== null) this.byReportingMta.add(record.reportingMta, counted);
    if (record.queue !== null) this.byQueue.add(record.queue, counted);
    keepExample(cause, place, record);
    this.noteBounce(counted, cause, hash, record);
  }

  /** Whom a bounce was for, and when. @param said of which the recipient is asked for where it is new */
  noteBounce(counted: Counted, cause: Cause, recipientHash: number | null, said: Quotable): void {
    const { verdict, place } = counted;
    const type = verdict.bounceType === 'hard' ? 'hard' : verdict.blocked ? 'blocked' : 'soft';
    if (place.time !== null) {
      this.timeline.add(place.time, type);
      this.hours.add(place.time, type);
    }
    if (recipientHash === null) return;
    cause.recipients.add(recipientHash);
    if (type === 'hard') {
      this.addresses.hard.add(recipientHash);
      this.addHardAddress(recipientHash, said, verdict, place);
    } else {
      this.addresses.soft.add(recipientHash);
      if (type === 'blocked') this.addresses.blocked.add(recipientHash);
    }
    if (!counted.delayed) return;
    this.addresses.delayed.add(recipientHash);
    if (place.time !== null) this.delays.add(recipientHash, Math.floor(place.time / 1000));
  }

  private addHardAddress(hash: number, said: Quotable, { category, provider }: CountedVerdict, place: SourcePlace): void {
    if (hash > this.hardAddresses.threshold) return;
    const bounce = (address: string): HardAddress => ({ address, count: 1, first: place.time, last: place.time, category, provider, status: said.status, place });
    this.hardAddresses.put(hash, () => bounce(keyOf((said.recipient ?? '').toLowerCase())), (item) => mergeHardAddress(item, bounce(item.address)));
  }

  private addOther(file: string, record: BounceRecord, verdict: CountedVerdict): void {
    const place = placeOf(file, record);
    countOther(this.otherOf(record, verdict, place), 1, place.time, place.time, place);
  }

  /** What is counted of bounces with this verdict; made with this place where it is new. */
  causeOf({ category, provider }: Pick<CountedVerdict, 'category' | 'provider'>, place: SourcePlace): Cause {
    const key = `${category} ${provider ?? ''}`;
    let cause = this.causes.get(key);
    if (!cause) this.causes.set(key, cause = newCause(category, provider, place));
    return cause;
  }

  /** The same of records that are no bounces. */
  otherOf({ kind, action }: Pick<BounceRecord, 'kind' | 'action'>, { category }: Pick<CountedVerdict, 'category'>, place: SourcePlace): OtherTally {
    const key = `${kind} ${action ?? ''} ${category}`;
    let other = this.others.get(key);
    if (!other) this.others.set(key, other = { kind, action, category, count: 0, first: null, last: null, place });
    return other;
  }
}

/** Counts records that are no bounces. @param place of the earliest */
export function countOther(tally: OtherTally, count: number, first: number | null, last: number | null, place: SourcePlace): void {
  tally.count += count;
  tally.first = earliest(tally.first, first);
  tally.last = latest(tally.last, last);
  if (comparePlaces(place, tally.place) < 0) tally.place = place;
}

function newDistinct(): DistinctCount {
  return new DistinctCount(ADDRESSES.limit, ADDRESSES.precision);
}

/** The part after the last `@`, in lower case. */
export function domainOf(address: string | null): string | null {
  const at = address === null ? -1 : address.lastIndexOf('@');
  return at === -1 || at === address!.length - 1 ? null : address!.slice(at + 1).toLowerCase();
}

/** Of two texts for one key the smaller stays, so that the order in which they came does not matter. */
function keepSmaller(map: Map<string, string>, key: string, text: string): void {
  const known = map.get(key);
  if (known === undefined || text < known) map.set(key, text);
}

const compareNotRecognised = (a: NotRecognised, b: NotRecognised): number => compareText(a.file, b.file) || Number(a.empty) - Number(b.empty);
const compareUnknown = (a: UnknownPlace, b: UnknownPlace): number => comparePlaces(a, b) || compareText(a.text, b.text);
