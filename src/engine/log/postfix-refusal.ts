/**
 * Postfix refusals at SMTP time: smtpd's and postscreen's `reject:`, milters' `milter-reject:`, a proxy's `proxy-reject:`,
 * cleanup's header and body checks (`reject: header ...: 5.7.1 text`).
 */
import { newRecord, setTime } from '../new-record';
import { isReplyAt, statusEndAt } from '../scan/reply-start';
import type { Sink } from '../source';
import { stageAt } from './stage';
import type { HeaderReader } from './syslog';
import { isTakenOut, setRecipient } from './words';

const REJECT = 'reject: ';
/** What Postfix's own words begin with where they are about the recipient; in a line that was cut off nothing else names it. */
const ABOUT_RECIPIENT = /^ ?<([^<>\s]{1,320}@[^<>\s]{1,255})>: (?:Recipient address|Relay access) /;
/** Short and long queue ids, and what stands for none. */
const QUEUE_ID = /^(?:NOQUEUE|[0-9A-F]{6,16}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20})$/;

/** Reads one line that may hold `reject: `; gives a record with the action `rejected`, or nothing. */
export function readRefusal(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const reject = text.indexOf(REJECT);
  if (reject < 1) return;
  const verb = text.endsWith('milter-', reject) ? reject - 7 : text.endsWith('proxy-', reject) ? reject - 6 : reject;
  const colon = verb - 2;
  let id = header.read(text).message;
  if (id !== verb && text.indexOf(': ', id) !== colon) { // a proxy's refusal has no queue id before it
    id = text.lastIndexOf(' ', colon - 1) + 1; // a prefix that nobody knows
    if (!text.startsWith(': ', colon) || !QUEUE_ID.test(text.slice(id, colon))) return;
  }
  const what = reject + REJECT.length;
  const record = newRecord('postfix', line, { start, end: start + text.length });
  record.action = 'rejected';
  record.at.action = { start: start + verb, end: start + what - 2 };
  setTime(record, header);
  record.reportingMta = header.host;
  if (colon > id && !text.startsWith('NOQUEUE', id)) record.queueId = text.slice(id, colon);
  const content = text.startsWith('header ', what) || text.startsWith('body ', what);
  record.stage = content ? 'eod' : stageAt(text, what);

  const envelope = envelopeAt(text, what);
  let words: number;
  let end: number;
  if (content) { // the words stand at the end, after helo=<...>:
    const helo = text.indexOf(' helo=<', envelope < 0 ? what : envelope);
    const after = text.indexOf('>: ', helo < 0 ? what : helo);
    words = after < 0 ? what : after + 3;
    end = text.length;
  } else {
    words = wordsAt(text, what, envelope < 0 ? text.length : envelope);
    end = envelope < 0 ? text.length : envelope;
  }
  if (envelope >= 0) {
    const to = text.indexOf(' to=<', envelope);
    const toEnd = to < 0 ? -1 : text.indexOf('>', to + 5);
    if (toEnd > to + 5 && !isTakenOut(text, to + 5, toEnd)) {
      record.recipient = text.slice(to + 5, toEnd);
      record.at.recipient = { start: start + to + 5, end: start + toEnd };
    }
    const from = text.indexOf(' from=<', envelope);
    const fromEnd = from < 0 ? -1 : text.indexOf('>', from + 7);
    if (fromEnd >= 0) record.sender = text.slice(from + 7, fromEnd);
  }
  let status = words;
  if (isReplyAt(text, words)) {
    record.replyCode = text.slice(words, words + 3);
    record.at.replyCode = { start: start + words, end: start + words + 3 };
    status += 4;
  }
  const statusEnd = statusEndAt(text, status);
  if (statusEnd > 0) {
    record.status = text.slice(status, statusEnd);
    record.at.status = { start: start + status, end: start + statusEnd };
  }
  const named = record.stage === 'rcpt' && record.recipient === null ? ABOUT_RECIPIENT.exec(text.slice(Math.max(status, statusEnd), end)) : null;
  if (named) {
    const at = text.indexOf('<', status);
    setRecipient(record, text, start, at, at + 1 + named[1]!.length);
  }
  if (end > words) {
    record.diagnostic = text.slice(words, end);
    record.at.diagnostic = { start: start + words, end: start + end };
  }
  sink.record(record);
}

/** Where `; from=<` (or `; to=<`, `; proto=`) begins; the last one, since the words before may quote anything. */
function envelopeAt(text: string, from: number): number {
  let at = text.lastIndexOf('; from=<');
  if (at < from) at = text.lastIndexOf('; to=<');
  if (at < from) at = text.lastIndexOf('; proto=');
  return at < from ? -1 : at;
}

/** After the client: `RCPT from host[192.0.2.1]: 550 ...`, `RCPT from [192.0.2.1]:2413: 550 ...`, `END-OF-MESSAGE: 554 ...`. */
function wordsAt(text: string, what: number, limit: number): number {
  const bracket = text.indexOf('[', what);
  const colon = text.indexOf(': ', bracket > 0 && bracket < limit && text.indexOf(' from ', what) > 0 && text.indexOf(' from ', what) < bracket ? text.indexOf(']', bracket) : what);
  return colon < 0 || colon >= limit ? limit : colon + 2;
}
