/** Mistakes that a summary invites: addresses that look dead and are not. */
import { domainOf, type Summary } from './summary';
import type { HardAddress } from './hard-addresses';
import { compareText } from './keys';
import { densest, FEWEST_UNKNOWN, looksLikeOutage, UNKNOWN_USER } from './outage';

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
    if (!UNKNOWN_USER.has(address.category) || at === null || address.first === null) continue;
    const known = places.get(at);
    if (known) known.push({ hash, address, time: address.first });
    else places.set(at, [{ hash, address, time: address.first }]);
  }
  const length = summary.total ? summary.total.last - summary.total.first : 0;
  const found: Outage[] = [];
  for (const [at, unknown] of places) {
    if (unknown.length < FEWEST_UNKNOWN) continue;
    unknown.sort((a, b) => a.time - b.time);
    const inside = densest(unknown);
    const deliveredBefore = inside.filter(({ hash, time }) => (summary.deliveries.of(hash)?.first ?? Number.POSITIVE_INFINITY) * 1000 < time).length;
    if (!looksLikeOutage({ inside: inside.length, outside: unknown.length - inside.length, deliveredBefore, accepted: null, length })) continue;
    found.push({ at, addresses: inside.map(({ address }) => address), from: inside[0]!.time, to: inside[inside.length - 1]!.time, deliveredBefore });
  }
  return found.sort((a, b) => b.addresses.length - a.addresses.length || compareText(a.at, b.at));
}
