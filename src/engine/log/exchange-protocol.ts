/**
 * Microsoft Exchange protocol logs (SmtpSend, SmtpReceive), columns by their `#Fields:` line. Replies that came (`<`) are the remote's,
 * replies that went (`>`) are this server's refusals.
 */
import { newRecord, setTime } from '../new-record';
import { isReplyAt } from '../scan/reply-start';
import type { LogFormat } from '../source';
import { Conversations } from './conversation';
import { splitFields } from './csv-line';
import { StampReader } from './stamp';

const COLUMNS = ['date-time', 'connector-id', 'session-id', 'sequence-number', 'local-endpoint', 'remote-endpoint', 'event', 'data', 'context'];

export const exchangeProtocol: LogFormat = {
  kind: 'log',
  id: 'exchange-protocol',
  name: 'Exchange protocol log',
  stateless: false,
  needles: ['#Fields', ',<,', ',>,', ',-,'],
  detect: ({ text }) => /^(?:\ufeff|ï»¿)?#Fields: ?date-time,connector-id,session-id,/m.test(text) || /^#Log-type: ?SMTP (?:Send|Receive) Protocol Log/m.test(text) ? 0.97
    : /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z,[^,\n]{1,200},[0-9A-F]{16},\d{1,6},[^,\n]{0,60},[^,\n]{0,60},[-+*<>],/m.test(text) ? 0.9 : 0,
  open: (options, sink) => {
    const stamp = new StampReader(options.referenceTime);
    const sessions = new Conversations((record) => sink.record(record));
    let columns = columnsOf(COLUMNS);
    return {
      line(text, start, line) {
        if (text.charCodeAt(0) === 35 || text.charCodeAt(1) === 35) {
          const names = /#Fields: ?(.{1,2000})$/.exec(text);
          if (names) columns = columnsOf(names[1]!.split(','));
          return;
        }
        const fields = splitFields(text);
        const event = fields[columns.event]?.value;
        const data = fields[columns.data];
        const session = fields[columns.session]?.value;
        if (!session || !event) return;
        if (event === '-') return sessions.close(session);
        if ((event !== '<' && event !== '>') || !data) return;
        if (!isReplyAt(data.value, 0)) return sessions.of(session, event === '>' ? 'client' : 'server').command(text, data.start, data.end);
        sessions.of(session, event === '<' ? 'client' : 'server').reply(text, start, data.start, data.end, () => {
          const record = newRecord('exchange-protocol', line, { start, end: start + text.length });
          if (stamp.read(text, 0)) setTime(record, stamp);
          record.queueId = session;
          record.queue = fields[columns.connector]?.value || null;
          record.remoteMta = fields[columns.remote]?.value.replace(/:\d{1,5}$/, '').replace(/[[\]]/g, '').toLowerCase() || null;
          return record;
        });
      },
    };
  },
};

function columnsOf(names: readonly string[]): { connector: number; session: number; remote: number; event: number; data: number } {
  const at = (name: string): number => names.findIndex((one) => one.trim() === name);
  return { connector: at('connector-id'), session: at('session-id'), remote: at('remote-endpoint'), event: at('event'), data: at('data') };
}
