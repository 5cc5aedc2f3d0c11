/**
 * Web hooks as they were posted, in access logs, request dumps and bodies kept as files: form encoding (Mandrill's `mandrill_events=%5B...`,
 * Mailgun's fields before 2018), form data in parts (RFC 7578), and JSON whose quotes nginx wrote as `\x22`. A form is read as a JSON object
 * of its fields; ranges lead to the text as it stands.
 */
import type { BounceRecord } from '../record';
import type { LineReader, LogFormat, Sink } from '../source';
import { eventRecord, type EventShape } from './event-shape';
import { visit } from './json-source';
import { readValueAt } from './json-value';

/** Fields after each other, as a body, a query, or an argument. */
const FORM = /(?<![^\s"'?{(,>])[\w.$-]{1,60}=[^\s"'<>]*/g;
/** One of the fields says what happened. */
const OF_EVENT = /mandrill_events=.|(?<![\w-])event=(?:bounce|complain|deferr|deliver|drop|fail|reject|spam)/;
const ENCODED = /\+|(?:%[\da-f]{2}){1,400}/gi;
const ESCAPED_START = '{\\x22';
const ESCAPED = /(?:\\x[\da-f]{2}){1,400}/gi;
/** An object, or a list that begins with one. */
const JSON_START = /^\[?\s{0,100}\{\s{0,100}"/;
const PART = /^Content-Disposition: form-data; name="([^"]{1,60})"(; filename)?/i;
const BOUNDARY = /^--[^\s"]{1,72}$/;
/** A part that goes on over more lines than that is nobody's error message. */
const MOST_LINES = 50;

/** @param shapes the services */
export function formFormat(shapes: () => readonly EventShape[]): LogFormat {
  return {
    kind: 'log',
    id: 'form',
    name: 'Web hooks as they were posted',
    stateless: false,
    detect: ({ text }) => {
      if (!OF_EVENT.test(text) && !text.includes(ESCAPED_START) && !text.includes('form-data; name="event"')) return 0;
      let found = false;
      const reader = new FormReader(shapes(), { message: () => { found = true; }, record: () => undefined });
      for (const line of text.split(/\r\n?|\n/)) reader.line(line, 0, 0);
      reader.end();
      return found ? 0.8 : 0;
    },
    open: (_options, sink) => new FormReader(shapes(), sink),
  };
}

/** JSON that is written from something else: where each character stands there. */
class Written {
  private text = '';
  private readonly places: number[] = [];

  /** @param step how far apart the characters stand */
  add(text: string, at: number, step: number, quoted = false): void {
    const escapes = quoted && /["\\\p{Cc}]/u.test(text);
    for (let i = 0; i < text.length; i++) {
      const character = escapes ? JSON.stringify(text.charAt(i)).slice(1, -1) : text.charAt(i);
      for (let j = 0; j < character.length; j++) this.places.push(at + i * step);
      this.text += character;
    }
  }

  /** @param encoded what stands for other characters, global @param quoted the text goes into a string */
  decoded(text: string, start: number, encoded: RegExp, quoted: boolean): void {
    let from = 0;
    for (const { 0: run, index } of text.matchAll(encoded)) {
      this.add(text.slice(from, index), start + from, 1, quoted);
      const plain = textOf(run);
      this.add(plain, start + index, run.length / plain.length, quoted);
      from = index + run.length;
    }
    this.add(text.slice(from), start + from, 1, quoted);
  }

  begin(name: string, at: number, quote = '"'): void {
    this.add(`${this.text === '' ? '{' : ','}${JSON.stringify(name)}:${quote}`, at, 0);
  }

  /** @param start offset of the name */
  field(name: string, value: string, start: number): void {
    if (value === '') return;
    const at = start + name.length + 1;
    const isJson = JSON_START.test(value.slice(0, 600).replace(ENCODED, textOf));
    this.begin(name, start, isJson ? '' : '"');
    this.decoded(value, at, ENCODED, !isJson);
    if (!isJson) this.add('"', at + value.length, 0);
  }

  /** Gives the records of the events to the sink. @param end offset after what it is written from */
  read(end: number, line: number, shapes: readonly EventShape[], sink: Given): void {
    const value = readValueAt({ text: this.text, base: 0, origin: Uint32Array.from([...this.places, end]) }, 0);
    if (value) visit(value, shapes, 0, (event, shape) => {
      sink.message();
      shape.read(event, (facts) => sink.record(eventRecord(shape.id, facts, line)));
    });
  }
}

type Given = Pick<Sink, 'message' | 'record'>;

class FormReader implements LineReader {
  /** The form whose parts are being read, and what begins each of them. */
  private form: Written | null = null;
  private boundary = '';
  private firstLine = 0;
  /** The part's field; null where nobody needs it. */
  private name: string | null = null;
  /** Lines of its value; -1 before it begins. */
  private lines = -1;
  private endOfValue = 0;
  private before = '';

  constructor(private readonly shapes: readonly EventShape[], private readonly sink: Given) {}

  line(text: string, start: number, line: number): void {
    const part = this.before.startsWith('--') && BOUNDARY.test(this.before) ? PART.exec(text) : null;
    if (part) this.begin(part, line);
    else if (this.form) this.continue(this.form, text, start);
    else this.posted(text, start, line);
    this.before = text;
  }

  end(): void {
    this.endPart();
    this.form?.read(this.endOfValue, this.firstLine, this.shapes, this.sink);
    this.form = null;
  }

  private begin(part: RegExpExecArray, line: number): void {
    if (this.before !== this.boundary) this.end(); // the form before was cut off
    if (!this.form) this.firstLine = line;
    this.form ??= new Written();
    this.boundary = this.before;
    this.name = part[2] ? null : part[1]!;
  }

  private continue(form: Written, text: string, start: number): void {
    if (text.startsWith(this.boundary)) {
      this.endPart();
      if (text.startsWith('--', this.boundary.length)) this.end();
    } else if (this.lines >= 0) {
      if (this.name === null || this.lines >= MOST_LINES) return;
      if (this.lines++ > 0) form.add('\\n', start, 0);
      form.add(text, start, 1, true);
      this.endOfValue = start + text.length;
    } else if (text === '') {
      this.lines = 0;
      this.endOfValue = start;
      if (this.name !== null) form.begin(this.name, start);
    }
  }

  private endPart(): void {
    if (this.lines >= 0 && this.name !== null) this.form?.add('"', this.endOfValue, 0);
    this.name = null;
    this.lines = -1;
  }

  private posted(text: string, start: number, line: number): void {
    const literal: Given = { message: () => this.sink.message(), record: (record) => this.sink.record(literalPlaces(record, text, start)) };
    if (OF_EVENT.test(text)) {
      for (const { 0: fields, index } of text.matchAll(FORM)) {
        if (!OF_EVENT.test(fields)) continue;
        const form = new Written();
        let at = start + index;
        for (const field of fields.split('&')) {
          const name = field.split('=', 1)[0]!;
          form.field(name, field.slice(name.length + 1), at);
          at += field.length + 1;
        }
        form.read(at - 1, line, this.shapes, literal);
      }
    }
    const at = text.indexOf(ESCAPED_START);
    if (at < 0) return;
    const json = new Written();
    json.decoded(text.slice(at), start + at, ESCAPED, false);
    json.read(start + text.length, line, this.shapes, literal);
  }
}

/** Drops the places that do not hold what is stated as it is. */
function literalPlaces(record: BounceRecord, text: string, start: number): BounceRecord {
  for (const field of ['recipient', 'status', 'replyCode', 'diagnostic'] as const) {
    const place = record.at[field];
    if (!place || text.slice(place.start - start, place.end - start) === record[field]) continue;
    delete record.at[field];
    if (field === 'diagnostic') record.encodedIn = place;
  }
  return record;
}

/** What a run of encoded bytes stands for. */
function textOf(run: string): string {
  if (run === '+') return ' ';
  const bytes = run.replace(/\\x/g, '%');
  try {
    return decodeURIComponent(bytes);
  } catch { // each byte is a character
    return bytes.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
}
