/** Mistakes that a summary invites, said before they are made. Found once over all records; filters do not change them. */
import { densest, FEWEST_UNKNOWN, looksLikeOutage, UNKNOWN_USER } from '../../engine/summary/outage';
import { addressKey, type PanelRow } from './row';
import type { Deliveries } from './rows';

export type Warning =
  /** Many addresses turned unknown at one place within a short time: an outage there rather than dead addresses. */
  | { readonly kind: 'outage'; readonly provider: string | null; readonly domain: string; /** Addresses. */ readonly count: number; readonly from: number; readonly to: number; readonly acceptedBefore: number; readonly rows: readonly number[] }
  /** Mail reached these after they had bounced for good. */
  | { readonly kind: 'delivered-later'; readonly count: number; readonly rows: readonly number[] };

interface DatedRow {
  readonly row: PanelRow;
  readonly time: number;
}

/** @returns the warnings, the gravest first */
export function findWarnings(rows: readonly PanelRow[], deliveries: Deliveries): Warning[] {
  const warnings: Warning[] = outages(rows, deliveries);
  const later = rows.filter((row) => row.type === 'hard' && row.deliveredLater);
  if (later.length) warnings.push({ kind: 'delivered-later', count: new Set(later.map((row) => addressKey(row.recipient))).size, rows: later.map((row) => row.id) });
  return warnings;
}

function outages(rows: readonly PanelRow[], deliveries: Deliveries): Warning[] {
  const dated = rows.flatMap((row): DatedRow[] => (row.time === null ? [] : [{ row, time: row.time }])).sort((a, b) => a.time - b.time);
  const length = dated.length ? dated[dated.length - 1]!.time - dated[0]!.time : 0;
  const found: (Warning & { kind: 'outage' })[] = [];
  for (const [place, bounces] of byPlace(dated.filter(({ row }) => row.type === 'hard' && UNKNOWN_USER.has(row.category)))) {
    // An address counts once: ten mails to one dead address are no outage.
    const unknown = firstOfEach(bounces);
    if (place === '' || unknown.length < FEWEST_UNKNOWN) continue;
    const inside = densest(unknown);
    const [from, to] = [inside[0]!.time, inside[inside.length - 1]!.time];
    const accepted = [...new Set(bounces.map(({ row }) => row.domain))].flatMap((domain) => deliveries.times.get(domain) ?? []);
    const acceptedInside = accepted.filter((time) => time >= from && time <= to).length;
    const facts = {
      inside: inside.length, outside: unknown.length - inside.length, length,
      deliveredBefore: inside.filter(({ row }) => row.deliveredBefore).length,
      accepted: accepted.length === 0 ? null : { inside: acceptedInside, outside: accepted.length - acceptedInside },
    };
    if (!looksLikeOutage(facts)) continue;
    const addresses = new Set(inside.map(({ row }) => addressKey(row.recipient)));
    found.push({
      kind: 'outage', provider: inside[0]!.row.provider, domain: mostCommon(inside.map(({ row }) => row.domain)), count: inside.length, from, to,
      acceptedBefore: accepted.filter((time) => time < from).length,
      rows: bounces.filter(({ row }) => addresses.has(addressKey(row.recipient))).map(({ row }) => row.id),
    });
  }
  return found.sort((a, b) => b.count - a.count);
}

/** By who answered; where that is nobody we know, by domain. */
function byPlace(rows: readonly DatedRow[]): Map<string, DatedRow[]> {
  const places = new Map<string, DatedRow[]>();
  for (const dated of rows) {
    const place = dated.row.provider ?? dated.row.domain;
    const at = places.get(place);
    if (at) at.push(dated);
    else places.set(place, [dated]);
  }
  return places;
}

function firstOfEach(rows: readonly DatedRow[]): DatedRow[] {
  const seen = new Set<string>();
  return rows.filter(({ row }) => {
    const key = addressKey(row.recipient);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function mostCommon(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
