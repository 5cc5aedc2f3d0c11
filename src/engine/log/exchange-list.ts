/**
 * What the Exchange shell prints of deliveries: `Get-MessageTrackingLog`, `Get-MessageTrace`, `Get-MessageTraceDetail`. With `| Format-List`
 * each entry is a block of names and values; long values go on below, indented. Else it is a row of a table, whose header is underlined; what
 * does not fit ends with an ellipsis, or goes on below. A recipient's status is told as `{LED=...}`, the last error.
 *
 *   EventId         : FAIL
 *   Recipients      : {a@example.net}
 *   RecipientStatus : {[{LRT=};{LED=550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found};{FQDN=};{IP=}]}
 *
 *   EventId  Source   Sender            Recipients        MessageSubject
 *   -------  ------   ------            ----------        --------------
 *   FAIL     ROUTING  news@example.org  {a@example.net}   Hello
 */
import { newRecord } from '../new-record';
import type { Action, BounceRecord } from '../record';
import type { LineReader, LogFormat, Sink } from '../source';
import { columnsUnder, type TableColumn } from './csv-line';
import { readWords, setRecipient } from './words';

const FIELD = /^([A-Z][A-Za-z]{1,40}(?: [A-Z][A-Za-z]{0,20}){0,3})\s{0,40}: ?/;
const ACTIONS: Readonly<Record<string, Action>> = { fail: 'failed', failed: 'failed', defer: 'delayed', deliver: 'delivered', delivered: 'delivered', retry: 'delayed', send: 'delivered', 'send external': 'delivered' };
const HEADER = /^(?=.{0,400}\b(?:EventId|Event|Status)\b)(?=.{0,400}\b(?:Recipient(?:s|Status| ?Address)|Detail)\b).{1,1000}\r?\n-{2,80}(?: {1,200}-{2,80}){1,30} {0,200}\r?$/m;
/** Scripts print the last error as the status. */
const STATED: Readonly<Record<string, Action>> = { 4: 'delayed', 5: 'failed' };
const ADDRESS = /[^\s{},;<>"']{1,128}@[\w.-]{1,255}\w/g;
/** What the column was too narrow for; the ellipsis may be read as bytes. */
const CUT = /[^\s,;{]{0,320}(?:\.{3}|\u2026|\xe2\x80\xa6)\s{0,400}$/;
/** A value that goes on over more lines than that is no value. */
const MOST_PIECES = 100;

/** A part of a value, on one line. */
interface Piece {
  readonly text: string;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

export const exchangeList: LogFormat = {
  kind: 'log',
  id: 'exchange-list',
  name: 'Exchange shell listing',
  stateless: false,
  detect: ({ text }) => /^(?:EventId|Event|Status) {1,40}: \S/m.test(text) && /^(?:Recipients|RecipientAddress|RecipientStatus|(?:Status|Detail)(?= {1,40}: .{0,40}\{LED=)) {1,40}: /m.test(text) || text.includes('\n--') && HEADER.test(text) && /\{LED=|\{\S{1,128}@|Recipient ?Address/.test(text) ? 0.9 : 0,
  open: (_options, sink): LineReader => new ListReader(sink),
};

class ListReader implements LineReader {
  private readonly values = new Map<string, Piece[]>();
  private last = '';
  private before = '';
  /** Null outside tables. */
  private columns: readonly TableColumn[] | null = null;

  constructor(private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const columns = columnsUnder(this.before, text);
    if (columns) this.columns = columns;
    else if (text.trim() === '' || (this.columns && !isRow(text, this.columns))) {
      this.end();
      this.columns = null;
    } else if (this.columns) this.row(text, start, line, this.columns);
    else this.field(text, start, line);
    this.before = text;
  }

  private field(text: string, start: number, line: number): void {
    const field = FIELD.exec(text);
    const to = text.length;
    if (field) {
      const name = field[1]!.replace(/ /g, '');
      if (this.values.has(name)) this.end(); // the blank line between entries got lost
      this.piece(this.last = name, { text, start, from: field[0].length, to, line });
    } else if (this.last && /^\s/.test(text)) this.piece(this.last, { text, start, from: to - text.trimStart().length, to, line });
  }

  private row(text: string, start: number, line: number, columns: readonly TableColumn[]): void {
    if (!text.startsWith(' ')) this.end(); // else the row before goes on
    for (const { name, from, to = text.length } of columns) {
      if (text.slice(from, to).trim() !== '') this.piece(name.replace(/ /g, ''), { text, start, from, to: Math.min(to, text.length), line });
    }
  }

  private piece(name: string, piece: Piece): void {
    const pieces = this.values.get(name) ?? [];
    this.values.set(name, pieces);
    if (pieces.length < MOST_PIECES) pieces.push(piece);
  }

  end(): void {
    const outcome = this.text('EventId') ?? this.text('Event') ?? this.text('Status') ?? '';
    const action = ACTIONS[outcome.toLowerCase()] ?? STATED[/\{LED=([45])\d\d /.exec(outcome)?.[1] ?? ''];
    if (action) this.recipients(action);
    this.values.clear();
    this.last = '';
  }

  private recipients(action: Action): void {
    const pieces = ['Recipients', 'RecipientAddress', 'To'].flatMap((name) => this.values.get(name) ?? []);
    let named = false;
    for (const piece of pieces) {
      for (const { index, 0: address } of valueOf(piece).replace(CUT, '').split('[{', 1)[0]!.matchAll(ADDRESS)) {
        this.record(piece, action, piece.from + index, piece.from + index + address.length);
        named = true;
      }
    }
    const place = pieces[0] ?? this.values.get('Detail')?.[0]; // of a recipient who was asked for, or masked
    if (!named && place) this.record(place, action, 0, 0);
  }

  /** @param from offset of the recipient in the piece @param to after it */
  private record({ text, start, line }: Piece, action: Action, from: number, to: number): void {
    const record = newRecord('exchange-list', line, { start, end: start + text.length });
    record.action = action;
    setRecipient(record, text, start, from, to);
    record.sender = this.text('Sender') ?? this.text('SenderAddress');
    record.queueId = this.text('MessageId') ?? this.text('MessageTraceID');
    if (action !== 'delivered') this.words(record);
    this.sink.record(record);
  }

  /** The last error, or all that is said. */
  private words(record: BounceRecord): void {
    const values = ['RecipientStatus', 'Detail', 'LastError', 'Status', 'Recipients'].flatMap((name) => [this.values.get(name) ?? []]);
    const holdsError = (piece: Piece): boolean => valueOf(piece).includes('{LED=');
    const value = values.find((pieces) => pieces.some(holdsError)) ?? [...values[0]!, ...values[1]!];
    const [piece, ...below] = value.slice(Math.max(0, value.findIndex(holdsError)));
    if (!piece) return;
    const from = piece.from + /^(?:.{0,8000}?\{LED=|[\s[{]{1,200})?/.exec(valueOf(piece))![0].length;
    const close = piece.text.indexOf('}', from);
    const closes = close >= 0 && close < piece.to;
    readWords(record, piece.text, piece.start, from, closes ? close : piece.to);
    const last = below[below.length - 1];
    if (closes || !last || !record.at.diagnostic) return;
    record.diagnostic += ` ${below.map((one) => valueOf(one).trim()).join(' ').split('}', 1)[0]!}`;
    record.encodedIn = { start: record.at.diagnostic.start, end: last.start + last.to };
    delete record.at.diagnostic;
  }

  private text(name: string): string | null {
    const text = this.values.get(name)?.map((piece) => valueOf(piece).trim()).join(' ').trim() ?? '';
    return text === '' || CUT.test(text) ? null : text;
  }
}

/** Whether most of the columns have a blank before them: what another program writes below a table is no row of it. */
function isRow(text: string, columns: readonly TableColumn[]): boolean {
  const blanks = columns.filter(({ from }) => from === 0 || from > text.length || text.charCodeAt(from - 1) === 32);
  return 2 * blanks.length > columns.length;
}

const valueOf = ({ text, from, to }: Piece): string => text.slice(from, to);
