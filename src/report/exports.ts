/** The summary out of the panel: as a file or for the clipboard, of all rows, the filtered or the selected ones. */
import type { Catalog } from '../catalog/catalog';
import { maskRecord } from './masked';
import { ndjsonLine, recordLine } from './ndjson';
import { panelMarkdown } from './panel-markdown';
import { chosenModel, chosenRows } from './panel/chosen';
import { headlineText } from './panel/headline';
import type { Prepared } from './panel/prepare';
import { BYTE_ORDER_MARK, csvHeading, csvRecord } from './records-csv';

/** Without the page: the panel writes it itself, see `panelHtml`. */
export type ExportFormat = 'csv' | 'csv-bom' | 'json' | 'ndjson' | 'markdown';

export const EXPORT_FORMATS: readonly { readonly format: ExportFormat | 'html'; readonly name: string; readonly detail: string; readonly extension: string }[] = [
  { format: 'csv', name: 'CSV', detail: 'A table, UTF-8', extension: 'csv' },
  { format: 'csv-bom', name: 'CSV for Excel', detail: 'The same with a byte order mark, so that Excel reads it as UTF-8', extension: 'csv' },
  { format: 'html', name: 'HTML page', detail: 'One file with pictures and table, to attach', extension: 'html' },
  { format: 'markdown', name: 'Markdown', detail: 'For a ticket', extension: 'md' },
  { format: 'json', name: 'JSON', detail: 'Figures and bounces', extension: 'json' },
  { format: 'ndjson', name: 'NDJSON', detail: 'One bounce a line, with all details', extension: 'ndjson' },
];

/**
 * @param ids rows to export, in the order wanted; null: all
 * @returns the text of the file
 */
export function exportAs(format: ExportFormat, { data, records }: Prepared, ids: readonly number[] | null, masked: boolean, catalog: Catalog): string {
  const rows = chosenRows(data, ids);
  const each = (write: (file: string, record: Prepared['records'][number]['record']) => string): string =>
    rows.map(({ id, file }) => {
      const { record } = records[id]!;
      return write(data.files[file]?.name ?? '', masked ? maskRecord(record) : record);
    }).join('');
  switch (format) {
    case 'csv': return csvHeading() + each((file, record) => csvRecord(file, record, catalog));
    case 'csv-bom': return BYTE_ORDER_MARK + csvHeading() + each((file, record) => csvRecord(file, record, catalog));
    case 'ndjson': return each(ndjsonLine);
    case 'markdown': return panelMarkdown(chosenModel(data, ids), data, rows, masked);
    case 'json': {
      const { figures, headline } = chosenModel(data, ids);
      const bounces = rows.map(({ id, file }) => recordLine(data.files[file]?.name ?? '', masked ? maskRecord(records[id]!.record) : records[id]!.record));
      return `${JSON.stringify({ summary: headlineText(headline), bounces: figures.bounces, addresses: figures.addresses, ...figures.types, delivered: data.delivered, read: data.read, records: bounces }, null, 2)}\n`;
    }
  }
}
