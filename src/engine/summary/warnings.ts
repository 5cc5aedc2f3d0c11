/** Mistakes that a summary invites: addresses that look dead and are not. */
import { domainOf, type Summary } from './summary';
import type { HardAddress } from './hard-addresses';
import { compareText } from './keys';

/** Many addresses at one place turned unknown within a short time: rather an outage there than dead addresses. */
export interface Outage {
  /** Provider's id, or a domain. */
  readonly at: string;
  readonly addresses: readonly HardAddress[];
  readonly from: number;
  readonly to: number;
  /** How many of them had taken mail before, as far as it was read. */
  readonly deliveredBefore: number;
}

/** An outage shows within this time. */
const WINDOW = 60 * 60_000;
/** Fewer may be chance. */
const FEWEST = 10;
/** It is said where so many had taken mail before, ... */
const FEWEST_DELIVERED = 5;
const LEAST_DELIVERED_SHARE = 0.3;
/** ... or where, over a time long enough to tell, so many times more turned unknown than at other times. */
const LONG_ENOUGH = 6 * WINDOW;
const TIMES_MORE = 10;

/** Addresses that bounced hard and took mail later, in order of their names: they work. */
export function deliveredLater(summary: Summary): HardAddress[] {
  const later: HardAddress[] = [];
  for (const [hash, address] of summary.hardAddresses.sorted()) {
    const delivery = summary.deliveries.of(hash);
    if (delivery && address.last !== null && delivery.last * 1000 > address.last) later.push(address);
  }
  return later.sort((a, b) => compareText(a.address, b.address));
}

/** What looks like an outage, the largest first. */
export function outages(summary: Summary): Outage[] {
  const places = new Map<string, { hash: number; address: HardAddress; time: number }[]>();
  for (const [hash, address] of summary.hardAddresses.sorted()) {
    const at = address.provider ?? domainOf(address.address);
    if ((address.category !== 'unknown-user' && address.category !== 'mailbox-disabled') || at === null || address.first === null) continue;
    const known = places.get(at);
    if (known) known.push({ hash, address, time: address.first });
    else places.set(at, [{ hash, address, time: address.first }]);
  }
  const length = summary.total ? summary.total.last - summary.total.first : 0;
  const found: Outage[] = [];
  for (const [at, unknown] of places) {
    if (unknown.length < FEWEST) continue;
    unknown.sort((a, b) => a.time - b.time);
    const inside = densest(unknown);
    if (inside.length < FEWEST) continue;
    const deliveredBefore = inside.filter(({ hash, time }) => (summary.deliveries.of(hash)?.first ?? Number.POSITIVE_INFINITY) * 1000 < time).length;
    const outside = unknown.length - inside.length;
    const tookMail = deliveredBefore >= Math.max(FEWEST_DELIVERED, LEAST_DELIVERED_SHARE * inside.length);
    const isPeak = length >= LONG_ENOUGH && inside.length >= TIMES_MORE * Math.max(1, outside * (WINDOW / length));
    if (!tookMail && !isPeak) continue;
    found.push({ at, addresses: inside.map(({ address }) => address), from: inside[0]!.time, to: inside[inside.length - 1]!.time, deliveredBefore });
  }
  return found.sort((a, b) => b.addresses.length - a.addresses.length || compareText(a.at, b.at));
}

/** Of things in order of time those within the window that holds the most. */
function densest<T extends { time: number }>(items: readonly T[]): T[] {
  let best = { from: 0, to: 0 };
  for (let from = 0, to = 0; to < items.length; to++) {
    while (items[to]!.time - items[from]!.time > WINDOW) from++;
    if (to + 1 - from > best.to - best.from) best = { from, to: to + 1 };
  }
  return items.slice(best.from, best.to);
}
