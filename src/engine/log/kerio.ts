/**
 * Kerio Connect: the mail log's results, and the refusals of its security and spam logs (which name no codes).
 *
 *   [17/Jun/2026 17:00:45] Sent: Queue-ID: 4dfb-1, Recipient: <a@example.net>, Result: failed, Status: 5.1.1 550 no such user, Remote-Host: 192.0.2.1, Msg-Id: <x>
 *   [17/Jun/2026 17:00:45] Attempt to deliver to unknown recipient <a@example.com>, from <b@example.org>, IP address 192.0.2.9
 *
 * Sent to a syslog server the same words stand behind its stamp instead.
 */
import { newRecord, setTime } from '../new-record';
import type { Action, BounceRecord } from '../record';
import { statusEndAt } from '../scan/reply-start';
import type { LogFormat, Sink } from '../source';
import { monthOf } from './stamp';
import { HeaderReader } from './syslog';
import { readWords, setRecipient, setStatus } from './words';

const STAMP = /^\s{0,8}\[(\d{1,2})\/([A-Za-z]{3})\/(\d{4}) (\d\d):(\d\d):(\d\d)\] /;
/** Where it stands without Kerio's own stamp. */
const BEHIND_SYSLOG = /(?:^|[\s:-])(Sent: Queue-ID: [\w-]{1,40}, Recipient: <|Attempt to deliver to unknown recipient <|Relay attempt from IP address )/;
const RESULTS: Readonly<Record<string, Action>> = { delivered: 'delivered', failed: 'failed', delayed: 'delayed', relayed: 'relayed', expanded: 'expanded' };

/** How each kind of refusal is worded: where the recipient stands, if anywhere. */
const REFUSALS: readonly RegExp[] = [
  /^Attempt to deliver to unknown recipient <([^>]{1,320})>/,
  /^Relay attempt from IP address [\w.:]{3,45}, mail from <[^>]{0,320}> to <([^>]{1,320})> rejected/,
  /^IP address [\w.:]{3,45} found in DNS blacklist .{1,80}?, mail from <[^>]{0,320}> to <([^>]{1,320})> rejected/,
  /^SMTP: User (\S{1,320}) doesn't exist\./,
  /^Client with IP address [\w.:]{3,45} .{1,120}?, connection rejected/,
  /^Message from IP address [\w.:]{3,45}, sender <[^>]{0,320}> rejected: /,
];

export const kerio: LogFormat = {
  kind: 'log',
  id: 'kerio',
  name: 'Kerio Connect log',
  stateless: true,
  needles: ['Sent: ', 'Attempt to deliver', 'SMTP: User ', ' rejected'],
  detect: ({ text }) => /^\s{0,8}\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d\] (?:Sent: Queue-ID|Recv: Queue-ID|Attempt to deliver to unknown|Relay attempt from|SMTP Spam attack|IP address \S{3,45} found in DNS|SMTP: User )/m.test(text) ? 0.9 : BEHIND_SYSLOG.test(text) ? 0.85 : 0,
  open: (options, sink) => {
    const header = new HeaderReader(options.referenceTime);
    return { line: (text, start, line) => readLine(text, start, line, header, sink) };
  },
};

function readLine(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const stamp = STAMP.exec(text);
  const words = stamp ? null : BEHIND_SYSLOG.exec(text);
  if (!stamp && !words) return;
  const from = words ? words.index + words[0].length - words[1]!.length : stamp![0].length;
  if (words) header.read(text);
  const begin = (action: Action): BounceRecord => {
    const record = newRecord('kerio', line, { start, end: start + text.length });
    record.action = action;
    setTime(record, stamp ? { time: Date.UTC(Number(stamp[3]), monthOf(stamp[2]!), Number(stamp[1]), Number(stamp[4]), Number(stamp[5]), Number(stamp[6])), hasZone: false } : header);
    if (words) record.reportingMta = header.host;
    return record;
  };
  if (text.startsWith('Sent: ', from)) {
    const result = /, Result: ([a-z]{1,20})/.exec(text);
    const action = result ? RESULTS[result[1]!] : undefined;
    if (!action) return;
    const record = begin(action);
    const recipient = text.indexOf('Recipient: <', from);
    if (recipient > 0) setRecipient(record, text, start, recipient + 12, text.indexOf('>', recipient + 12));
    record.queueId = /Queue-ID: ([\w-]{1,40})/.exec(text)?.[1] ?? null;
    record.remoteMta = /Remote-Host: ([\w.:-]{1,255})/.exec(text)?.[1]?.toLowerCase() ?? null;
    const status = text.indexOf('Status: ', from);
    if (status > 0) {
      const end = statusEndAt(text, status + 8);
      if (end > 0) setStatus(record, text, start, status + 8, end);
      const remote = text.indexOf(', Remote-Host: ', status);
      readWords(record, text, start, end > 0 ? end : status + 8, remote > 0 ? remote : text.length);
    }
    sink.record(record);
    return;
  }
  for (const refusal of REFUSALS) {
    const found = refusal.exec(text.slice(from, from + 1200));
    if (!found) continue;
    const record = begin('rejected');
    if (found[1]) {
      const at = text.indexOf(found[1], from);
      setRecipient(record, text, start, at, at + found[1].length);
    }
    readWords(record, text, start, from, text.length);
    record.replyCode = null;
    sink.record(record);
    return;
  }
}
