/** What the lenses say. */
import type { Catalog } from '../catalog/catalog';
import type { JudgedRecord } from '../engine/record';
import type { DocumentModel } from './document-model';
import { figure, inSentence, outcomeCounts } from '../report/words';
import { iconOf, markOf } from './outcome';
import { listOf, overviewOf } from './overview';
import { shownText } from './shown-text';

/** `✖ 120 hard · ↻ 91 soft · ⚑ 201 blocked · Summarize Bounces` */
export function totalsTitle(model: DocumentModel): string {
  const counts = outcomeCounts(overviewOf(model), (outcome) => `${iconOf(outcome)}${GAP}`).replaceAll(' $(', `${GAP}$(`);
  return [counts, model.ready ? null : 'still reading …', 'Summarize Bounces'].filter(Boolean).join(' · ');
}

/** `✖ Hard: no such mailbox · kim@example.org · remove it` */
export function recordTitle(record: JudgedRecord, catalog: Catalog): string {
  const parts = [verdictTitle(record, catalog)];
  if (record.recipient) parts.push(shownText(record.recipient, 60));
  parts.push(catalog.category(record.verdict.category).address.replace(/\.$/, ''));
  return parts.filter(Boolean).join(' · ');
}

/** `⚑ Blocked: 5.7.1 poor reputation (Gmail) · first of 163` */
export function failureTitle(record: JudgedRecord, count: number, catalog: Catalog): string {
  return [verdictTitle(record, catalog, true), count > 1 ? `first of ${figure(count)}` : 'only here'].join(' · ');
}

/** A lens draws icons without the blanks beside them; this one stays. */
const GAP = '\u00a0';

function verdictTitle(record: JudgedRecord, catalog: Catalog, withCode = false): string {
  const { verdict, status, replyCode } = record;
  const mark = markOf(record);
  if (!mark) return '';
  const code = withCode ? status ?? replyCode : null;
  const who = listOf(record) ?? (verdict.provider ? catalog.provider(verdict.provider)?.name : undefined);
  const label = inSentence(catalog.category(verdict.category).label);
  return `${mark.icon}${GAP}${mark.word}: ${code ? `${code} ` : ''}${label}${withCode && who ? ` (${who})` : ''}`;
}
