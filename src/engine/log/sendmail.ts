/**
 * Sendmail (sendmail, sm-mta, sm-msp-queue), and the products that log as it does.
 *
 *   l8E3: to=<a@example.net>,<b@example.net>, delay=00:00:03, mailer=esmtp, relay=mx.example.net. [192.0.2.1], dsn=5.1.1, reply=550 5.1.1 ..., stat=User unknown
 *   l8E3: ruleset=check_rcpt, arg1=<a@example.net>, relay=h [192.0.2.9], reject=550 5.7.1 <a@example.net>... Relaying denied
 *   l8E3: <a@example.com>... User unknown
 *
 * `DSN:`, `return to sender:` and `sender notify:` are the notices about a failure, not further failures.
 */
import { newRecord, setTime } from '../new-record';
import type { Action, BounceRecord } from '../record';
import { statusEndAt } from '../scan/reply-start';
import type { LineReader, LogFormat, Sink } from '../source';
import { HeaderReader } from './syslog';
import { hostName, readWords, setRecipient, setStatus } from './words';
import { firstOf } from './first-of';

const STAT = ', stat=';

export const sendmail: LogFormat = {
  kind: 'log',
  id: 'sendmail',
  name: 'Sendmail log',
  stateless: true,
  needles: [STAT, 'reject=', '>... '],
  detect: ({ text }) => /: to=\S.{0,2000}?, stat=/.test(text) ? 0.9 : /\b(?:sendmail|sm-mta|sm-msp-queue)\[\d{1,10}\]: /.test(text) ? 0.8 : 0,
  open: (options, sink): LineReader => {
    const header = new HeaderReader(options.referenceTime);
    return {
      line(text, start, line) {
        const stat = text.indexOf(STAT);
        if (stat > 0) return readResult(text, start, line, stat, header, sink);
        const reject = text.indexOf('reject=');
        if (reject > 0) return readReject(text, start, line, reject, header, sink);
        readUnknown(text, start, line, header, sink);
      },
    };
  },
};

function begin(text: string, start: number, line: number, header: HeaderReader): BounceRecord {
  header.read(text);
  const record = newRecord('sendmail', line, { start, end: start + text.length });
  setTime(record, header);
  record.reportingMta = header.host;
  const colon = text.indexOf(': ', header.message);
  if (colon > header.message && colon - header.message < 40) record.queueId = text.slice(header.message, colon);
  return record;
}

function readResult(text: string, start: number, line: number, stat: number, header: HeaderReader, sink: Sink): void {
  const words = stat + STAT.length;
  const action = actionAt(text, words);
  if (!action) return;
  const to = text.indexOf(' to=');
  if (to < 0 || to > stat) return;
  const template = begin(text, start, line, header);
  template.action = action;
  template.at.action = { start: start + words, end: start + text.length };
  const dsn = text.lastIndexOf(' dsn=', stat); // the comma before it gets lost where people mask the relay
  const dsnEnd = dsn > 0 ? statusEndAt(text, dsn + 5) : -1;
  if (dsnEnd > 0) setStatus(template, text, start, dsn + 5, dsnEnd);
  const relay = text.lastIndexOf(', relay=', stat);
  if (relay > 0) {
    const end = firstOf(text, relay + 8, [' ', ',']);
    template.remoteMta = text.charCodeAt(relay + 8) === 91 ? null : hostName(text, relay + 8, end);
    // the submission program hands over to the server beside it: not a delivery
    if (action === 'delivered' && (text.startsWith('[127.0.0.1]', relay + 8) || text.startsWith('localhost', relay + 8)) && text.includes('mailer=relay')) template.action = 'relayed';
  }
  const reply = text.indexOf(', reply=', to);
  if (reply > 0 && reply < stat) readWords(template, text, start, reply + 8, stat);
  else readWords(template, text, start, text.startsWith('Deferred: ', words) ? words + 10 : words, text.length);
  const end = addressesEnd(text, to + 4, stat);
  forEachAddress(text, to + 4, end, (from, until) => {
    const record: BounceRecord = { ...template, at: { ...template.at } };
    setRecipient(record, text, start, from, until);
    sink.record(record);
  });
}

function actionAt(text: string, at: number): Action | null {
  if (text.startsWith('Sent', at)) return 'delivered';
  if (text.startsWith('Deferred', at)) return 'delayed';
  if (text.startsWith('queued', at) || text.startsWith('quarantine', at) || text.startsWith('Locally delivered', at)) return null;
  if (text.startsWith('warning', at) || text.startsWith('Canceled', at)) return null;
  return 'failed';
}

/** `to=` ends at the first `, word=`. */
function addressesEnd(text: string, from: number, limit: number): number {
  for (let at = text.indexOf(', ', from); at >= 0 && at < limit; at = text.indexOf(', ', at + 2)) if (/^[a-zA-Z]{2,12}=/.test(text.slice(at + 2, at + 16))) return at;
  return limit;
}

/** `<a@b>,<c@d>`, `a@b`, `Name <a@b>`: each address's range. */
function forEachAddress(text: string, from: number, to: number, each: (from: number, to: number) => void): void {
  let at = from;
  do { // also where the addresses were taken out
    let end = text.indexOf('>,', at);
    end = end >= 0 && end < to ? end + 1 : to;
    let bare = text.indexOf(',', at);
    if (bare > at && bare < end && text.lastIndexOf('<', bare) < at) end = bare;
    const bracket = text.indexOf('<', at);
    bare = bracket >= 0 && bracket < end ? bracket : at;
    each(bare, end);
    at = end + 1;
  } while (at < to);
}

/** A refusal by rule set or milter: `arg1=<a@b>, ..., reject=550 ...`, `Milter: to=<a@b>, reject=550 ...`. */
function readReject(text: string, start: number, line: number, reject: number, header: HeaderReader, sink: Sink): void {
  const record = begin(text, start, line, header);
  record.action = 'rejected';
  record.at.action = { start: start + reject, end: start + reject + 6 };
  const ruleset = text.indexOf('ruleset=');
  const recipient = text.indexOf('ruleset=check_rcpt') > 0 ? text.indexOf('arg1=', ruleset) + 5 : text.indexOf(' to=') + 4;
  record.stage = text.indexOf('ruleset=check_relay') > 0 ? 'connect' : text.indexOf('ruleset=check_mail') > 0 ? 'mail' : text.includes('Milter: data') ? 'eod' : 'rcpt';
  if (recipient > 5 && recipient < reject) setRecipient(record, text, start, recipient, firstOf(text, recipient, ['>', ',']));
  readWords(record, text, start, reject + 7, text.length);
  sink.record(record);
}

/** `id: <a@b>... User unknown`: refused at RCPT. */
function readUnknown(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const dots = text.indexOf('>... ');
  if (dots < 0) return;
  const record = begin(text, start, line, header);
  const bracket = record.queueId ? header.message + record.queueId.length + 2 : header.message;
  if (text.charCodeAt(bracket) !== 60 || bracket > dots) return;
  record.action = 'rejected';
  record.stage = 'rcpt';
  setRecipient(record, text, start, bracket, dots + 1);
  readWords(record, text, start, dots + 5, text.length);
  sink.record(record);
}
