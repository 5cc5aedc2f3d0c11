/**
 * The mail queue as `mailq` and `postqueue -p` list it (Postfix, Sendmail): what waits, and why. Each recipient below a reason is a delay;
 * what has no reason yet is only on its way.
 *
 *   4F5AB12345     1234 Sat Mar 14 10:00:00  b@example.org
 *   (host mx.example.net[192.0.2.1] said: 452 4.2.2 mailbox full (in reply to RCPT TO command))
 *                                            a@example.net
 */
import { newRecord, setTime } from '../new-record';
import type { LineReader, LogFormat, Sink } from '../source';
import { readServerWords } from './postfix-words';
import { StampReader } from './stamp';
import { readWords, setRecipient } from './words';

const HEADING = /^-+ ?(?:Queue ID|Q-ID)\b.*-Sender\/Recipient-/m;
const ENTRY = /^([0-9A-Za-z]{5,20})[*!#X-]?\s{1,12}\d{1,12}\s{1,4}[A-Z][a-z]{2} (?=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d)/;
const SHORT_STAMP = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d /;
const REASON = /^\s{0,40}\((?=\S)/;
const RECIPIENT = /^\s{6,60}<?([^\s<>()]{1,320})>?\s{0,4}$/;

export const mailq: LogFormat = {
  kind: 'log',
  id: 'mailq',
  name: 'Mail queue listing',
  stateless: false,
  detect: ({ text }) => HEADING.test(text) ? 0.95 : 0,
  open: (options, sink): LineReader => new QueueReader(new StampReader(options.referenceTime), sink),
};

class QueueReader implements LineReader {
  private entry: { readonly id: string; readonly time: number | null; readonly sender: string } | null = null;
  private reason: { readonly text: string; readonly start: number; readonly from: number } | null = null;

  constructor(private readonly stamp: StampReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const entry = ENTRY.exec(text);
    if (entry) {
      const time = this.stamp.read(text, entry[0].length) ? this.stamp.time : null;
      const sender = text.slice(time === null ? entry[0].length : this.stamp.end).replace(SHORT_STAMP, '').trim(); // Sendmail's has no seconds
      this.entry = { id: entry[1]!, time, sender: sender.replace(/^<|>$/g, '') };
      this.reason = null;
      return;
    }
    if (!this.entry) return;
    if (text.trim() === '') {
      this.reason = null;
      return;
    }
    const reason = REASON.exec(text);
    if (reason) this.reason = { text, start, from: reason[0].length };
    else if (this.reason) this.recipient(text, start, line);
  }

  private recipient(text: string, start: number, line: number): void {
    const found = RECIPIENT.exec(text);
    if (!found) return;
    const { id, time, sender } = this.entry!;
    const { text: words, start: wordsStart, from } = this.reason!;
    const record = newRecord('mailq', line, { start, end: start + text.length });
    record.action = 'delayed';
    setTime(record, { time, hasZone: false });
    record.queueId = id;
    record.sender = sender;
    const at = text.indexOf(found[1]!);
    setRecipient(record, text, start, at, at + found[1]!.length);
    const end = words.trimEnd().endsWith(')') ? words.trimEnd().length - 1 : words.length;
    const deferred = words.startsWith('Deferred: ', from) ? 10 : 0;
    readServerWords(words, wordsStart, from + deferred, end, record);
    if (record.at.diagnostic) readWords(record, words, wordsStart, record.at.diagnostic.start - wordsStart, record.at.diagnostic.end - wordsStart);
    this.sink.record(record);
  }
}
