/** The bounces of one open document, grouped for reading: by cause, most effect first, and by recipient. */
import type { Catalog, CategoryEntry } from '../catalog/catalog';
import type { JudgedRecord, Span } from '../engine/record';
import type { OutcomeCounts } from '../report/words';
import { outcomeOf, type Bounce } from './outcome';

export interface CauseInDocument {
  readonly category: CategoryEntry;
  readonly outcome: Bounce;
  readonly records: JudgedRecord[];
  /** Names of providers with their counts, most first. */
  readonly providers: readonly (readonly [string, number])[];
}

export interface RecipientInDocument {
  readonly address: string;
  readonly outcome: Bounce;
  /** Its last bounce. */
  readonly record: JudgedRecord;
  readonly count: number;
}

export interface DocumentSummary extends OutcomeCounts {
  readonly bounces: number;
  /** Different addresses, those of hard bounces first. */
  readonly recipients: readonly RecipientInDocument[];
  /** Most frequent first. */
  readonly causes: readonly CauseInDocument[];
  /** Records that were no bounces. */
  readonly others: number;
}

const ORDER: Readonly<Record<Bounce, number>> = { hard: 0, blocked: 1, soft: 2 };

/** @param within only records that touch this range (a selection) */
export function summarizeRecords(all: readonly JudgedRecord[], catalog: Catalog, within?: Span): DocumentSummary {
  const counts: Record<Bounce, number> = { hard: 0, soft: 0, blocked: 0 };
  const causes = new Map<string, { outcome: Bounce; records: JudgedRecord[] }>();
  const recipients = new Map<string, RecipientInDocument>();
  let others = 0;
  for (const record of all) {
    if (within && (record.span.start >= within.end || record.span.end <= within.start)) continue;
    const outcome = outcomeOf(record.verdict);
    if (outcome === 'none') {
      others++;
      continue;
    }
    counts[outcome]++;
    const key = `${record.verdict.category} ${outcome}`;
    const cause = causes.get(key) ?? { outcome, records: [] };
    causes.set(key, cause);
    cause.records.push(record);
    if (!record.recipient) continue;
    const address = record.recipient.toLowerCase();
    recipients.set(address, { address: record.recipient, outcome, record, count: (recipients.get(address)?.count ?? 0) + 1 });
  }
  return {
    bounces: counts.hard + counts.soft + counts.blocked, ...counts, others,
    causes: [...causes.values()]
      .map(({ outcome, records }) => ({ category: catalog.category(records[0]!.verdict.category), outcome, records, providers: providersOf(records, catalog) }))
      .sort((a, b) => b.records.length - a.records.length),
    recipients: [...recipients.values()].sort((a, b) => ORDER[a.outcome] - ORDER[b.outcome]),
  };
}

function providersOf(records: readonly JudgedRecord[], catalog: Catalog): [string, number][] {
  const counts = new Map<string, number>();
  for (const { verdict } of records) {
    if (verdict.provider) counts.set(verdict.provider, (counts.get(verdict.provider) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([id, count]) => [catalog.provider(id)?.name ?? id, count]);
}
