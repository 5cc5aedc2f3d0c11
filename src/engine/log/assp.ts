/**
 * ASSP, the filter in front of a server: refused relaying and refused recipients.
 *
 *   Jul-29-26 16:49:52 m1-25391-06124 [Worker_1] [RelayAttempt] 192.0.2.9 <b@example.org> to: a@example.net relay attempt blocked for: a@example.net
 */
import { newRecord, setTime } from '../new-record';
import type { LogFormat } from '../source';
import { monthOf } from './stamp';
import { readWords, setRecipient } from './words';

const STAMP = /^\ufeff?([A-Z][a-z]{2})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) /;
const REFUSED = /(?:relay attempt blocked for(?: \(parsing\))?|invalid address rejected|user not local; please try): <?([^\s<>]{1,320})>?/;

export const assp: LogFormat = {
  kind: 'log',
  id: 'assp',
  name: 'ASSP log',
  stateless: true,
  needles: ['blocked for', 'rejected: ', 'please try: '],
  detect: ({ text }) => /^[A-Z][a-z]{2}-\d\d-\d\d \d\d:\d\d:\d\d .{0,80}\[(?:Worker_\d{1,3}|SSL-out|TLS-(?:in|out))\]/m.test(text) ? 0.9 : 0,
  open: (_options, sink) => ({
    line(text, start, line) {
      const stamp = STAMP.exec(text);
      const found = stamp && REFUSED.exec(text);
      if (!stamp || !found) return;
      const record = newRecord('assp', line, { start, end: start + text.length });
      record.action = 'rejected';
      record.stage = 'rcpt';
      setTime(record, { time: Date.UTC(2000 + Number(stamp[3]), monthOf(stamp[1]!), Number(stamp[2]), Number(stamp[4]), Number(stamp[5]), Number(stamp[6])), hasZone: false });
      const at = text.lastIndexOf(found[1]!);
      setRecipient(record, text, start, at, at + found[1]!.length);
      readWords(record, text, start, found.index, text.length);
      record.sender = /[\d.:a-f]{3,45} <([^>]{0,320})>/.exec(text)?.[1] ?? null;
      sink.record(record);
    },
  }),
};
