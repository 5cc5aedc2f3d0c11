/**
 * Logs inside something else: journald's JSON (also with byte arrays) and its entries with one field on a line, docker's json-file,
 * CloudWatch, container platforms' JSON lines, Haraka's JSON format, and FortiMail's key-value lines. The inner lines are read by the format that recognises them; ranges lead to the outer text.
 */
import { jsonStart } from '../event/json-start';
import { JsonValues, lineCounter, LONGEST_JSON_LINE } from '../event/json-values';
import { readValueAt, type JsonValue } from '../event/json-value';
import { timeOf } from '../event/event-shape';
import { mayHoldCode } from '../scan/may-hold-code';
import type { LineReader, LogFormat, ReadOptions, Sink, Wanted } from '../source';
import { Unfolder } from './folded';
import { InnerLine } from './inner-line';
import { InnerReader, SAMPLED, SURE } from './inner-reader';
import { isJournal, JournalFields } from './journal-fields';

/** Members that hold a log line, by platform: journald, docker, CloudWatch and shippers, Google Cloud, Loki, Graylog, Azure. */
const LINE_MEMBERS = ['MESSAGE', 'log', 'message', 'textPayload', 'msg', 'line', '@message', 'short_message', 'SyslogMessage'];
const PROGRAM_MEMBERS = ['SYSLOG_IDENTIFIER', 'appname', 'program', 'ProcessName'];
const HOST_MEMBERS = ['_HOSTNAME', 'hostname', 'host', 'Computer'];
/** Members in which loggers put what was thrown: a text, or an object that holds the words and more (then the whole entry, as it stands, is the line). */
const ERROR_MEMBERS: ReadonlySet<string> = new Set(['err', 'error', 'exception', 'Exception', '@x', 'stack_trace', 'exc_info', 'stack']);
/** Loggers that write the kind of what was thrown and its words apart: GitLab and Sidekiq, Elastic's, Datadog's. */
const THROWN = [['error_class', 'error_message'], ['exception.class', 'exception.message'], ['error.type', 'error.message'], ['error.kind', 'error.message']] as const;
const TIME_MEMBERS = ['__REALTIME_TIMESTAMP', '_SOURCE_REALTIME_TIMESTAMP', '@timestamp', 'timestamp', 'time', 'ts', '@t', 'datetime', 'asctime', 'Timestamp', 'TimeGenerated'];
/** FortiMail: `date=... time=... device_id=... type=event subtype=smtp ... msg="..."`. */
const FORTIMAIL = /(?:^|[\s>])(?:date=\d{4}-\d\d-\d\d[ ,]+time=\d\d:\d\d:\d\d|device_id=\S{1,40}).{0,600}?\bmsg="/;
/** Stands for the program that other logs name before the message. */
const FORTIMAIL_PROGRAM = 'fortimail[0]: ';
const DEEPEST = 4;

/** @param formats what may stand inside @param fallback reads lines that none of them recognises */
export function wrappedFormat(formats: () => readonly LogFormat[], fallback: LogFormat): LogFormat {
  return {
    kind: 'log',
    id: 'wrapped',
    name: 'Log wrapped in JSON, a journal or key=value lines',
    stateless: false,
    longestLine: LONGEST_JSON_LINE,
    detect: ({ text }) => {
      const inner = sampleLines(text);
      if (inner.length === 0) return 0;
      const sample = { text: inner.join('\n') };
      return Math.max(0, ...formats().map((format) => format.detect(sample))) > SURE ? 0.99 : 0;
    },
    open: (options, sink) => new WrappedReader(formats(), fallback, options, sink),
  };
}

