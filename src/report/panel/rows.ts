/** From bounce records to the rows of the panel: attempts of the same message are folded, what was delivered in the end is no bounce. */
import type { CategoryId } from '../../catalog/catalog';
import type { JudgedRecord, Verdict } from '../../engine/record';
import { addressKey, domainOf, LONGEST_DIAGNOSTIC, type PanelRow, type RowType } from './row';

/** A record and the file it was read from (index into the list of files). */
export interface FiledRecord {
  readonly file: number;
  readonly record: JudgedRecord;
}

/** Deliveries to one domain, to tell an outage from a list of dead addresses. */
export interface Deliveries {
  readonly total: number;
  /** By domain: when mail was taken there, where the source says so. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly byDomain: ReadonlyMap<string, number>;
}

/** Others' mail that was refused here at SMTP time for one cause, and where that stands first. */
export interface RefusedHere {
  readonly category: CategoryId;
  readonly count: number;
  readonly file: number;
  readonly line: number;
}

export interface Rows {
  readonly rows: PanelRow[];
  /** The record that a row stands for, by row id: the last one where attempts are folded. */
  readonly records: FiledRecord[];
  readonly deliveries: Deliveries;
  /** Deferral events, however they ended. */
  readonly deferrals: number;
  /** Messages that were deferred first and delivered later: not in the rows. */
  readonly deferredThenDelivered: number;
  /** The most frequent first: no bounces of ours, but at night it may be what fails. */
  readonly refusedHere: readonly RefusedHere[];
}

const SUCCESSES: ReadonlySet<string | null> = new Set(['delivered', 'relayed', 'expanded']);

/** First and last delivery to an address, in milliseconds. */
export type DeliveredAt = (address: string) => { readonly first: number; readonly last: number } | undefined;

/** Whether the message with this queue id arrived at the address. */
export type WasDelivered = (queueId: string, address: string) => boolean;

/** When something was, by the clock where that is known, else by its place in the source. */
interface Moment {
  readonly time: number | null;
  readonly order: number;
}

function isBefore(one: Moment, other: Moment): boolean {
  return one.time !== null && other.time !== null ? one.time < other.time : one.order < other.order;
}

/** What will be a row: a bounce, with the attempts before it. */
interface Folded {
  readonly at: FiledRecord;
  /** Its number among all records: the order of the rows. */
  readonly order: number;
  readonly attempts: number;
}

/** Takes records one by one, as they are read, and keeps no more of them than the rows need: a log of millions of deliveries is no burden. */
export class Folding {
  private readonly ended: Folded[] = [];
  private readonly waiting = new Map<string, Folded>();
  private readonly deliveredTo = new Map<string, { first: Moment; last: Moment }>();
  private readonly times = new Map<string, number[]>();
  private readonly byDomain = new Map<string, number>();
  private readonly refused = new Map<CategoryId, RefusedHere>();
  private order = 0;
  private delivered = 0;
  private deferrals = 0;
  private deferredThenDelivered = 0;

  /** Records come in the order in which they stand in the source. */
  add(one: FiledRecord): void {
    const { record } = one;
    this.order++;
    if (record.kind !== 'delivery') return;
    if (SUCCESSES.has(record.action)) this.addDelivery(one);
    else if (record.verdict.bounceType !== null) this.addBounce(one);
    else if (record.action === 'rejected') this.addRefused({ category: record.verdict.category, count: 1, file: one.file, line: record.line });
  }

  /** What was counted elsewhere comes as its sum. */
  addRefused(more: RefusedHere): void {
    const known = this.refused.get(more.category);
    this.refused.set(more.category, known ? { ...known, count: known.count + more.count } : more);
  }

  /**
   * One row per bounce; of a deferred message the last attempt, and none where a later record says how it ended.
   * The parameters are needed where deliveries were counted elsewhere and did not come as records.
   * @param deliveredAt when an address took mail: where a deferral names no message, mail that the address took later counts as its end
   * @param wasDelivered which messages arrived
   */
  finish(deliveredAt?: DeliveredAt, wasDelivered?: WasDelivered): Rows {
    if (deliveredAt ?? wasDelivered) this.endDelivered(deliveredAt, wasDelivered);
    const all = [...this.ended, ...this.waiting.values()].sort((a, b) => a.order - b.order);
    const rows = all.map(({ at, attempts, order }, id) => rowOf(id, at, attempts, this.aroundIt(at.record, order)));
    return {
      rows, records: all.map(({ at }) => at),
      deliveries: { total: this.delivered, times: this.times, byDomain: this.byDomain },
      deferrals: this.deferrals, deferredThenDelivered: this.deferredThenDelivered,
      refusedHere: [...this.refused.values()].sort((a, b) => b.count - a.count),
    };
  }

