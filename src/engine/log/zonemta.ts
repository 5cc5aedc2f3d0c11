/**
 * ZoneMTA's sender processes.
 *
 *   info Sender/default/867[1] 19001ba5.001 REJECTED[recipient] from=b@example.org to=a@example.net mx=mx.example.net[192.0.2.1] (550 5.1.1 no such user)
 *
 * The word decides: DEFERRED is retried and REJECTED is final, whatever the class of the reply.
 */
import type { Action } from '../record';
import type { LogFormat } from '../source';
import { beginRecord } from './begin';
import { HeaderReader } from './syslog';
import { hostName, readWords, setRecipient } from './words';

const RESULT = / ([0-9a-f]{8,32}(?:\.\d{1,4})?) (ACCEPTED|DEFERRED|REJECTED|DELIVERED|BOUNCED|NOQUEUE)(?:\[([\w-]{1,30})\])? /;
const ACTIONS: Readonly<Record<string, Action>> = { ACCEPTED: 'delivered', DELIVERED: 'delivered', DEFERRED: 'delayed', REJECTED: 'failed', BOUNCED: 'failed' };

export const zonemta: LogFormat = {
  kind: 'log',
  id: 'zonemta',
  name: 'ZoneMTA log',
  stateless: true,
  needles: ['ACCEPTED', 'DEFERRED', 'REJECTED', 'DELIVERED', 'BOUNCED'],
  detect: ({ text }) => /\bSender\/[\w.-]{1,60}\/\d{1,10}(?:\[\d{1,5}\])? /.test(text) || /\bzone-mta\[\d{1,10}\]: /.test(text) ? 0.92 : 0,
  open: (options, sink) => {
    const header = new HeaderReader(options.referenceTime);
    return {
      line(text, start, line) {
        const found = RESULT.exec(text);
        const action = found ? ACTIONS[found[2]!] : undefined;
        if (!found || !action) return;
        const from = found.index + found[0].length;
        const to = text.indexOf('to=', from);
        if (to < 0) return;
        const record = beginRecord('zonemta', text, start, line, header);
        record.action = action;
        record.queueId = found[1]!;
        record.label = found[3] ?? null;
        record.queue = /\bSender\/([\w.-]{1,60})\//.exec(text.slice(0, found.index))?.[1] ?? null;
        const verb = text.indexOf(found[2]!, found.index);
        record.at.action = { start: start + verb, end: start + verb + found[2]!.length };
        if (text.startsWith('from=', from)) record.sender = text.slice(from + 5, Math.min(wordEnd(text, from + 5), bracketOr(text, from + 5)));
        const recipientEnd = wordEnd(text, to + 3);
        setRecipient(record, text, start, to + 3, recipientEnd);
        const mx = text.indexOf(' mx=', to);
        if (mx > 0) record.remoteMta = hostName(text, mx + 4, Math.min(wordEnd(text, mx + 4), bracketOr(text, mx + 4)));
        const paren = text.indexOf(' (', mx > 0 ? mx : recipientEnd);
        if (paren > 0) {
          const close = text.lastIndexOf(')');
          readWords(record, text, start, paren + 2, close > paren ? close : text.length);
        }
        sink.record(record);
      },
    };
  },
};

function wordEnd(text: string, at: number): number {
  const end = text.indexOf(' ', at);
  return end < 0 ? text.length : end;
}

function bracketOr(text: string, at: number): number {
  const bracket = text.indexOf('[', at);
  return bracket < 0 ? text.length : bracket;
}
