/**
 * Haraka: outbound results and refusals by plugins.
 *
 *   [NOTICE] [6C2D.1.1] [outbound] recipient <a@example.net> rejected: 550 5.1.1 no such user
 *   [INFO] [6C2D.1.1] [outbound] bouncing mail: No Such Domain: example.net
 *   [INFO] [6C2D.1.1] [outbound] Temp failing 1700000000_0_1.host for 64 seconds: Upstream error: 421 later
 *   [NOTICE] [6C2D.1] [core] delivered file=1700 domain="example.net" host="mx.example.net" response="OK"
 *   [INFO] [6C2D.1] [core] hook=rcpt plugin=rcpt_to.in_host_file function=hook_rcpt params="<a@example.com>" retval=DENY msg="no such user"
 *
 * With `format=logfmt` the same words stand in members: level=NOTICE uuid=6C2D.1.1 source=outbound message="recipient <a@..." (JSON: see `wrapped.ts`).
 *
 * The line about the message follows the lines about its recipients: it counts only where no recipient was named before.
 */
import type { Action, BounceRecord } from '../record';
import type { LineReader, LogFormat, Sink } from '../source';
import { beginRecord } from './begin';
import { stageAt } from './stage';
import { HeaderReader } from './syslog';
import { readWords, setRecipient } from './words';

/** Messages whose recipients were named, kept to leave their summary line out. */
const MOST_REMEMBERED = 10_000;
const HEAD = /\[(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRIT|ALERT|PROTOCOL|DATA)\] \[([0-9A-Fa-f-]{1,40}(?:\.\d{1,6}){0,4})\] \[[\w./-]{1,60}\] /;
const LOGFMT_HEAD = /\blevel=(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRIT|ALERT|PROTOCOL|DATA) uuid=([0-9A-Fa-f-]{1,40}(?:\.\d{1,6}){0,4}) (?:source|origin)=[\w./-]{1,60} message="?/;
/** Level and id are left out where people quote a line. */
const SHORT_HEAD = /(?:^|\s)\[outbound\] (?=recipient <|[Bb]ouncing mail: |Temp failing )/;
const RECIPIENT = /recipient <?([^\s<>]{1,320})>? (rejected|deferred): /;

export const haraka: LogFormat = {
  kind: 'log',
  id: 'haraka',
  name: 'Haraka log',
  stateless: false,
  needles: ['recipient ', 'ouncing mail: ', 'C: RCPT TO:<', 'Temp failing ', 'delivered ', 'delivered" ', 'retval=DENY', 'retval="DENY', 'bounced'],
  detect: ({ text }) => HEAD.test(text) || LOGFMT_HEAD.test(text) ? 0.9 : 0,
  open: (options, sink): LineReader => new HarakaReader(new HeaderReader(options.referenceTime), sink),
};

class HarakaReader implements LineReader {
  private readonly named = new Map<string, true>();
  /** By dialogue, where the log shows it: to whom it goes. */
  private readonly asked = new Map<string, readonly string[]>();

