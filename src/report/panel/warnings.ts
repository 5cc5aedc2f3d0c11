/** Mistakes that a summary invites, said before they are made. Found once over all records; filters do not change them. */
import type { PanelRow } from './row';
import type { Deliveries } from './rows';

export type Warning =
  /** Many unknown users at one place within a short time: an outage there rather than dead addresses. */
  | { readonly kind: 'outage'; readonly provider: string | null; readonly domain: string; readonly count: number; readonly from: number; readonly to: number; readonly acceptedBefore: number; readonly rows: readonly number[] }
  /** Mail reached these after they had bounced for good. */
  | { readonly kind: 'delivered-later'; readonly count: number; readonly rows: readonly number[] }
  /** Refused for good, but not because of the address. */
  | { readonly kind: 'not-the-address'; readonly count: number; readonly rows: readonly number[] };

/** An outage shows within this time. */
const WINDOW = 60 * 60_000;

/** Fewer unknown users than this may be chance. */
const FEWEST = 10;

/** Within the window so many of all answers say "unknown user", and so many times more than at other times. */
const LEAST_SHARE = 0.3;
const TIMES_MORE = 5;

/** Or so many of the addresses themselves had taken mail before. */
const FEWEST_KNOWN = 5;
const LEAST_KNOWN_SHARE = 0.3;

/** Where deliveries are not known (a folder of bounce mails) the rate of bounces is compared, over a long enough time. */
const LONG_ENOUGH = 6 * WINDOW;
const RATE_TIMES_MORE = 10;

const UNKNOWN: ReadonlySet<string> = new Set(['unknown-user', 'mailbox-disabled']);

/** @returns the warnings, the gravest first; marks held rows in `rows` by giving them back changed */
export function findWarnings(rows: readonly PanelRow[], deliveries: Deliveries): Warning[] {
  const warnings: Warning[] = outages(rows, deliveries);
  const later = rows.filter((row) => row.type === 'hard' && row.deliveredLater).map((row) => row.id);
  if (later.length) warnings.push({ kind: 'delivered-later', count: later.length, rows: later });
  const refused = rows.filter((row) => row.permanence === 'permanent' && row.type !== 'hard').map((row) => row.id);
  if (refused.length) warnings.push({ kind: 'not-the-address', count: refused.length, rows: refused });
  return warnings;
}

function outages(rows: readonly PanelRow[], deliveries: Deliveries): Warning[] {
  const found: Warning[] = [];
  const dated = rows.filter((row) => row.time !== null);
  const places = new Map<string, PanelRow[]>();
  for (const row of dated) {
    const place = row.provider ?? row.domain;
    if (!UNKNOWN.has(row.category) || place === '') continue;
    const at = places.get(place);
    if (at) at.push(row);
    else places.set(place, [row]);
  }
  const [first, last] = span(dated);
  for (const [place, unknown] of places) {
    if (unknown.length < FEWEST) continue;
    unknown.sort((a, b) => a.time! - b.time!);
    const { from, to } = densest(unknown);
    const inside = unknown.slice(from, to);
    if (inside.length < FEWEST) continue;
    const start = inside[0]!.time!;
    const end = inside[inside.length - 1]!.time!;
    const within = (time: number): boolean => time >= start && time <= end;
    const domains = new Set(dated.filter((row) => (row.provider ?? row.domain) === place).map((row) => row.domain));
    const accepted = [...domains].flatMap((domain) => deliveries.times.get(domain) ?? []);
    const acceptedInside = accepted.filter(within).length;
    const acceptedOutside = accepted.length - acceptedInside;
    const outside = unknown.length - inside.length;
    const known = inside.filter((row) => row.deliveredBefore).length;
    const looksSo = known >= Math.max(FEWEST_KNOWN, LEAST_KNOWN_SHARE * inside.length) || (accepted.length > 0
      ? acceptedOutside >= inside.length / 2 && inside.length / (inside.length + acceptedInside) >= Math.max(LEAST_SHARE, TIMES_MORE * (outside / (outside + acceptedOutside)))
      : last - first >= LONG_ENOUGH && inside.length >= RATE_TIMES_MORE * Math.max(1, outside * (WINDOW / (last - first))));
    if (!looksSo) continue;
    found.push({
      kind: 'outage', provider: inside[0]!.provider, domain: mostCommon(inside.map((row) => row.domain)), count: inside.length, from: start, to: end,
      acceptedBefore: accepted.filter((time) => time < start).length, rows: inside.map((row) => row.id),
    });
  }
  return found.sort((a, b) => b.count - a.count);
}

/** The window that holds most of these, which are in order of time: indexes, end exclusive. */
function densest(rows: readonly PanelRow[]): { from: number; to: number } {
  let best = { from: 0, to: 0 };
  let from = 0;
  for (let to = 0; to < rows.length; to++) {
    while (rows[to]!.time! - rows[from]!.time! > WINDOW) from++;
    if (to + 1 - from > best.to - best.from) best = { from, to: to + 1 };
  }
  return best;
}

function span(rows: readonly PanelRow[]): [number, number] {
  let first = Infinity;
  let last = -Infinity;
  for (const { time } of rows) {
    if (time! < first) first = time!;
    if (time! > last) last = time!;
  }
  return [first, last];
}

export function mostCommon(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
