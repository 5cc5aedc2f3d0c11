/**
 * MailEnable's SMTP activity log: one row for a command and its reply. `SMTP-OU` sends, `SMTP-IN` receives.
 *
 *   01/02/26 09:05:01<TAB>SMTP-OU<TAB>BBBB2222.MAI<TAB>11<TAB>192.0.2.40<TAB>RCPT<TAB>RCPT TO:<a@example.net><TAB>552 5.1.1 ...
 */
import { newRecord, setTime } from '../new-record';
import type { LogFormat } from '../source';
import { Conversations } from './conversation';
import { splitFields } from './csv-line';

const ROW = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\tSMTP-(OU|IN)\t/;

export const mailenable: LogFormat = {
  kind: 'log',
  id: 'mailenable',
  name: 'MailEnable log',
  stateless: false,
  needles: ['\tSMTP-'],
  detect: ({ text }) => /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\tSMTP-(?:OU|IN)\t/m.test(text) ? 0.95 : 0,
  open: (_options, sink) => {
    let row = { text: '', start: 0 };
    const sessions = new Conversations((record) => {
      const at = record.recipient ? row.text.indexOf(record.recipient) : -1; // a row holds the command beside its reply
      if (at >= 0) record.at.recipient = { start: row.start + at, end: row.start + at + record.recipient!.length };
      sink.record(record);
    });
    return {
      line(text, start, line) {
        const stamp = ROW.exec(text);
        if (!stamp) return;
        const fields = splitFields(text, '\t');
        const verb = fields[5]?.value ?? '';
        const command = fields[6];
        const reply = fields[7];
        if (!command || !reply) return;
        row = { text, start };
        const id = `${fields[2]?.value}/${fields[3]?.value}`;
        const conversation = sessions.of(id, stamp[7] === 'OU' ? 'client' : 'server');
        if (verb !== 'CONN') {
          if (command.value === '' && verb === 'DATE') conversation.command('.', 0, 1);
          else conversation.command(text, command.start, command.end);
        }
        conversation.reply(text, start, reply.start, reply.end, () => {
          const record = newRecord('mailenable', line, { start, end: start + text.length });
          setTime(record, { time: Date.UTC(2000 + Number(stamp[3]), Number(stamp[1]) - 1, Number(stamp[2]), Number(stamp[4]), Number(stamp[5]), Number(stamp[6])), hasZone: false });
          record.queueId = fields[2]?.value || null;
          record.remoteMta = fields[4]?.value || null;
          return record;
        });
        if (verb === 'QUIT') sessions.close(id);
      },
    };
  },
};
