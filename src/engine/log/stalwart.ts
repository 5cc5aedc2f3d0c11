/**
 * Stalwart: `time LEVEL words (event) key = value, ...`.
 *
 *   2026-02-01T10:00:00Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 1, from = "b@example.org", to = ["a@example.net"], hostname = "mx.example.net", to = "a@example.net", code = 550, details = "no such user", elapsed = 0ms
 *
 * `delivery.dsn-perm-fail` is the notice about a failure: it counts only where the failure itself was not logged (no server was reached).
 */
import type { Action, Stage } from '../record';
import type { LogFormat } from '../source';
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
  needles: ['(delivery.', '(smtp.'],
  detect: ({ text }) => /^.{0,80}\b(?:INFO|WARN|ERROR|DEBUG|TRACE) [^(\n]{3,100} \((?:delivery|smtp|queue|message-ingest|housekeeper|server|auth|network)\.[a-z-]{3,40}\)(?: |$)/m.test(text) ? 0.93 : 0,
  open: (options, sink) => {
    const header = new HeaderReader(options.referenceTime);
    const seen = new Set<string>();
    return {
      line(text, start, line) {
        const event = EVENT.exec(text)?.[1];
        if (!event) return;
        const notice = event === 'delivery.dsn-perm-fail' || event === 'delivery.dsn-temp-fail';
        const delivered = event === 'delivery.delivered';
        if (!(event in STAGES) && !notice && !delivered) return;
        const from = text.indexOf(`(${event})`) + event.length + 2;
        const to = lastField(text, 'to', from);
        const code = lastField(text, 'code', from);
        const reply = code ? text.slice(code.start, code.start + 3) : null;
        const record = beginRecord('stalwart', text, start, line, header);
        record.reportingMta = null;
        const key = `${firstField(text, 'queueId', from)} ${to ? text.slice(to.start, to.end) : ''}`;
        if (notice && seen.delete(key)) return;
        record.action = actionOf(event, reply);
        if (!notice && record.action !== 'delivered') seen.add(key);
        if (seen.size > MOST_OPEN) seen.delete(seen.values().next().value!);
        record.stage = STAGES[event] ?? null;
        record.queueId = firstField(text, 'queueId', from);
        record.sender = firstField(text, 'from', from);
        const host = lastField(text, 'hostname', from);
        if (host) record.remoteMta = text.slice(host.start, host.end).toLowerCase();
        if (to) setRecipient(record, text, start, to.start, to.end);
        if (reply && /^[245]\d\d$/.test(reply)) {
          record.replyCode = reply;
          record.at.replyCode = { start: start + code!.start, end: start + code!.start + 3 };
        }
        const details = lastField(text, 'details', from);
        if (details) readWords(record, text, start, details.start, details.end);
        sink.record(record);
      },
    };
  },
};

function actionOf(event: string, reply: string | null): Action {
  if (event === 'delivery.delivered') return 'delivered';
  if (event.startsWith('smtp.')) return 'rejected';
  if (event === 'delivery.dsn-temp-fail') return 'delayed';
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