  constructor(private readonly header: HeaderReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const head = HEAD.exec(text) ?? LOGFMT_HEAD.exec(text) ?? SHORT_HEAD.exec(text);
    if (!head) return;
    const id = head[1] ?? '';
    const from = head.index + head[0].length;
    const end = head[0].endsWith('"') ? quoteEnd(text, from) : text.length; // of the message
    const begin = (action: Action): BounceRecord => {
      const record = beginRecord('haraka', text, start, line, this.header);
      record.action = action;
      record.queueId = id || null;
      return record;
    };
    const recipient = RECIPIENT.exec(text.slice(from, from + 500));
    if (recipient) {
      const record = begin(recipient[2] === 'rejected' ? 'failed' : 'delayed');
      const at = text.indexOf(recipient[1]!, from);
      setRecipient(record, text, start, at, at + recipient[1]!.length);
      readWords(record, text, start, from + recipient.index + recipient[0].length, end);
      remember(this.named, id, true);
      this.sink.record(record);
    } else if (text.startsWith('ouncing mail: ', from + 1)) {
      this.message(id, text, start, from + 15, end, () => begin('failed'));
    } else if (text.startsWith('Temp failing ', from)) {
      const seconds = text.indexOf(' seconds: ', from);
      const upstream = text.indexOf('Upstream error: ', from);
      this.message(id, text, start, upstream > 0 ? upstream + 16 : seconds > 0 ? seconds + 10 : from, end, () => begin('delayed'));
    } else if (text.startsWith('C: RCPT TO:<', from)) {
      const close = text.indexOf('>', from);
      if (head[0].includes('[outbound]') && close > 0) remember(this.asked, id, [...this.asked.get(id) ?? [], text.slice(from + 12, close)]);
    } else if ((text.startsWith('delivered ', from) || text.startsWith('delivered" ', from))) {
      this.named.delete(id);
      this.asked.delete(id);
      const record = begin('delivered');
      const host = valueOf(text, 'host', from);
      if (host) record.remoteMta = text.slice(host.start, host.end).toLowerCase();
      const response = valueOf(text, 'response', from);
      if (response) readWords(record, text, start, response.start, response.end);
      this.sink.record(record);
    } else {
      this.refusal(text, start, from, begin);
    }
  }

  /** `hook=rcpt ... params="<a@example.com>" retval=DENY msg="..."`; DENYSOFT is temporary, DENYDISCONNECT also hangs up. */
  private refusal(text: string, start: number, from: number, begin: (action: Action) => BounceRecord): void {
    const value = valueOf(text, 'retval', from);
    if (!value || !text.startsWith('DENY', value.start)) return;
    const hook = valueOf(text, 'hook', from);
    const name = hook ? text.slice(hook.start, hook.end) : '';
    if (!/^(?:connect|helo|ehlo|mail|rcpt|data|data_post|queue|lookup_rdns)$/.test(name)) return;
    const record = begin('rejected');
    record.stage = name.startsWith('data') || name === 'queue' ? 'eod' : stageAt(name.toUpperCase(), 0);
    const params = valueOf(text, 'params', from);
    if (params && name === 'rcpt') {
      const bracket = text.indexOf('<', params.start);
      const end = text.indexOf('>', bracket);
      if (bracket >= 0 && end > 0 && end <= params.end) setRecipient(record, text, start, bracket, end);
      else setRecipient(record, text, start, params.start, Math.min(params.end, text.indexOf(' ', params.start) < 0 ? params.end : text.indexOf(' ', params.start)));
    }
    const message = valueOf(text, 'msg', from);
    if (message) readWords(record, text, start, message.start, message.end);
    this.sink.record(record);
  }

  /** What became of a message is told of its recipients where they were not named. */
  private message(id: string, text: string, start: number, from: number, to: number, begin: () => BounceRecord): void {
    const asked = new Set(this.asked.get(id) ?? [null]);
    this.asked.delete(id);
    if (this.named.delete(id)) return;
    for (const recipient of asked) {
      const record = begin();
      record.recipient = recipient;
      readWords(record, text, start, from, to);
      this.sink.record(record);
    }
  }
}

function remember<T>(map: Map<string, T>, id: string, value: T): void {
  map.set(id, value);
  if (map.size > MOST_REMEMBERED) map.delete(map.keys().next().value!);
}

/** `name=word` or `name="several words"`: the range of the value. */
function valueOf(text: string, name: string, from: number): { start: number; end: number } | null {
  let at = text.startsWith(`${name}=`, from) ? from : text.indexOf(` ${name}=`, from);
  if (at < 0) return null;
  if (at !== from || text.charCodeAt(at) === 32) at++;
  const start = at + name.length + 1;
  if (text.charCodeAt(start) !== 34) {
    const end = text.indexOf(' ', start);
    return { start, end: end < 0 ? text.length : end };
  }
  return { start: start + 1, end: quoteEnd(text, start + 1) };
}

/** Where the quotation ends that began before `from`. */
function quoteEnd(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end > 0 && text.charCodeAt(end - 1) === 92) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}
