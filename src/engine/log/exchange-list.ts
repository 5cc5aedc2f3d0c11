/**
 * What the Exchange shell prints of deliveries with `| Format-List`: `Get-MessageTrackingLog`, `Get-MessageTrace`, `Get-MessageTraceDetail`.
 * Each entry is a block of names and values; long values go on below, indented. A recipient's status is told as `{LED=...}`, the last error.
 *
 *   EventId         : FAIL
 *   Recipients      : {a@example.net}
 *   RecipientStatus : {[{LRT=};{LED=550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found};{FQDN=};{IP=}]}
 */
import { newRecord } from '../new-record';
import type { Action, BounceRecord } from '../record';
import type { LineReader, LogFormat, Sink } from '../source';
import { readWords, setRecipient } from './words';

const FIELD = /^([A-Z][A-Za-z]{1,40}(?: [A-Z][A-Za-z]{0,20}){0,3})\s{0,40}: ?/;
const ACTIONS: Readonly<Record<string, Action>> = { fail: 'failed', failed: 'failed', defer: 'delayed', deliver: 'delivered', delivered: 'delivered', retry: 'delayed', send: 'delivered', 'send external': 'delivered' };
/** Scripts print the last error as the status. */
const STATED: Readonly<Record<string, Action>> = { 4: 'delayed', 5: 'failed' };
const ADDRESS = /[^\s{},;<>"']{1,128}@[\w.-]{1,255}\w/g;
/** A value that goes on over more lines than that is no value. */
const MOST_PIECES = 100;

interface Value {
  readonly pieces: { readonly text: string; readonly start: number; readonly from: number; readonly line: number }[];
}

export const exchangeList: LogFormat = {
  kind: 'log',
  id: 'exchange-list',
  name: 'Exchange shell listing',
  stateless: false,
  detect: ({ text }) => /^(?:EventId|Event|Status) {1,40}: \S/m.test(text) && /^(?:Recipients|RecipientAddress|RecipientStatus|(?:Status|Detail)(?= {1,40}: .{0,40}\{LED=)) {1,40}: /m.test(text) ? 0.9 : 0,
  open: (_options, sink): LineReader => new ListReader(sink),
};

class ListReader implements LineReader {
  private readonly values = new Map<string, Value>();
  private last: Value | null = null;

  constructor(private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const field = FIELD.exec(text);
    if (field) {
      if (this.values.has(field[1]!)) this.end(); // the blank line between entries got lost
      this.last = { pieces: [{ text, start, from: field[0].length, line }] };
      this.values.set(field[1]!, this.last);
    } else if (text.trim() === '') this.end();
    else if (this.last && /^\s/.test(text) && this.last.pieces.length < MOST_PIECES) this.last.pieces.push({ text, start, from: text.length - text.trimStart().length, line });
  }

  end(): void {
    const outcome = this.text('EventId') ?? this.text('Event') ?? this.text('Status') ?? '';
    const action = ACTIONS[outcome.toLowerCase()] ?? STATED[/\{LED=([45])\d\d /.exec(outcome)?.[1] ?? ''];
    if (action) this.recipients(action);
    this.values.clear();
    this.last = null;
  }

  private recipients(action: Action): void {
    const pieces = ['Recipients', 'RecipientAddress', 'To'].flatMap((name) => this.values.get(name)?.pieces ?? []);
    let named = false;
    for (const piece of pieces) {
      for (const { index, 0: address } of piece.text.slice(piece.from).split('[{', 1)[0]!.matchAll(ADDRESS)) {
        this.record(piece, action, piece.from + index, piece.from + index + address.length);
        named = true;
      }
    }
    const place = pieces[0] ?? this.values.get('Detail')?.pieces[0]; // of a recipient who was asked for, or masked
    if (!named && place) this.record(place, action, 0, 0);
  }

  /** @param from offset of the recipient in the piece @param to after it */
  private record({ text, start, line }: Value['pieces'][number], action: Action, from: number, to: number): void {
    const record = newRecord('exchange-list', line, { start, end: start + text.length });
    record.action = action;
    setRecipient(record, text, start, from, to);
    record.sender = this.text('Sender') ?? this.text('SenderAddress');
    record.queueId = this.text('MessageId') ?? this.text('Message Trace ID');
    if (action !== 'delivered') this.words(record);
    this.sink.record(record);
  }

  /** The last error, or all that is said; where it goes on below, its beginning is the place. */
  private words(record: BounceRecord): void {
    const values = ['RecipientStatus', 'Detail', 'LastError', 'Status', 'Recipients'].flatMap((name) => this.values.get(name) ?? []);
    const holdsError = ({ text }: { text: string }): boolean => text.includes('{LED=');
    const piece = values.flatMap(({ pieces }) => pieces).find(holdsError) ?? this.values.get('RecipientStatus')?.pieces[0] ?? this.values.get('Detail')?.pieces[0];
    if (!piece) return;
    const from = holdsError(piece) ? piece.text.indexOf('{LED=') + 5 : piece.from;
    const close = piece.text.indexOf('}', from);
    readWords(record, piece.text, piece.start, from, close < 0 ? piece.text.length : close);
  }

  private text(name: string): string | null {
    return this.values.get(name)?.pieces.map((piece) => piece.text.slice(piece.from).trim()).join(' ').trim() || null;
  }
}
