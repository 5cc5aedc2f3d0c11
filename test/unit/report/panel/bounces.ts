/** Judged records made by hand for the tests of the panel: the verdict is given, so that no rule of the engine plays in. */
import { bundledCatalog } from '../../../../src/catalog/bundled';
import type { CategoryId } from '../../../../src/catalog/catalog';
import { newRecord } from '../../../../src/engine/new-record';
import type { BounceRecord, JudgedRecord, Named } from '../../../../src/engine/record';
import type { PanelData } from '../../../../src/report/panel/data';
import { NO_FILTERS, type Filters } from '../../../../src/report/panel/filters';
import { PanelModels, type PanelModel } from '../../../../src/report/panel/model';
import { preparePanel, type Prepared } from '../../../../src/report/panel/prepare';
import { foldRecords } from '../../../../src/report/panel/rows';

export const catalog = bundledCatalog;

/** 25 November 2026, at this time of the day (UTC). */
export function at(clock: string): number {
  return Date.parse(`2026-11-25T${clock}Z`);
}

interface Given extends Partial<BounceRecord> {
  readonly provider?: string;
  readonly named?: Named;
  readonly rule?: string;
}

let line = 0;

/** A failure of this category; what is not given is unknown. */
export function bounce(category: CategoryId, recipient: string | null, given: Given = {}): JudgedRecord {
  const { provider = null, named = {}, rule = 'test', ...rest } = given;
  line++;
  const entry = catalog.category(category);
  const record: BounceRecord = { ...newRecord('postfix', line, { start: line * 100, end: line * 100 + 90 }), action: 'failed', recipient, ...rest };
  const digit = record.status?.[0];
  return {
    ...record,
    verdict: { category, bounceType: entry.bounceType, blocked: entry.blocked, permanence: digit === '4' ? 'temporary' : 'permanent', confidence: 'high', provider, rule, evidence: [], named },
  };
}

export function delivery(recipient: string, given: Given = {}): JudgedRecord {
  const record = bounce('not-a-bounce', recipient, { action: 'delivered', ...given });
  return { ...record, verdict: { ...record.verdict, bounceType: null, permanence: null } };
}

/** Mail of somebody else that our own server refused. */
export function refusedHere(category: CategoryId, given: Given = {}): JudgedRecord {
  const record = bounce(category, 'kim@example.org', { action: 'rejected', ...given });
  return { ...record, verdict: { ...record.verdict, bounceType: null, permanence: null } };
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export function prepare(records: readonly JudgedRecord[], more: Partial<Parameters<typeof preparePanel>[0]> = {}): Prepared {
  return preparePanel({
    title: 'mail.log', files: [{ name: 'mail.log', uri: 'file:///mail.log' }],
    rows: foldRecords(records.map((record) => ({ file: 0, record }))),
    read: { lines: records.length, messages: 0, records: records.length, notUnderstood: 0, milliseconds: 12 },
    notUnderstood: [], limits: [], ...more,
  }, catalog);
}

export function modelOf(records: readonly JudgedRecord[], filters: Partial<Filters> = {}): { data: PanelData; model: PanelModel } {
  const { data } = prepare(records);
  return { data, model: new PanelModels(data).model({ ...NO_FILTERS, ...filters }) };
}
