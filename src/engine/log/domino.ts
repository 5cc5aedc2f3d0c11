/**
 * HCL (IBM, Lotus) Domino's console log: connections that it refused and mail that its router could not deliver.
 *
 *   2026-09-19 17:25:52   SMTP Server [0527:0013-22] Connection from [192.0.2.2] rejected for policy reasons. IP address of connecting host not found in reverse DNS lookup.
 *   19.09.2026 17:25:52   Router: Failed to deliver message 0042 to a@example.net: 550 5.1.1 no such user
 */
import type { LogFormat } from '../source';
import { beginRecord } from './begin';
import { HeaderReader } from './syslog';
import { readWords, setRecipient } from './words';

const REFUSED = /\bSMTP Server(?: \[[\w:-]{1,60}\])?:? (?:Connection from \S{1,300} rejected for policy reasons|.{0,80}rejected for policy reasons)/;
const FAILED = /\bRouter: .{0,200}?(?:Failed to deliver|unable to deliver|could not be delivered|No route found).{0,200}? (?:to|for) (\S{1,64}@[\w.-]{1,255})/;

export const domino: LogFormat = {
  kind: 'log',
  id: 'domino',
  name: 'Domino console log',
  stateless: true,
  needles: ['policy reasons', 'Router: '],
  detect: ({ text }) => /\d\d:\d\d:\d\d {1,4}(?:SMTP Server(?: \[[\w:-]{1,60}\])?:? |smtp: \S|Router: )/.test(text) ? 0.8 : 0,
  open: (options, sink) => {
    const header = new HeaderReader(options.referenceTime);
    return {
      line(text, start, line) {
        const refused = REFUSED.exec(text);
        const failed = refused ? null : FAILED.exec(text);
        if (!refused && !failed) return;
        const record = beginRecord('domino', text, start, line, header);
        record.reportingMta = null;
        record.action = refused ? 'rejected' : 'failed';
        record.stage = refused ? 'connect' : null;
        const from = refused ? refused.index : failed!.index;
        readWords(record, text, start, from, text.length);
        if (failed) {
          const at = text.indexOf(failed[1]!, from);
          setRecipient(record, text, start, at, at + failed[1]!.replace(/[:.,;]$/, '').length);
        }
        sink.record(record);
      },
    };
  },
};
