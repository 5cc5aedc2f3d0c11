/**
 * OpenSMTPD, the form since 6.0 and the one before.
 *
 *   8f48: mta delivery evpid=7077 from=<b@example.org> to=<a@example.net> rcpt=<-> source="..." relay="192.0.2.1 (mx.example.net)" delay=1s result="PermFail" stat="550 5.1.1 ..."
 *   relay: TempFail for 6625: from=<b@example.org>, to=<a@example.net>, relay=192.0.2.1 (mx.example.net), delay=12s, stat=451 ...
 *   8f48 smtp failed-command command="RCPT TO:<a@example.com>" result="550 Invalid recipient"
 *   smtp-in: Failed command on session a6ee: "RCPT TO:<a@example.com>" => 550 Invalid recipient
 *
 * What the daemon says decides (TempFail is retried), also where the reply's class says otherwise.
 */
import { newRecord, setTime } from '../new-record';
import type { Action, BounceRecord } from '../record';
import { isReplyAt } from '../scan/reply-start';
import type { LineReader, LogFormat, Sink } from '../source';
import { stageAt } from './stage';
import { HeaderReader } from './syslog';
import { readWords, setRecipient } from './words';

const ACTIONS: Readonly<Record<string, Action>> = { PermFail: 'failed', TempFail: 'delayed', Ok: 'delivered', Loop: 'failed', Expire: 'expired', Expired: 'expired' };
const OLD = /\b(?:relay|delivery): (PermFail|TempFail|Ok|Loop|Expired?) for ([0-9a-f]{1,20}): /;

export const opensmtpd: LogFormat = {
  kind: 'log',
  id: 'opensmtpd',
  name: 'OpenSMTPD log',
  stateless: true,
  needles: ['result=', ' for ', 'ailed command on session'],
  detect: ({ text }) => /\b(?:mta|mda) (?:event=)?delivery evpid=|\b(?:relay|delivery): (?:PermFail|TempFail|Ok|Loop) for [0-9a-f]{8,16}: |\bsmtp (?:event=)?failed-command |smtp-in: (?:New session|Failed command on session) /.test(text) ? 0.93 : 0,
  open: (options, sink): LineReader => {
    const header = new HeaderReader(options.referenceTime);
    return {
      line(text, start, line) {
        const delivery = text.indexOf('delivery evpid=');
        if (delivery > 0) return readDelivery(text, start, line, delivery, header, sink);
        const old = OLD.exec(text);
        if (old) return readOld(text, start, line, old, header, sink);
        if (text.includes('failed-command') || text.includes('Failed command on session')) readRefusal(text, start, line, header, sink);
      },
    };
  },
};

function begin(text: string, start: number, line: number, header: HeaderReader): BounceRecord {
  header.read(text);
  const record = newRecord('opensmtpd', line, { start, end: start + text.length });
  setTime(record, header);
  record.reportingMta = header.host;
  return record;
}

function readDelivery(text: string, start: number, line: number, at: number, header: HeaderReader, sink: Sink): void {
  const result = /\bresult="?([A-Za-z]{2,12})"?/.exec(text);
  const action = result ? ACTIONS[result[1]!] : undefined;
  if (!action) return;
  const record = begin(text, start, line, header);
  record.action = action;
  record.queueId = text.slice(at + 15, wordEnd(text, at + 15));
  readEnvelope(text, start, record);
  const stat = text.indexOf(' stat=', result!.index);
  if (stat > 0) {
    const quoted = text.charCodeAt(stat + 6) === 34;
    readReply(text, start, stat + 6 + (quoted ? 1 : 0), quoted && text.endsWith('"') ? text.length - 1 : text.length, record);
  }
  sink.record(record);
}

function readOld(text: string, start: number, line: number, found: RegExpExecArray, header: HeaderReader, sink: Sink): void {
  const record = begin(text, start, line, header);
  record.action = ACTIONS[found[1]!]!;
  record.queueId = found[2]!;
  readEnvelope(text, start, record);
  const stat = text.indexOf(' stat=', found.index);
  if (stat > 0) readReply(text, start, stat + 6, text.length, record);
  sink.record(record);
}

/** `from=<b>` or `from=b,`; `to=`; `relay="192.0.2.1 (mx.example.net)"`. */
function readEnvelope(text: string, start: number, record: BounceRecord): void {
  const value = (name: string): [number, number] | null => {
    const at = text.indexOf(name);
    if (at < 0) return null;
    const from = at + name.length;
    const bracket = text.charCodeAt(from) === 60;
    const end = bracket ? text.indexOf('>', from) : wordEnd(text, from);
    return end < 0 ? null : [from + (bracket ? 1 : 0), !bracket && text.charCodeAt(end - 1) === 44 ? end - 1 : end];
  };
  const to = value(' to=');
  if (to) setRecipient(record, text, start, to[0], to[1]);
  const from = value(' from=');
  if (from) record.sender = text.slice(from[0], from[1]);
  const relay = /\brelay="?\[?[\w.:]{1,60}\]? \(([\w.-]{1,255})\)/.exec(text);
  if (relay) record.remoteMta = relay[1]!.toLowerCase();
}

/** The reply may stand at the end of a daemon's sentence: `Error (temporary failure: "mail.lmtp: LMTP server error: 550 5.7.1 ...`. */
function readReply(text: string, start: number, from: number, to: number, record: BounceRecord): void {
  let words = from;
  if (!isReplyAt(text, from)) {
    for (let colon = text.indexOf(': ', from); colon >= 0 && colon < to; colon = text.indexOf(': ', colon + 2)) {
      if (!isReplyAt(text, colon + 2)) continue;
      words = colon + 2;
      break;
    }
  }
  readWords(record, text, start, words, to);
}

function readRefusal(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const found = /(?:command="|session [0-9a-f]{1,20}: ")([A-Za-z]{4,8}[^"]{0,600}?)"? (?:result="|=> )/.exec(text);
  if (!found) return;
  const words = found.index + found[0].length;
  if (!/^[45]/.test(text.charAt(words))) return;
  const record = begin(text, start, line, header);
  record.action = 'rejected';
  const command = found.index + found[0].indexOf(found[1]!);
  record.stage = stageAt(text.slice(command, command + 10).toUpperCase(), 0);
  if (record.stage === 'auth') return;
  if (record.stage === 'rcpt') {
    const bracket = text.indexOf('<', command);
    const end = text.indexOf('>', bracket);
    if (bracket > 0 && end > 0 && end < words) setRecipient(record, text, start, bracket, end);
  }
  readWords(record, text, start, words, text.endsWith('"') ? text.length - 1 : text.length);
  sink.record(record);
}

function wordEnd(text: string, at: number): number {
  const end = text.indexOf(' ', at);
  return end < 0 ? text.length : end;
}