  private endDelivered(deliveredAt: DeliveredAt | undefined, wasDelivered: WasDelivered | undefined): void {
    const tookMailLater = (recipient: string, time: number | null): boolean => time !== null && (deliveredAt?.(recipient)?.last ?? -Infinity) >= time;
    for (const [key, { at: { record: { recipient, queueId, time } } }] of this.waiting) {
      if (recipient === null || !(wasDelivered && queueId !== null ? wasDelivered(queueId, recipient) : tookMailLater(recipient, time))) continue;
      this.waiting.delete(key);
      this.deferredThenDelivered++;
    }
  }

  private addDelivery(one: FiledRecord): void {
    const { record } = one;
    if (isLocalHandover(record)) return;
    this.delivered++;
    if (this.waiting.delete(messageKey(one))) this.deferredThenDelivered++;
    if (record.recipient === null) return;
    const now: Moment = { time: record.time, order: this.order };
    const known = this.deliveredTo.get(addressKey(record.recipient));
    if (known) known.last = now;
    else this.deliveredTo.set(addressKey(record.recipient), { first: now, last: now });
    const domain = domainOf(record.recipient);
    this.byDomain.set(domain, (this.byDomain.get(domain) ?? 0) + 1);
    if (record.time === null) return;
    const times = this.times.get(domain);
    if (times) times.push(record.time);
    else this.times.set(domain, [record.time]);
  }

  private addBounce(one: FiledRecord): void {
    const key = messageKey(one);
    const earlier = this.waiting.get(key);
    const folded: Folded = { at: one, order: this.order, attempts: 1 + (earlier?.attempts ?? 0) };
    if (one.record.action === 'delayed') {
      this.deferrals++;
      this.waiting.set(key, folded);
    } else {
      this.waiting.delete(key);
      this.ended.push(folded);
    }
  }

  /** Whether mail reached the address before this bounce, and after it. */
  private aroundIt({ recipient, time }: JudgedRecord, order: number): { before: boolean; later: boolean } {
    const delivered = recipient === null ? undefined : this.deliveredTo.get(addressKey(recipient));
    const bounced: Moment = { time, order };
    return { before: delivered !== undefined && isBefore(delivered.first, bounced), later: delivered !== undefined && isBefore(bounced, delivered.last) };
  }
}

/** The same for records that are all at hand. */
export function foldRecords(filed: Iterable<FiledRecord>): Rows {
  const folding = new Folding();
  for (const one of filed) folding.add(one);
  return folding.finish();
}

/** Attempts belong together by queue id, also across the files of a rotated log; where a source has none, by recipient within the file. */
function messageKey({ file, record }: FiledRecord): string {
  return `${record.queueId ?? `in ${file}`}\n${addressKey(record.recipient ?? '')}`;
}

/** Handing a message to a filter on the same machine is no delivery: its way goes on. */
function isLocalHandover(record: JudgedRecord): boolean {
  return record.remoteMta !== null && /^(?:127\.|localhost$|::1$)/.test(record.remoteMta);
}

function rowType(verdict: Verdict): RowType {
  return verdict.bounceType === 'hard' ? 'hard' : verdict.blocked ? 'blocked' : 'soft';
}

function rowOf(id: number, { file, record }: FiledRecord, attempts: number, { before, later }: { before: boolean; later: boolean }): PanelRow {
  const { verdict } = record;
  const diagnostic = record.diagnostic ?? '';
  const list = verdict.category === 'blocklisted' ? verdict.named.blocklist?.name : undefined;
  return {
    id, file, line: record.line,
    recipient: record.recipient ?? '',
    domain: domainOf(record.recipient ?? ''),
    type: rowType(verdict),
    category: verdict.category,
    cause: list ? `${verdict.category}:${list}` : verdict.category,
    status: record.status,
    replyCode: record.replyCode,
    diagnostic: diagnostic.length > LONGEST_DIAGNOSTIC ? `${diagnostic.slice(0, LONGEST_DIAGNOSTIC)}…` : diagnostic,
    provider: verdict.provider,
    remoteMta: record.remoteMta,
    sentBy: [record.reportingMta, record.queue].filter(Boolean).join(' · '),
    time: record.time,
    ...(record.ownClock && { ownClock: true }),
    permanence: verdict.permanence,
    confidence: verdict.confidence,
    rule: verdict.rule,
    waiting: record.action === 'delayed',
    attempts,
    deliveredBefore: before,
    deliveredLater: later,
    held: false,
    likelyDomain: verdict.named.likelyDomain ?? null,
  };
}
