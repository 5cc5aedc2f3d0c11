/** The bounces of one open document, grouped for reading: by cause, most effect first, and by recipient. */
import type { Catalog, CategoryEntry } from '../catalog/catalog';
import type { BounceType, JudgedRecord, Span } from '../engine/record';
import { isBounce } from './overview';
import { outcomeOf, type Outcome } from './outcome';

export interface CauseInDocument {
  readonly category: CategoryEntry;
  readonly outcome: Outcome;
  readonly records: JudgedRecord[];
  /** Names of providers with their counts, most first. */
  readonly providers: readonly (readonly [string, number])[];
}

export interface RecipientInDocument {
  readonly address: string;
  /** Of its last bounce. */
  readonly record: JudgedRecord;
  readonly count: number;
  readonly bounceType: BounceType;
}

export interface DocumentSummary {
  readonly bounces: number;
  readonly hard: number;
  readonly soft: number;
  readonly blocked: number;
  /** Different addresses. */
  readonly recipients: readonly RecipientInDocument[];
  readonly causes: readonly CauseInDocument[];
  /** Records that were no bounces. */
  readonly others: number;
}

/** @param within only records that touch this range (a selection) */
export function summarizeRecords(all: readonly JudgedRecord[], catalog: Catalog, within?: Span): DocumentSummary {
  const records = within ? all.filter(({ span }) => span.start < within.end && span.end > within.start) : all;
  const bounces = records.filter(isBounce);
  const causes = new Map<string, JudgedRecord[]>();
  const recipients = new Map<string, { record: JudgedRecord; count: number }>();
  let hard = 0;
  let blocked = 0;
  for (const record of bounces) {
    const outcome = outcomeOf(record.verdict);
    if (outcome === 'hard') hard++;
    if (outcome === 'blocked') blocked++;
    const cause = `${record.verdict.category}|${outcome}`;
    const known = causes.get(cause);
    if (known) known.push(record);
    else causes.set(cause, [record]);
    if (record.recipient) {
      const address = record.recipient.toLowerCase();
      recipients.set(address, { record, count: (recipients.get(address)?.count ?? 0) + 1 });
    }
  }
  return {
    bounces: bounces.length, hard, soft: bounces.length - hard, blocked,
    others: records.length - bounces.length,
    causes: [...causes.values()]
      .map((group): CauseInDocument => ({ category: catalog.category(group[0]!.verdict.category), outcome: outcomeOf(group[0]!.verdict), records: group, providers: providersOf(group, catalog) }))
      .sort((a, b) => b.records.length - a.records.length),
    recipients: [...recipients.values()]
      .map(({ record, count }): RecipientInDocument => ({ address: record.recipient!, record, count, bounceType: record.verdict.bounceType! }))
      .sort((a, b) => (a.bounceType === b.bounceType ? 0 : a.bounceType === 'hard' ? -1 : 1)),
  };
}

function providersOf(records: readonly JudgedRecord[], catalog: Catalog): [string, number][] {
  const counts = new Map<string, number>();
  for (const { verdict } of records) {
    if (verdict.provider) counts.set(verdict.provider, (counts.get(verdict.provider) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([id, count]) => [catalog.provider(id)?.name ?? id, count]);
}
