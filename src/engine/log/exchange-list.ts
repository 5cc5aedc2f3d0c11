/**
 * What the Exchange shell prints of deliveries with `| Format-List`: `Get-MessageTrackingLog`, `Get-MessageTrace`, `Get-MessageTraceDetail`.
 * Each entry is a block of names and values; long values go on below, indented. A recipient's status is told as `{LED=...}`, the last error.
 *
 *   EventId         : FAIL
 *   Recipients      : {a@example.net}
 *   RecipientStatus : {[{LRT=};{LED=550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found};{FQDN=};{IP=}]}
 */
import { newRecord } from '../new-record';
import type { Action } from '../record';
import type { LineReader, LogFormat, Sink } from '../source';
import { readWords, setRecipient } from './words';

const FIELD = /^([A-Z][A-Za-z]{1,40}(?: [A-Z][A-Za-z]{0,20}){0,3})\s{0,40}: ?/;
const ACTIONS: Readonly<Record<string, Action>> = { fail: 'failed', failed: 'failed', defer: 'delayed', deliver: 'delivered', delivered: 'delivered', send: 'delivered', 'send external': 'delivered' };
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
  detect: ({ text }) => /^(?:EventId|Event|Status) {1,40}: \S/m.test(text) && /^(?:Recipients|RecipientAddress|RecipientStatus|Status(?= {1,40}: \[?\{LED=)) {1,40}: /m.test(text) ? 0.9 : 0,
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
    const pieces = ['Recipients', 'RecipientAddress', 'To'].flatMap((name) => this.values.get(name)?.pieces ?? []);
    if (action) for (const piece of pieces) this.recipients(piece, action, pieces.length === 1);
    this.values.clear();
    this.last = null;
  }

  /** @param only no other piece names recipients: where it has no address either, it was masked */
  private recipients({ text, start, from, line }: Value['pieces'][number], action: Action, only: boolean): void {
    const found = [...text.slice(from).matchAll(ADDRESS)];
    for (const { index, 0: address } of found.length > 0 || !only ? found : [{ index: 0, 0: '' }]) {
      const record = newRecord('exchange-list', line, { start, end: start + text.length });
      record.action = action;
      setRecipient(record, text, start, from + index, from + index + address.length);
      record.sender = this.text('Sender') ?? this.text('SenderAddress');
      record.queueId = this.text('MessageId') ?? this.text('Message Trace ID');
      const status = this.values.get('RecipientStatus') ?? this.values.get('Detail') ?? this.values.get('Status');
      if (action !== 'delivered' && status) this.words(record, status);
      this.sink.record(record);
    }
  }

  /** The last error, or all that is said; where it goes on below, its beginning is the place. */
  private words(record: Parameters<typeof readWords>[0], status: Value): void {
    const at = status.pieces.findIndex((piece) => piece.text.includes('{LED='));
    const piece = status.pieces[Math.max(at, 0)]!;
    const led = at < 0 ? piece.from : piece.text.indexOf('{LED=') + 5;
    const close = piece.text.indexOf('}', led);
    readWords(record, piece.text, piece.start, led, close < 0 ? piece.text.length : close);
  }

  private text(name: string): string | null {
    return this.values.get(name)?.pieces.map((piece) => piece.text.slice(piece.from).trim()).join(' ').trim() || null;
  }
}