/** What stands otherwise in a JSON string, or may do so. */
const ESCAPED = /["\\/\x00-\x1f\x7f-\uffff]+/;
/** Some write so what a page could take for a tag: `\u003c`. */
const FOR_PAGES = /\\u00([2-7][0-9a-f])/gi;

class WrappedReader implements LineReader {
  /** A line was put together of members: its words stand nowhere as they are. */
  private isComposed = false;
  private lookedFor: Wanted | null = null;
  /** Of each of its needles the longest part that is never escaped; null where one has none. */
  private needles: readonly string[] | null = null;
  private readonly values: JsonValues;
  private readonly journal: JournalFields;
  private readonly reader: InnerReader;
  private readonly inner: Unfolder;

  constructor(formats: readonly LogFormat[], fallback: LogFormat, options: ReadOptions, sink: Sink) {
    this.reader = new InnerReader(formats, fallback, options, sink);
    this.inner = new Unfolder('replies', (entry) => this.reader.take(entry));
    this.values = new JsonValues(sink, (value, line, base) => {
      const lineOf = lineCounter(value.source.text, line, base, value.start);
      this.isComposed ||= harakaLine(value) !== null;
      eachLine(value, 0, (inner, entry) => this.inner.take({ inner, span: value.span, line: lineOf(value.span.start), time: timeIn(entry), host: firstText(entry, HOST_MEMBERS) }));
    });
    this.journal = new JournalFields(options.referenceTime, (entry) => this.inner.take(entry));
  }

  line(text: string, start: number, line: number): void {
    const first = text.charCodeAt(0);
    if (first === 123 && this.mayBeSkipped(text)) return this.reader.skip();
    const forti = first === 123 || first === 32 ? null : FORTIMAIL.exec(text);
    if (forti) {
      const from = forti.index + forti[0].length;
      const end = text.lastIndexOf('"');
      const inner = InnerLine.part(text, start, from, end > from ? end : text.length).withHeader(FORTIMAIL_PROGRAM);
      this.inner.take({ inner, span: { start, end: start + text.length }, line, time: fortiTime(text), ownClock: true, host: null });
    } else if (first === 123 || !this.journal.line(text, start, line)) {
      if (this.values.isOpen || text.includes('{')) this.values.line(text, start, line);
      else if (/[^\s[\],]/.test(text)) this.inner.take({ inner: InnerLine.part(text, start, 0, text.length), span: { start, end: start + text.length }, line, time: null, host: null }); // a plain line among the others
    }
  }

  /** Whether an object on a line of its own holds no word that its inner line needs to matter: to take it apart takes most of the time. */
  private mayBeSkipped(text: string): boolean {
    if (this.isComposed || text.charCodeAt(text.length - 1) !== 125 || this.values.waits || this.inner.waits) return false;
    const { wanted } = this.reader;
    if (wanted !== this.lookedFor) {
      this.lookedFor = wanted;
      const parts = wanted?.needles.map((needle) => needle.split(ESCAPED).reduce((a, b) => (b.length > a.length ? b : a)));
      this.needles = parts?.every((part) => part.length > 1) ? parts : null;
    }
    if (!wanted || !this.needles) return false;
    const plain = text.includes('\\u00') ? text.replace(FOR_PAGES, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
    return !this.needles.some((needle) => plain.includes(needle)) && !(wanted.codes && mayHoldCode(plain));
  }

  end(): void {
    this.values.end();
    this.journal.end();
    this.inner.end();
    this.reader.end();
  }
}

/** Calls `each` for every log line in an object: its own, or those of the entries that it holds (CloudWatch's `events`). */
function eachLine(value: JsonValue, depth: number, each: (inner: InnerLine, entry: JsonValue) => void): void {
  if (depth > DEEPEST) return;
  const haraka = harakaLine(value);
  if (haraka) return each(haraka, value);
  const thrownAs = value.names?.find((name) => ERROR_MEMBERS.has(name));
  const error = thrownAs === undefined ? undefined : value.get(thrownAs);
  if (error?.kind === 'object' && error.text('message') !== null) return each(InnerLine.part(value.source.text, value.source.base, value.start, value.end), value);
  for (const [kind, words] of THROWN) {
    const [first, second] = [value.get(kind), value.get(words)].map((member) => member && InnerLine.of(member));
    if (first && second) return each(InnerLine.join([first, ': ', second]), value);
  }
  for (const name of LINE_MEMBERS) {
    const member = value.get(name);
    const inner = member && withWords(InnerLine.of(member), error);
    if (!inner) continue;
    const program = firstText(value, PROGRAM_MEMBERS);
    const header = program && !inner.text.startsWith(program) ? `${program}[${value.text('SYSLOG_PID') ?? value.text('_PID') ?? '0'}]: ` : '';
    for (const line of (header ? inner.withHeader(header) : inner).lines()) each(line, value);
    return;
  }
  const thrown = error && InnerLine.of(error);
  if (thrown) {
    for (const line of thrown.lines()) each(line, value);
    return;
  }
  for (const item of value.items ?? []) if (item.kind === 'object' || item.kind === 'array') eachLine(item, depth + 1, each);
}

/** A line and the words of the error that was logged beside it. */
function withWords(inner: InnerLine | null, error: JsonValue | undefined): InnerLine | null {
  const words = error?.kind === 'string' ? InnerLine.of(error) : null;
  return inner && words ? InnerLine.join([inner, ': ', words]) : inner;
}

const HARAKA_HEAD = new Set(['level', 'uuid', 'source', 'origin', 'message']);

/** Haraka's `format=json` takes its usual line apart into members: put together again, its own reader reads it. */
function harakaLine(value: JsonValue): InnerLine | null {
  const [level, uuid, source] = [value.text('level'), value.text('uuid'), value.text('source') ?? value.text('origin')];
  const message = value.get('message');
  const words = level && uuid && source && message ? InnerLine.of(message) : null;
  if (!words) return null;
  const parts: (string | InnerLine)[] = [`[${level!.toUpperCase()}] [${uuid}] [${source}] `, words];
  value.names!.forEach((name, i) => {
    const inner = HARAKA_HEAD.has(name) ? null : InnerLine.of(value.items![i]!);
    if (inner) parts.push(` ${name}="`, inner, '"');
  });
  return InnerLine.join(parts);
}

function firstText(entry: JsonValue, names: readonly string[]): string | null {
  for (const name of names) {
    const text = entry.text(name);
    if (text) return text;
  }
  return null;
}

function timeIn(entry: JsonValue): number | null {
  for (const name of TIME_MEMBERS) {
    const member = entry.get(name);
    if (!member) continue;
    const micros = /^\d{16}$/.exec(member.text() ?? '');
    const time = micros ? Math.floor(Number(micros[0]) / 1000) : timeOf(member);
    if (time !== null) return time;
  }
  return null;
}

function fortiTime(text: string): number | null {
  const found = /\bdate=(\d{4}-\d\d-\d\d)[ ,]+time=(\d\d:\d\d:\d\d)/.exec(text);
  const time = found ? Date.parse(`${found[1]}T${found[2]}Z`) : NaN;
  return Number.isNaN(time) ? null : time;
}

/** The inner lines of the first objects, journal entries or FortiMail lines of a sample. */
function sampleLines(text: string): string[] {
  const lines: string[] = [];
  if (isJournal(text)) {
    const journal = new JournalFields(0, ({ inner }) => { lines.push(inner.text); });
    for (const line of text.split('\n')) journal.line(line.replace(/\r$/, ''), 0, 0);
    journal.end();
    return lines;
  }
  const start = jsonStart(text);
  const first = start < 0 ? text.search(/^\{"/m) : start; // lines of another program may stand before
  if (first >= 0) {
    for (let at = first, count = 0; count < SAMPLED; count++) {
      const value = readValueAt({ text, base: 0 }, at);
      if (!value) break;
      eachLine(value, 0, (inner) => { lines.push(inner.text); });
      at = value.end;
    }
  } else if (/\bdevice_id=|\bdate=\d{4}-/.test(text.slice(0, 4000))) {
    for (const line of text.split('\n', SAMPLED)) {
      const forti = FORTIMAIL.exec(line.slice(0, 4000));
      if (forti) lines.push(FORTIMAIL_PROGRAM + line.slice(forti.index + forti[0].length).replace(/"\s{0,4}$/, ''));
    }
  }
  return lines;
}
