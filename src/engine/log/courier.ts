/**
 * Courier: refusals of courieresmtpd, and the two lines that the delivery modules write: the words, then the outcome.
 *
 *   courieresmtpd: error,relay=::ffff:192.0.2.9,from=<b@example.org>,to=<a@example.com>: 550 User unknown.
 *   courieresmtp: id=0001,from=<b@example.org>,addr=<a@example.net>: 550 5.1.1 no such user
 *   courieresmtp: id=0001,from=<b@example.org>,addr=<a@example.net>,status: failure
 */
import type { LineReader, LogFormat, Sink } from '../source';
import { isReplyAt } from '../scan/reply-start';
import { beginRecord } from './begin';
import { HeaderReader } from './syslog';
import { readWords, setRecipient } from './words';

/** Words that wait for their outcome; Courier writes both lines at once, so few are open. */
const MOST_WAITING = 1000;
const OUTCOME = /,(?:status: (failure|deferred)|(?:size=\d{1,15},)?success: (.{0,300}))$/;

export const courier: LogFormat = {
  kind: 'log',
  id: 'courier',
  name: 'Courier log',
  stateless: false,
  needles: ['courier'],
  detect: ({ text }) => /\bcourier(?:esmtpd?|local|uucp|fax|d)(?:\[\d{1,10}\])?: /.test(text) ? 0.9 : 0,
  open: (options, sink): LineReader => {
    const header = new HeaderReader(options.referenceTime);
    const waiting = new Map<string, string>();
    return {
      line(text, start, line) {
        if (text.includes('courieresmtpd')) return readRefusal(text, start, line, header, sink);
        const id = text.indexOf(': id=');
        const address = text.indexOf(',addr=<', id);
        const addressEnd = address < 0 ? -1 : text.indexOf('>', address);
        if (id < 0 || addressEnd < 0) return;
        const key = text.slice(id + 5, addressEnd);
        const outcome = OUTCOME.exec(text);
        if (!outcome) {
          if (text.startsWith('>: ', addressEnd)) waiting.set(key, [waiting.get(key), text.slice(addressEnd + 3)].filter(Boolean).join(' ').slice(0, 2000));
          if (waiting.size > MOST_WAITING) waiting.delete(waiting.keys().next().value!);
          return;
        }
        const record = beginRecord('courier', text, start, line, header);
        record.action = outcome[1] === 'failure' ? 'failed' : outcome[1] === 'deferred' ? 'delayed' : 'delivered';
        record.queueId = text.slice(id + 5, text.indexOf(',', id + 5));
        setRecipient(record, text, start, address + 7, addressEnd);
        const words = waiting.get(key);
        waiting.delete(key);
        if (words) {
          const copy = { ...record, at: {} };
          readWords(copy, words, 0, 0, words.length);
          Object.assign(record, { diagnostic: copy.diagnostic, replyCode: copy.replyCode, status: copy.status });
        } else if (outcome[2]) {
          record.diagnostic = outcome[2];
        }
        sink.record(record);
      },
    };
  },
};

function readRefusal(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const error = text.indexOf('error,relay=');
  if (error < 0) return; // msg="535 ...": a failed login
  const to = text.indexOf(',to=<', error);
  const from = text.indexOf('from=<', error);
  const end = text.indexOf('>: ', Math.max(to, from));
  if (Math.max(to, from) < 0 || end < 0 || !isReplyAt(text, end + 3)) return;
  const record = beginRecord('courier', text, start, line, header);
  record.action = 'rejected';
  record.stage = to < 0 ? 'mail' : 'rcpt';
  if (from > 0) record.sender = text.slice(from + 6, text.indexOf('>', from));
  if (to > 0) setRecipient(record, text, start, to + 5, end);
  readWords(record, text, start, end + 3, text.length);
  sink.record(record);
}
