/** Bounces as a table for spreadsheets: one row each, nothing in it runs as a formula. */
import type { Catalog } from '../catalog/catalog';
import type { JudgedRecord } from '../engine/record';
import { csvRow } from './csv-cell';
import { recordLine } from './ndjson';

/** Tells Excel that the file is UTF-8; other programs do without. */
export const BYTE_ORDER_MARK = '\uFEFF';

const HEADING = ['recipient', 'bounceType', 'category', 'cause', 'status', 'replyCode', 'diagnostic', 'provider', 'action', 'permanence', 'confidence', 'reportingMta', 'remoteMta', 'time', 'source', 'file', 'line'] as const;

export function csvHeading(): string {
  return csvRow(HEADING);
}

/** @param catalog gives the cause its name for people */
export function csvRecord(file: string, record: JudgedRecord, catalog: Catalog): string {
  const line = recordLine(file, record);
  const cause = catalog.category(record.verdict.category).label;
  const bounceType = record.verdict.blocked && line.bounceType === 'soft' ? 'soft (blocked)' : line.bounceType;
  return csvRow(HEADING.map((column) => (column === 'cause' ? cause : column === 'bounceType' ? bounceType : line[column])));
}
