/**
 * Stalwart: `time LEVEL words (event) key = value, ...`.
 *
 *   2026-02-01T10:00:00Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 1, from = "b@example.org", to = ["a@example.net"], hostname = "mx.example.net", to = "a@example.net", code = 550, details = "no such user", elapsed = 0ms
 *
 * `delivery.dsn-perm-fail` is the notice about a failure: it counts only where the failure itself was not logged (no server was reached).
 * So does `queue.rescheduled` for those recipients of which the attempt said nothing; why is told by the vain connections before it.
 */
import type { Action, BounceRecord, Stage } from '../record';
import type { LineReader, LogFormat, Sink } from '../source';
import { beginRecord } from './begin';
import { HeaderReader } from './syslog';
import { readWords, setRecipient } from './words';

const EVENT = /^[^(]{10,160}\(((?:delivery|smtp|queue)\.[a-z-]{3,40})\) /;
const STAGES: Readonly<Record<string, Stage>> = {
  'delivery.rcpt-to-rejected': 'rcpt', 'delivery.mail-from-rejected': 'mail', 'delivery.message-rejected': 'eod', 'delivery.ehlo-rejected': 'helo', 'delivery.greeting-failed': 'connect',
  'smtp.mailbox-does-not-exist': 'rcpt', 'smtp.relay-not-allowed': 'rcpt', 'smtp.rcpt-to-rejected': 'rcpt', 'smtp.rcpt-to-greylisted': 'rcpt',
};
/** Failures whose notice is still to come. */
const MOST_OPEN = 10_000;

export const stalwart: LogFormat = {
  kind: 'log',
  id: 'stalwart',
  name: 'Stalwart log',
  stateless: false,
  needles: ['(delivery.', '(smtp.', '(queue.rescheduled)'],
  detect: ({ text }) => /^.{0,80}\b(?:INFO|WARN|ERROR|DEBUG|TRACE) [^(\n]{3,100} \((?:delivery|smtp|queue|message-ingest|housekeeper|server|auth|network)\.[a-z-]{3,40}\)(?: |$)/m.test(text) ? 0.93 : 0,
  open: (options, sink) => new StalwartReader(new HeaderReader(options.referenceTime), sink),
};

class StalwartReader implements LineReader {
  /** Failures whose notice is still to come: action, message and recipient. */
  private readonly noticed = new Set<string>();
  /** What became of a recipient: in the attempt that runs (delayed), or for good. */
  private readonly outcomes = new Map<string, Action>();
  /** By message: why no server was reached. */
  private readonly reasons = new Map<string, string>();

  constructor(private readonly header: HeaderReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const event = EVENT.exec(text)?.[1];
    if (!event) return;
    const from = text.indexOf(`(${event})`) + event.length + 2;
    const id = firstField(text, 'queueId', from);
    if (event === 'queue.rescheduled') return this.rescheduled(id, text, start, line, from);
    const notice = event === 'delivery.dsn-perm-fail' || event === 'delivery.dsn-temp-fail';
    const delivered = event === 'delivery.delivered';
    if (!(event in STAGES) && !notice && !delivered) {
      const reason = lastField(text, 'reason', from);
      if (reason && id) remember(this.reasons, id, text.slice(reason.start, reason.end));
      return;
    }
    const to = lastField(text, 'to', from);
    const key = `${id} ${to ? text.slice(to.start, to.end) : ''}`;
    const code = lastField(text, 'code', from);
    const reply = code ? text.slice(code.start, code.start + 3) : null;
    const action = actionOf(event, reply);
    if (notice && this.noticed.delete(`${action} ${key}`)) return;
    const record = this.begin(text, start, line, id, from);
    record.action = action;
    remember(this.outcomes, key, action);
    if (!notice && !delivered) this.await(`${action} ${key}`);
    record.stage = STAGES[event] ?? null;
    const host = lastField(text, 'hostname', from);
    if (host) record.remoteMta = text.slice(host.start, host.end).toLowerCase();
    if (to) setRecipient(record, text, start, to.start, to.end);
    if (reply && /^[245]\d\d$/.test(reply)) {
      record.replyCode = reply;
      record.at.replyCode = { start: start + code!.start, end: start + code!.start + 3 };
    }
    const details = lastField(text, 'details', from);
    if (details) readWords(record, text, start, details.start, details.end);
    this.sink.record(record);
  }

  /** The message is tried again: a delay of each recipient of whom the attempt said nothing. */
  private rescheduled(id: string | null, text: string, start: number, line: number, from: number): void {
    const list = text.indexOf(' to = [', from - 1);
    const end = list < 0 ? -1 : text.indexOf(']', list);
    for (let quote = text.indexOf('"', list); quote >= 0 && quote < end;) {
      const close = text.indexOf('"', quote + 1);
      if (close < 0) return;
      const key = `${id} ${text.slice(quote + 1, close)}`;
      const known = this.outcomes.get(key);
      if (known === 'delayed') this.outcomes.delete(key); // told already; the next attempt will tell anew
      if (!known) {
        const record = this.begin(text, start, line, id, from);
        record.action = 'delayed';
        setRecipient(record, text, start, quote + 1, close);
        record.diagnostic = id === null ? null : this.reasons.get(id) ?? null;
        this.await(`delayed ${key}`);
        this.sink.record(record);
      }
      quote = text.indexOf('"', close + 1);
    }
  }

  private begin(text: string, start: number, line: number, id: string | null, from: number): BounceRecord {
    const record = beginRecord('stalwart', text, start, line, this.header);
    record.reportingMta = null;
    record.queueId = id;
    record.sender = firstField(text, 'from', from);
    return record;
  }

  private await(key: string): void {
    this.noticed.add(key);
    if (this.noticed.size > MOST_OPEN) this.noticed.delete(this.noticed.values().next().value!);
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MOST_OPEN) map.delete(map.keys().next().value!);
}

function actionOf(event: string, reply: string | null): Action {
  if (event === 'delivery.delivered') return 'delivered';
  if (event.startsWith('smtp.')) return 'rejected';
  if (event.startsWith('delivery.dsn-')) return event === 'delivery.dsn-perm-fail' ? 'failed' : 'delayed';
  return reply?.startsWith('4') ? 'delayed' : 'failed';
}

/** `name = "text"`, `name = ["a"]`, `name = word`: the value that was written last (the recipient's own, after the message's). */
function lastField(text: string, name: string, from: number): { start: number; end: number } | null {
  const at = text.lastIndexOf(` ${name} = `);
  return at < from - 1 ? null : valueAt(text, at + name.length + 4);
}

function firstField(text: string, name: string, from: number): string | null {
  const at = text.indexOf(` ${name} = `, from - 1);
  if (at < 0) return null;
  const value = valueAt(text, at + name.length + 4);
  return text.slice(value.start, value.end).replace(/^<|>$/g, '');
}

function valueAt(text: string, start: number): { start: number; end: number } {
  let at = start;
  if (text.charCodeAt(at) === 91) at++;
  if (text.charCodeAt(at) === 34) { // quotes inside are not escaped: the value ends where a quote is followed by a comma or the end
    for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) if (/^"(?:\]?,|\]?\s{0,4}$|\s?\})/.test(text.slice(end, end + 6)) || end === text.length - 1) return { start: at + 1, end };
    return { start: at + 1, end: text.length };
  }
  const nested = text.indexOf('{', at);
  const comma = text.indexOf(', ', at);
  if (nested >= 0 && (comma < 0 || nested < comma)) {
    const close = text.indexOf('}', nested);
    return { start: at, end: close < 0 ? text.length : close + 1 };
  }
  return { start: at, end: comma < 0 ? text.length : comma };
}
