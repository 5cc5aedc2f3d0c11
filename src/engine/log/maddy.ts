/**
 * maddy: words, a tab, and the details in JSON.
 *
 *   queue: delivery attempt failed<TAB>{"msg_id":"1","rcpt":"a@example.net","smtp_code":550,"smtp_enchcode":"5.1.1","smtp_msg":"no such user"}
 *   submission: RCPT error<TAB>{"rcpt":"a@example.com","smtp_code":501,...}
 *
 * `not delivered, permanent error` repeats the attempt's failure without its words; it counts only where the attempt was not seen.
 */
import { eventRecord } from '../event/event-shape';
import { readValueAt } from '../event/json-value';
import { setTime } from '../new-record';
import type { Action } from '../record';
import type { LogFormat } from '../source';
import { HeaderReader } from './syslog';

const WORDS = /(delivery attempt failed|not delivered, (?:permanent|temporary) error|delivered|(?:RCPT|MAIL FROM|DATA) error)[\t ]{1,40}\{/; // people's pages make blanks of the tab
/** Failures whose closing line is still to come. */
const MOST_OPEN = 10_000;

export const maddy: LogFormat = {
  kind: 'log',
  id: 'maddy',
  name: 'maddy log',
  stateless: false,
  needles: ['\t{', ' {"'],
  detect: ({ text }) => /(?:delivery attempt failed|not delivered, permanent error|(?:RCPT|MAIL FROM|DATA) error|incoming message|will retry)[\t ]{1,40}\{"/.test(text) ? 0.93 : 0,
  open: (options, sink) => {
    const header = new HeaderReader(options.referenceTime);
    const seen = new Set<string>();
    return {
      line(text, start, line) {
        const found = WORDS.exec(text);
        if (!found) return;
        const value = readValueAt({ text, base: start }, found.index + found[0].length - 1);
        if (!value) return;
        const words = found[1]!;
        const key = `${value.text('msg_id')} ${value.text('rcpt')}`;
        let action: Action = 'rejected';
        if (words === 'delivered') action = 'delivered';
        else if (words.startsWith('not delivered')) {
          if (seen.delete(key)) return;
          action = 'failed';
        } else if (words.startsWith('delivery')) {
          action = (value.text('smtp_code') ?? '5').startsWith('4') ? 'delayed' : 'failed';
          if (action === 'failed') seen.add(key);
          if (seen.size > MOST_OPEN) seen.delete(seen.values().next().value!);
        }
        const record = eventRecord('maddy', {
          place: value, action, recipient: value.get('rcpt'), status: value.get('smtp_enchcode'), reply: value.get('smtp_code'),
          words: value.text('smtp_msg') ? value.get('smtp_msg') : value.get('reason'), queueId: value.get('msg_id'), remote: value.get('remote_server'),
        }, line);
        setTime(record, header.read(text));
        record.span = { start, end: start + text.length };
        sink.record(record);
      },
    };
  },
};
