/** Two summaries side by side: what is new, gone, grown and shrunk between before and after, or between two servers. */
import type { PanelData } from './panel/data';
import { addressKey } from './panel/row';
import { figuresOf, type Figures, type TypeCounts } from './panel/figures';

export type Change = 'new' | 'gone' | 'grown' | 'shrunk' | 'same';

export interface ComparedCount {
  readonly key: string;
  readonly label: string;
  readonly before: number;
  readonly after: number;
  readonly change: Change;
}

export interface Side {
  readonly title: string;
  readonly bounces: number;
  readonly addresses: number;
  readonly types: TypeCounts;
  readonly delivered: number;
}

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** Largest change first. */
  readonly causes: readonly ComparedCount[];
  readonly domains: readonly ComparedCount[];
  readonly providers: readonly ComparedCount[];
  /** Addresses that bounce hard on one side only, and on both. */
  readonly hardAddresses: { readonly onlyBefore: number; readonly onlyAfter: number; readonly both: number };
}

/** Places beyond this many are not worth a line in a comparison. */
const MOST = 12;

/** A count that moved less than this share, and less than so many, is the same. */
const NOTABLE_SHARE = 0.1;
const NOTABLE_COUNT = 3;

export function compareSummaries(before: PanelData, after: PanelData): Comparison {
  const [one, two] = [figuresOf(before.rows, before), figuresOf(after.rows, after)];
  const labels = new Map([...Object.entries(before.causes), ...Object.entries(after.causes)].map(([key, { label }]) => [key, label]));
  const names = { ...before.providers, ...after.providers };
  const count = (data: PanelData, key: (row: PanelData['rows'][number]) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const row of data.rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
    return counts;
  };
  const hardBefore = hardAddresses(before);
  const hardAfter = hardAddresses(after);
  const both = [...hardBefore].filter((address) => hardAfter.has(address)).length;
  return {
    before: side(before, one), after: side(after, two),
    causes: compareCounts(count(before, (row) => row.cause), count(after, (row) => row.cause), (key) => labels.get(key) ?? key),
    domains: compareCounts(count(before, (row) => row.domain), count(after, (row) => row.domain), (key) => key || 'no domain named').slice(0, MOST),
    providers: compareCounts(count(before, (row) => row.provider ?? ''), count(after, (row) => row.provider ?? ''), (key) => names[key] ?? 'other servers').slice(0, MOST),
    hardAddresses: { onlyBefore: hardBefore.size - both, onlyAfter: hardAfter.size - both, both },
  };
}

function side(data: PanelData, { bounces, addresses, types }: Figures): Side {
  return { title: data.title, bounces, addresses, types, delivered: data.delivered };
}

function hardAddresses(data: PanelData): Set<string> {
  return new Set(data.rows.filter((row) => row.type === 'hard' && row.recipient !== '').map((row) => addressKey(row.recipient)));
}

function compareCounts(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, label: (key: string) => string): ComparedCount[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => {
      const [was, is] = [before.get(key) ?? 0, after.get(key) ?? 0];
      return { key, label: label(key), before: was, after: is, change: changeOf(was, is) };
    })
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || b.after - a.after || (a.label < b.label ? -1 : 1));
}

export function changeOf(before: number, after: number): Change {
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  const moved = Math.abs(after - before);
  if (moved < NOTABLE_COUNT || moved / before < NOTABLE_SHARE) return 'same';
  return after > before ? 'grown' : 'shrunk';
}
