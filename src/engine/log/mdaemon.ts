/**
 * MDaemon's SMTP logs. What arrives is marked `<--`, what goes `-->`.
 *
 *   Thu 2026-01-01 10:00:00.123: [1234:5] --> RCPT To:<a@example.net>
 *   Thu 2026-01-01 10:00:00.456: [1234:5] <-- 550 5.1.1 no such user
 *
 * Older versions name no session in brackets and write one session after the other.
 */
import { newRecord, setTime } from '../new-record';
import { isReplyAt } from '../scan/reply-start';
import type { LogFormat } from '../source';
import { Conversations } from './conversation';
import { StampReader } from './stamp';

const ROW = /^(?:[A-Z][a-z]{2} )?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?): (?:\d\d: )?(?:\[([\d:]{1,30})\] )?(<--|-->) /;

export const mdaemon: LogFormat = {
  kind: 'log',
  id: 'mdaemon',
  name: 'MDaemon log',
  stateless: false,
  needles: ['<-- ', '--> '],
  detect: ({ text }) => /^(?:[A-Z][a-z]{2} )?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?: (?:\d\d: )?(?:\[[\d:]{1,30}\] )?(?:<-- |--> |Attempting SMTP connection|Accepting SMTP connection|\* )/m.test(text) ? 0.93 : 0,
  open: (options, sink) => {
    const stamp = new StampReader(options.referenceTime);
    const sessions = new Conversations((record) => sink.record(record));
    return {
      line(text, start, line) {
        const row = ROW.exec(text);
        if (!row) return;
        const from = row[0].length;
        const arrived = row[3] === '<--';
        const id = row[2] ?? '';
        if (id === '' && text.startsWith('220', from)) sessions.close(id);
        if (!isReplyAt(text, from)) {
          sessions.of(id, arrived ? 'server' : 'client').command(text, from, text.length);
          return;
        }
        sessions.of(id, arrived ? 'client' : 'server').reply(text, start, from, text.length, () => {
          const record = newRecord('mdaemon', line, { start, end: start + text.length });
          if (stamp.read(text, text.indexOf(row[1]!))) setTime(record, stamp);
          record.queueId = id || null;
          return record;
        });
        if (text.startsWith('221', from)) sessions.close(id);
      },
    };
  },
};
