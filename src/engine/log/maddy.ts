/**
 * maddy: words, a tab, and the details in JSON.
 *
 *   queue: delivery attempt failed<TAB>{"msg_id":"1","rcpt":"a@example.net","smtp_code":550,"smtp_enchcode":"5.1.1","smtp_msg":"no such user"}
 *   submission: RCPT error<TAB>{"rcpt":"a@example.com","smtp_code":501,...}
 *
 * `not delivered, permanent error` repeats the attempt's failure without its words; it counts only where the attempt was not seen. Where the
 * attempt's code alone would let it be tried again, that line decides: such attempts wait for it.
 */
import { eventRecord } from '../event/event-shape';
import { readValueAt, type JsonValue } from '../event/json-value';
import { setTime } from '../new-record';
import type { Action, BounceRecord } from '../record';
import type { LogFormat } from '../source';
import { HeaderReader } from './syslog';

const WORDS = /(delivery attempt failed|not delivered, (?:permanent|temporary) error|delivered|will retry|(?:RCPT|MAIL FROM|DATA) error)[\t ]{1,40}\{/; // people's pages make blanks of the tab
/** Failures whose closing line is still to come. */
const MOST_OPEN = 10_000;
/** The closing line comes right after the attempts of all recipients: not further below than this. */
const NEAR = 1000;

export const maddy: LogFormat = {
  kind: 'log',
  id: 'maddy',
  name: 'maddy log',
  stateless: false,
  needles: ['\t{', ' {"'],
  detect: ({ text }) => /(?:delivery attempt failed|not delivered, permanent error|(?:RCPT|MAIL FROM|DATA) error|incoming message|will retry)[\t ]{1,40}\{"/.test(text) ? 0.93 : 0,
  open: (options, sink) => {
    const header = new HeaderReader(options.referenceTime);
    /** Records in order, while one of them waits. */
    let held: BounceRecord[] = [];
    /** Attempts without a final code, by message and recipient. */
    const waiting = new Map<string, BounceRecord>();
    const seen = new Set<string>();
    const end = (): void => {
      for (const record of held) sink.record(record);
      held = [];
      waiting.clear();
    };
    const reader = {
      taken: 0,
      end,
      line(text: string, start: number, line: number): void {
        const found = WORDS.exec(text);
        const value = found && readValueAt({ text, base: start }, found.index + found[0].length - 1);
        if (!value) return;
        if (held.length > 0 && held[0]!.line < line - NEAR) end();
        take(found[1]!, value, text, start, line);
        if (waiting.size === 0) end();
      },
    };
    const take = (words: string, value: JsonValue, text: string, start: number, line: number): void => {
      const id = value.text('msg_id');
      const key = `${id} ${value.text('rcpt')}`;
      let action: Action = 'rejected';
      if (words === 'will retry') {
        for (const one of waiting.keys()) if (one.startsWith(`${id} `)) waiting.delete(one);
        return;
      }
      if (words === 'delivered') action = 'delivered';
      else if (words.startsWith('not delivered')) {
        const attempt = waiting.get(key);
        if (attempt) attempt.action = 'failed';
        if (waiting.delete(key) || seen.delete(key)) return;
        action = 'failed';
      } else if (words.startsWith('delivery')) {
        action = value.text('smtp_code')?.startsWith('5') ? 'failed' : 'delayed';
        if (action === 'failed') seen.add(key);
        if (seen.size > MOST_OPEN) seen.delete(seen.values().next().value!);
      }
      const record = eventRecord('maddy', {
        place: value, action, recipient: value.get('rcpt'), status: value.get('smtp_enchcode'), reply: value.get('smtp_code'),
        words: value.text('smtp_msg') ? value.get('smtp_msg') : value.get('reason'), queueId: value.get('msg_id'), remote: value.get('remote_server'),
      }, line);
      setTime(record, header.read(text));
      record.span = { start, end: start + text.length };
      if (action === 'delayed') waiting.set(key, record);
      held.push(record);
      reader.taken = line;
    };
    return reader;
  },
};
