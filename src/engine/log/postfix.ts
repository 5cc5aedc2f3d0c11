/**
 * Postfix: the delivery agents' `status=` lines, the queue manager's expiry, and the refusals of smtpd, cleanup, postscreen and milters.
 * This is the hot path of incident-sized logs: positions instead of patterns, strings only for what a record keeps.
 *
 *   4F5G: to=<a@example.net>, relay=mx.example.net[192.0.2.1]:25, ..., dsn=5.1.1, status=bounced (host mx... said: 550 5.1.1 ... (in reply to RCPT TO command))
 *   4F5G: from=<b@example.org>, status=expired, returned to sender
 *   NOQUEUE: reject: RCPT from host[192.0.2.9]: 550 5.1.1 <c@example.com>: Recipient address rejected: ...; from=<d> to=<c@example.com> proto=ESMTP helo=<host>
 *
 * Not a result, and therefore no record: "host ... said" and "refused to talk to me" without `status=` (one attempt of several),
 * `reject_warning:`, `discard:`, `hold:`, and notices about a non-delivery. An address probe that failed (`undeliverable`) is a record of
 * its own kind, never a bounce: no message was sent.
 */
import { newRecord, setTime } from '../new-record';
import type { Action, BounceRecord } from '../record';
import { scanCodes, settleStatus } from '../scan/codes';
import { isReplyAt, statusEndAt } from '../scan/reply-start';
import type { LineReader, LogFormat, ReadOptions, Sample, Sink } from '../source';
import { PostfixFacts } from './postfix-facts';
import { readRefusal } from './postfix-refusal';
import { readServerWords } from './postfix-words';
import { HeaderReader } from './syslog';
import { isTakenOut } from './words';

const STATUS = ', status=';

export const postfix: LogFormat = {
  kind: 'log',
  id: 'postfix',
  name: 'Postfix log',
  stateless: true,
  needles: [STATUS, 'reject: '],
  detect: ({ text }: Sample): number => {
    if (/, status=(?:sent|bounced|deferred|expired|undeliverable|deliverable|SOFTBOUNCE)\b/.test(text)) return 0.95;
    if (/: (?:milter-|proxy-)?reject: (?:RCPT|MAIL|CONNECT|HELO|EHLO|DATA|BDAT|END-OF-MESSAGE|VRFY|ETRN|header|body) /.test(text)) return 0.9;
    return /\bpostfix[\w.-]{0,40}\/[\w/-]{1,60}\[\d{1,10}\]: /.test(text) ? 0.8 : 0;
  },
  openFacts: (options) => new PostfixFacts(options),
  open: (options: ReadOptions, sink: Sink): LineReader => {
    const header = new HeaderReader(options.referenceTime);
    return {
      line(text, start, line) {
        const status = text.indexOf(STATUS);
        if (status > 0) readStatus(text, start, line, status, header, sink);
        else readRefusal(text, start, line, header, sink);
      },
    };
  },
};

function readStatus(text: string, start: number, line: number, status: number, header: HeaderReader, sink: Sink): void {
  const word = status + STATUS.length;
  const action = actionAt(text, word);
  const probe = !action && text.startsWith('undeliverable', word);
  if (!action && !probe) {
    if (!text.startsWith('deliverable', word)) notUnderstood(text, start, line, sink);
    return;
  }
  let colon = text.indexOf(': ', header.read(text).message);
  const cut = colon < 0 || colon > status; // people quote a line from its members on
  if (cut) colon = (text.includes('to=<') ? text.indexOf('to=<') : text.indexOf('dsn=')) - 2;
  if (colon < -2 || colon > status) return;
  if (!cut && !text.startsWith('to=', colon + 2) && !text.startsWith('from=', colon + 2)) {
    // a prefix that nobody knows
    const members = Math.max(text.lastIndexOf(': to=', status), text.lastIndexOf(': from=<', status));
    if (members > colon) colon = members;
  }
  const record = newRecord('postfix', line, { start, end: start + text.length });
  if (!cut) record.queueId = text.slice(text.lastIndexOf(' ', colon - 1) + 1, colon);
  while (text.startsWith('  ', colon + 1)) colon++; // as pages print it
  record.action = action;
  if (probe) record.kind = 'probe';
  setTime(record, header);
  record.reportingMta = header.host;
  record.queue = header.instance;
  const paren = text.indexOf('(', word);
  if (action) record.at.action = { start: start + word, end: start + wordEnd(text, word) };
  if (action === 'expired') {
    if (text.startsWith('from=<', colon + 2)) record.sender = text.slice(colon + 8, Math.max(colon + 8, text.indexOf('>, ', colon)));
    sink.record(record);
    return;
  }
  readRecipient(text, start, colon + 2, status, record);
  const dsn = text.lastIndexOf(', dsn=', status);
  if (dsn > colon) {
    const end = statusEndAt(text, dsn + 6);
    if (end === status) {
      record.status = text.slice(dsn + 6, end);
      record.at.status = { start: start + dsn + 6, end: start + end };
    }
  }
  const relay = text.indexOf(', relay=', colon);
  const relayEnd = relay > 0 && relay < status ? text.indexOf(', ', relay + 8) : -1;
  if (relayEnd > 0) record.remoteMta = hostOfRelay(text, relay + 8, relayEnd);
  if (paren > 0) {
    const end = text.endsWith(')') ? text.length - 1 : text.length;
    if (action === 'delivered') readSuccess(text, paren + 1, end, relay + 8, record);
    else readServerWords(text, start, paren + 1, end, record);
    if (action !== 'delivered' && (!record.status || record.status.endsWith('.0.0'))) settle(record, text, start);
  }
  sink.record(record);
}

