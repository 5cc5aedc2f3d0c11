/**
 * journald's journal with one field on a line: `journalctl -o export` (an entry ends at an empty line) and `-o verbose` (an entry begins
 * with its stamp, fields are indented). The message's own line knows neither time nor host nor program: they stand around it.
 */
import type { Span } from '../record';
import { InnerLine } from './inner-line';
import { StampReader } from './stamp';

export interface JournalEntry {
  readonly inner: InnerLine;
  /** The message's own line. */
  readonly span: Span;
  readonly line: number;
  readonly time: number | null;
  /** See `BounceRecord`. */
  readonly ownClock?: boolean;
  readonly host: string | null;
}

const BEGIN = /^(?:__CURSOR=|[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d.{0,40} \[s=)/;
/** Of some thirty fields of an entry these matter. */
const FIELDS = new Set(['MESSAGE', 'SYSLOG_IDENTIFIER', 'SYSLOG_PID', '_PID', '_HOSTNAME', '__REALTIME_TIMESTAMP', '_SOURCE_REALTIME_TIMESTAMP']);
const LONGEST_NAME = 40;
/** The export's other form, for messages that are not plain text: the name alone, then eight bytes of length and the message. */
const LENGTH_BYTES = 8;

/** True where a text begins as such a journal does, a line or two about it left out. */
export function isJournal(text: string): boolean {
  return text.slice(0, 4000).split('\n', 3).some((line) => BEGIN.test(line));
}

export class JournalFields {
  private readonly fields = new Map<string, string>();
  private message: { text: string; start: number; from: number; line: number } | null = null;
  private isOpen = false;
  private messageFollows = false;
  private readonly stamp: StampReader;

  constructor(referenceTime: number, private readonly each: (entry: JournalEntry) => void) {
    this.stamp = new StampReader(referenceTime);
  }

  /** @returns false for a line outside of any entry */
  line(text: string, start: number, line: number): boolean {
    const second = text.charCodeAt(1);
    if ((second === 95 || second >= 97) && BEGIN.test(text)) { // "__CURSOR", "Sat "
      this.end();
      this.isOpen = true;
      if (text.charCodeAt(0) !== 95 && this.stamp.read(text, 4)) this.fields.set('stamp', String(this.stamp.time! * 1000));
      return true;
    }
    if (!this.isOpen) return false;
    if (text === '') this.end();
    else if (this.messageFollows) this.message ??= { text, start, from: LENGTH_BYTES, line };
    else this.field(text, start, line);
    this.messageFollows = text === 'MESSAGE';
    return true;
  }

  /** The entry ended. */
  end(): void {
    const { message, fields } = this;
    if (message) {
      const [program, host] = [fields.get('SYSLOG_IDENTIFIER'), fields.get('_HOSTNAME')];
      const micros = Number(fields.get('__REALTIME_TIMESTAMP') ?? fields.get('_SOURCE_REALTIME_TIMESTAMP') ?? fields.get('stamp') ?? NaN);
      const ownClock = fields.has('stamp') && !this.stamp.hasZone && !fields.has('__REALTIME_TIMESTAMP') && !fields.has('_SOURCE_REALTIME_TIMESTAMP');
      const inner = InnerLine.part(message.text, message.start, message.from, message.text.length);
      this.each({
        inner: program && !inner.text.startsWith(program) ? inner.withHeader(`${program}[${fields.get('SYSLOG_PID') ?? fields.get('_PID') ?? '0'}]: `) : inner,
        span: { start: message.start, end: message.start + message.text.length }, line: message.line, time: Number.isNaN(micros) ? null : Math.floor(micros / 1000), ownClock, host: host ?? null,
      });
    }
    this.fields.clear();
    this.message = null;
    this.isOpen = false;
  }

  private field(text: string, start: number, line: number): void {
    let from = 0;
    while (text.charCodeAt(from) === 32) from++;
    const equals = text.indexOf('=', from);
    if (equals < 0 || equals - from > LONGEST_NAME) return;
    const name = text.slice(from, equals);
    if (!FIELDS.has(name)) return;
    if (name === 'MESSAGE') this.message ??= { text, start, from: equals + 1, line };
    else this.fields.set(name, text.slice(equals + 1, equals + 301));
  }
}
