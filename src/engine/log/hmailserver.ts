/**
 * hMailServer: `SMTPC` rows are deliveries, `SMTPD` rows are what its own server said.
 *
 *   "SMTPC"<TAB>1432<TAB>12<TAB>"2026-02-01 10:00:00.123"<TAB>"192.0.2.1"<TAB>"RECEIVED: 550 5.1.1 no such user"
 */
import { newRecord, setTime } from '../new-record';
import type { LogFormat } from '../source';
import { Conversations } from './conversation';
import { splitFields } from './csv-line';
import { StampReader } from './stamp';

export const hmailserver: LogFormat = {
  kind: 'log',
  id: 'hmailserver',
  name: 'hMailServer log',
  stateless: false,
  needles: ['"SMTPC"', '"SMTPD"'],
  detect: ({ text }) => /^\ufeff?"(?:SMTPC|SMTPD|APPLICATION|TCPIP|POP3D|IMAPD|DEBUG|ERROR)"\t\d{1,10}\t/m.test(text) ? 0.95 : 0,
  open: (options, sink) => {
    const stamp = new StampReader(options.referenceTime);
    const sessions = new Conversations((record) => sink.record(record));
    return {
      line(text, start, line) {
        const fields = splitFields(text, '\t');
        const kind = fields[0]?.value;
        const said = fields[5];
        if ((kind !== 'SMTPC' && kind !== 'SMTPD') || !said) return;
        const sent = said.value.startsWith('SENT: ');
        if (!sent && !said.value.startsWith('RECEIVED: ')) return;
        const from = said.start + (sent ? 6 : 10);
        const client = kind === 'SMTPC';
        const id = `${kind}${fields[2]?.value}`;
        const conversation = sessions.of(id, client ? 'client' : 'server');
        if (sent === client) return conversation.command(text, from, said.end);
        // several lines of a reply stand in one row: "250-a[nl]250 b"
        const last = text.lastIndexOf('[nl]', said.end - 5);
        conversation.reply(text, start, last > from && text.charCodeAt(from + 3) === 45 && !/^[45]/.test(text.charAt(from)) ? last + 4 : from, said.end, () => {
          const record = newRecord('hmailserver', line, { start, end: start + text.length });
          if (fields[3] && stamp.read(text, fields[3].start)) setTime(record, stamp);
          record.queueId = fields[2]?.value ?? null;
          record.remoteMta = client ? fields[4]?.value || null : null;
          return record;
        });
      },
    };
  },
};
