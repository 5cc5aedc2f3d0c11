/**
 * Bounce and suppression lists that services export as CSV. Most have the columns of the same service's JSON, so its file in this folder
 * reads them: SendGrid (`status,reason,email,created`, its activity), Mailgun (`address,code,error,created_at`), SparkPost, Postmark,
 * Amazon SES (addresses with `BOUNCE` or `COMPLAINT`, no header). The others are read by what their columns are called.
 */
import { columnsUnder, splitFields, type TableColumn } from '../log/csv-line';
import type { LineReader, LogFormat, ReadOptions, Sink } from '../source';
import { columnShape, columnsIn } from './csv-columns';
import { CsvRows } from './csv-rows';
import { rowObjects } from './csv-value';
import { eventRecord, type EventShape } from './event-shape';
import { lineCounter } from './json-values';

/** The bar stands in tables of Markdown and of consoles. */
const SEPARATORS = [',', ';', '\t', '|'];
/** A line of a table. */
const RULE = /^[\s|+:=-]{0,2000}$/;
/** Rows that are looked at before a file is taken. */
const SAMPLED = 50;
/** The header may follow a line or two about the export. */
const LAST_HEADER_LINE = 5;
const SES_ROW = /^"?[^\s",@]{1,128}@[^\s",@]{1,255}"?,"?(?:BOUNCE|COMPLAINT)"?\s{0,4}$/;

interface Header {
  readonly names: readonly string[];
  readonly separator: string;
  /** Where each column begins, in tables of consoles. */
  readonly starts?: readonly number[] | undefined;
  /** The shape for rows that are in nobody's known form. */
  readonly byColumns: EventShape;
}

/** @param shapes the services */
export function csvFormat(shapes: () => readonly EventShape[]): LogFormat {
  return {
    kind: 'log',
    id: 'csv',
    name: 'Bounce export (CSV)',
    stateless: false,
    detect: ({ text }) => {
      let known = 0;
      let other = 0;
      let rows = 0;
      const reader = new CsvReader(shapes(), (shape) => { if (shape === null) rows++; else if (shape.id === 'csv') other++; else known++; }, null);
      text.slice(0, 32_768).replace(/\r\n?/g, '\n').split('\n', SAMPLED).every((line, i) => {
        reader.line(line, 0, i + 1);
        return reader.hasHeader || i < LAST_HEADER_LINE;
      });
      reader.end();
      return known > 0 ? 0.92 : other > rows ? 0.6 : 0;
    },
    open: (_options: ReadOptions, sink) => new CsvReader(shapes(), null, sink),
  };
}

class CsvReader implements LineReader {
  private header: Header | null = null;
  private readonly rows = new CsvRows(() => this.header?.separator ?? '\n', (row, start, line) => this.row(row, start, line));
  private last: EventShape | null = null;
  /** The line before, where no header was found yet. */
  private above = '';

  /** @param seen is told the shape of every row, null for a row of no shape @param sink null: only looked at */
  constructor(private readonly shapes: readonly EventShape[], private readonly seen: ((shape: EventShape | null) => void) | null, private readonly sink: Sink | null) {}

  get hasHeader(): boolean {
    return this.header !== null;
  }

  line(text: string, start: number, line: number): void {
    if (this.header) return this.rows.line(text, start, line);
    if (line > LAST_HEADER_LINE) return;
    this.header = readHeader(text) ?? headerAbove(columnsUnder(this.above, text));
    this.above = text;
    if (this.header && SES_ROW.test(withoutMark(text))) this.rows.line(text, start, line);
  }

  end(): void {
    this.rows.end();
  }

  private row(text: string, start: number, line: number): void {
    const { names, separator, starts, byColumns } = this.header!;
    if (!text.includes(separator) || RULE.test(text)) return;
    const { whole, filled } = rowObjects(text, start, names, separator, starts);
    if (!this.last?.recognises(whole)) this.last = this.shapes.find((shape) => shape.recognises(whole)) ?? (byColumns.recognises(filled) ? byColumns : null);
    const shape = this.last;
    this.seen?.(shape);
    if (!shape || !this.sink) return;
    this.sink.message();
    const lineOf = lineCounter(text, line, start);
    shape.read(filled, (facts) => this.sink!.record(eventRecord(shape.id, facts, lineOf(facts.place.span.start))));
  }
}

/** A line that names an address and something about it, and holds no address. */
function readHeader(line: string): Header | null {
  const text = withoutMark(line);
  if (text.length > 20_000) return null;
  if (SES_ROW.test(text)) return headerOf(['EmailAddress', 'Reason'], ',');
  if (text.includes('@') && !/["',;\t]@timestamp/.test(text)) return null;
  const separator = SEPARATORS.reduce((best, one) => text.split(one).length > text.split(best).length ? one : best);
  return headerOf(splitFields(text, separator).map((field) => field.value.trim()), separator);
}

function headerAbove(columns: readonly TableColumn[] | null): Header | null {
  return columns && headerOf(columns.map(({ name }) => name), ' ', columns.map(({ from }) => from));
}

function headerOf(names: readonly string[], separator: string, starts?: readonly number[]): Header | null {
  const columns = columnsIn(names);
  return names.length > 1 && columns.has('recipient') && (columns.has('outcome') || columns.has('words') || columns.has('code')) ? { names, separator, starts, byColumns: columnShape(names) } : null;
}

function withoutMark(text: string): string {
  return text.replace(/^(?:\ufeff|ï»¿)/, '');
}