/** `undeliverable` and `deliverable` give null: they are address probes. So does what is unknown. */
function actionAt(text: string, at: number): Action | null {
  switch (text.charCodeAt(at)) {
    case 98: return text.startsWith('bounced', at) ? 'failed' : null;
    case 100: return text.startsWith('deferred', at) ? 'delayed' : null;
    case 115: return text.startsWith('sent', at) ? 'delivered' : null;
    case 101: return text.startsWith('expired', at) ? 'expired' : null;
    case 102: return text.startsWith('force-expired', at) ? 'expired' : null;
    case 83: return text.startsWith('SOFTBOUNCE', at) ? 'delayed' : null; // soft_bounce = yes: the failure stays in the queue
    default: return null;
  }
}

/** A state that no Postfix of today writes: shown where the line holds a code. */
function notUnderstood(text: string, start: number, line: number, sink: Sink): void {
  if (scanCodes(text).some((mention) => mention.kind === 'status')) sink.notUnderstood({ line, span: { start, end: start + text.length }, text: text.slice(0, 400) });
}

/** `to=<a@b>, ` or `to=a@b, ` (an old or foreign form); the address that was really tried, not `orig_to`. */
function readRecipient(text: string, start: number, at: number, limit: number, record: BounceRecord): void {
  if (!text.startsWith('to=', at)) return;
  const bracket = text.charCodeAt(at + 3) === 60;
  const from = at + (bracket ? 4 : 3);
  const end = text.indexOf(bracket ? '>, ' : ', ', from);
  if (end < 0 || end > limit || isTakenOut(text, from, end)) return;
  if (end > from) record.recipient = text.slice(from, end);
  record.at.recipient = { start: start + from, end: start + end };
}

/** `mx.example.net[192.0.2.1]:25` gives the host; `none`, `local`, `virtual`, pipes and sockets give null. */
function hostOfRelay(text: string, from: number, to: number): string | null {
  const bracket = text.indexOf('[', from);
  if (bracket <= from || bracket > to || text.charCodeAt(bracket + 1) === 47 || text.startsWith('private/', bracket + 1)) return null;
  return text.slice(from, bracket).toLowerCase();
}

/** A hand-over to a content filter on this machine is not a delivery: the message comes back and is delivered by another line. */
function readSuccess(text: string, from: number, to: number, relay: number, record: BounceRecord): void {
  const local = text.startsWith('127.', relay) || text.startsWith('localhost[', relay) || text.startsWith('::1[', relay);
  if (text.startsWith('250 2.0.0 from MTA(', from) || text.startsWith('250 2.7.0 ', from) && local || (local && text.indexOf('queued as ', from) > 0)) record.action = 'relayed';
  if (isReplyAt(text, from)) record.replyCode = text.slice(from, from + 3);
  record.diagnostic = text.slice(from, to);
}

function settle(record: BounceRecord, text: string, start: number): void {
  const settled = settleStatus(record.status, record.diagnostic);
  if (settled === record.status || !settled) return;
  record.status = settled;
  const at = record.at.diagnostic ? text.indexOf(settled, record.at.diagnostic.start - start) : -1;
  if (at >= 0) record.at.status = { start: start + at, end: start + at + settled.length };
}

function wordEnd(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) > 44 && i < text.length) i++;
  return i;
}
