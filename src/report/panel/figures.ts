/** What the shown rows add up to. One pass over them. */
import type { PanelData } from './data';
import { indexRows, type RowIndex } from './row-index';
import type { PanelRow, RowType } from './row';

export type TypeCounts = Record<RowType, number>;

/** One bar: a domain, a provider, a host. */
export interface Place {
  /** Empty for rows that name none. */
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly types: TypeCounts;
}

export interface Places {
  readonly largest: readonly Place[];
  /** Those that follow, as far as anybody would read on. */
  readonly next: readonly Place[];
  /** How many further ones there are after `largest`, and what they hold. */
  readonly others: number;
  readonly inOthers: number;
}

export interface CauseFigures {
  readonly cause: string;
  readonly count: number;
  readonly types: TypeCounts;
  readonly addresses: number;
  /** Of these addresses such that can be taken off the list now, and such that had better wait: they may be part of an outage. */
  readonly removable: number;
  readonly held: number;
  readonly waiting: number;
  /** First time of all, where known. */
  readonly since: number | null;
  /** Largest first. */
  readonly domains: readonly Place[];
  readonly provider: { readonly id: string; readonly count: number } | null;
  /** Ids of rows whose words differ, most frequent words first. */
  readonly examples: readonly number[];
  /** `gmial.com` and what it was meant to be. */
  readonly typos: readonly { readonly domain: string; readonly likely: string }[];
  readonly firstRow: number;
}

export interface Figures {
  readonly bounces: number;
  readonly addresses: number;
  readonly types: TypeCounts;
  readonly waiting: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly causes: readonly CauseFigures[];
  readonly domains: Places;
  readonly providers: Places;
  readonly remotes: Places;
  /** The sender's own hosts and queues. */
  readonly senders: Places;
}

const MOST_PLACES = 8;
const MOST_NEXT = 92;
const MOST_EXAMPLES = 3;
const MOST_TYPOS = 4;

/** A cause below this share of the bounces does not come before a large one, whoever can mend it. */
export const SMALL_SHARE = 0.02;

interface Gathering {
  count: number;
  types: TypeCounts;
  addresses: Set<number>;
  removable: Set<number>;
  held: Set<number>;
  waiting: number;
  since: number | null;
  domains: Tally;
  providers: Map<string, number>;
  words: Map<number, { id: number; count: number }>;
  typos: Map<string, string>;
  firstRow: number;
}

/** Counts per value, by type. */
class Tally {
  private readonly counts = new Map<string, TypeCounts>();

  add(value: string, type: RowType): void {
    let at = this.counts.get(value);
    if (!at) this.counts.set(value, at = noCounts());
    at[type]++;
  }

  places(label: (value: string) => string): Place[] {
    const all = [...this.counts].map(([value, types]) => ({ value, label: label(value), types, count: types.hard + types.soft + types.blocked }));
    return all.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  largest(label: (value: string) => string): Places {
    const all = this.places(label);
    const rest = all.slice(MOST_PLACES);
    return { largest: all.slice(0, MOST_PLACES), next: rest.slice(0, MOST_NEXT), others: rest.length, inOthers: rest.reduce((sum, place) => sum + place.count, 0) };
  }
}

function noCounts(): TypeCounts {
  return { hard: 0, soft: 0, blocked: 0 };
}

/**
 * @param rows those that the filters let through
 * @param index of all rows, where it is at hand
 */
export function figuresOf(rows: readonly PanelRow[], data: PanelData, index: RowIndex = indexRows(data.rows)): Figures {
  const types = noCounts();
  const addresses = new Set<number>();
  const causes = new Map<string, Gathering>();
  const domains = new Tally();
  const providers = new Tally();
  const remotes = new Tally();
  const senders = new Tally();
  let waiting = 0;
  let from: number | null = null;
  let to: number | null = null;
  for (const row of rows) {
    const { type, time } = row;
    const address = index.address[row.id]!;
    types[type]++;
    addresses.add(address);
    if (row.waiting) waiting++;
    if (time !== null) {
      if (from === null || time < from) from = time;
      if (to === null || time > to) to = time;
    }
    domains.add(row.domain, type);
    providers.add(row.provider ?? '', type);
    remotes.add(row.remoteMta ?? '', type);
    senders.add(row.sentBy, type);
    let at = causes.get(row.cause);
    if (!at) causes.set(row.cause, at = { count: 0, types: noCounts(), addresses: new Set(), removable: new Set(), held: new Set(), waiting: 0, since: null, domains: new Tally(), providers: new Map(), words: new Map(), typos: new Map(), firstRow: row.id });
    gather(at, row, address, index.words[row.id]!);
  }
  return {
    bounces: rows.length, addresses: addresses.size, types, waiting, from, to,
    causes: [...causes].map(([cause, at]) => causeFigures(cause, at)).sort(byEffect(data, rows.length)),
    domains: domains.largest((domain) => domain || 'no domain named'),
    providers: providers.largest((id) => data.providers[id] ?? 'other servers'),
    remotes: remotes.largest((host) => host || 'no host named'),
    senders: senders.largest((sender) => sender || 'no sender named'),
  };
}

function gather(at: Gathering, row: PanelRow, address: number, said: number): void {
  at.count++;
  at.types[row.type]++;
  at.addresses.add(address);
  if (row.held) at.held.add(address);
  else if (row.type === 'hard' && !row.deliveredLater && row.recipient !== '') at.removable.add(address);
  if (row.waiting) at.waiting++;
  if (row.time !== null && (at.since === null || row.time < at.since)) at.since = row.time;
  at.domains.add(row.domain, row.type);
  if (row.provider !== null) at.providers.set(row.provider, (at.providers.get(row.provider) ?? 0) + 1);
  if (row.likelyDomain !== null && row.domain !== '' && at.typos.size < MOST_TYPOS) at.typos.set(row.domain, row.likelyDomain);
  if (said >= 0) {
    const words = at.words.get(said);
    if (words) words.count++;
    else at.words.set(said, { id: row.id, count: 1 });
  }
}

function causeFigures(cause: string, at: Gathering): CauseFigures {
  const [provider] = [...at.providers].sort((a, b) => b[1] - a[1]);
  return {
    cause, count: at.count, types: at.types, addresses: at.addresses.size, removable: at.removable.size, held: at.held.size, waiting: at.waiting, since: at.since,
    domains: at.domains.places((domain) => domain || 'no domain named').slice(0, 3),
    provider: provider ? { id: provider[0], count: provider[1] } : null,
    examples: [...at.words.values()].sort((a, b) => b.count - a.count).slice(0, MOST_EXAMPLES).map(({ id }) => id),
    typos: [...at.typos].map(([domain, likely]) => ({ domain, likely })),
    firstRow: at.firstRow,
  };
}

/** What the reader can mend, then what others have to, then what is small; within each the largest first. */
function byEffect(data: PanelData, bounces: number): (a: CauseFigures, b: CauseFigures) => number {
  const rank = ({ cause, count }: CauseFigures): number => (count < SMALL_SHARE * bounces ? 2 : data.causes[cause]?.ours ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || b.count - a.count;
}
