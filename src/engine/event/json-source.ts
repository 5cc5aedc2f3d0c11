/**
 * Turns the lines of a JSON text into events: one object per line, arrays, pretty-printed or concatenated objects, events inside envelopes
 * (SNS, SQS, EventBridge, API pages) and inside strings. One object is held at a time, so a file of any length streams.
 */
import type { LineReader, Sample, Sink, SourceFormat } from '../source';
import { scanCodes } from '../scan/codes';
import { eventRecord, type EventShape } from './event-shape';
import { readValueAt, type JsonText, type JsonValue } from './json-value';

/** A single object beyond this is skipped: providers stay under a megabyte, API pages under a few. */
const LONGEST_OBJECT = 64 * 1024 * 1024;
/** Envelopes around envelopes: SQS around SNS around the event is three. */
const DEEPEST_ENVELOPE = 8;
/** A page of unknown JSON is shown by its beginning. */
const PLACE_TEXT = 400;

/** The log format for one provider; events of the other providers in the same text are read, too. */
export function eventFormat(shape: EventShape, all: () => readonly EventShape[]): SourceFormat {
  return {
    kind: 'log',
    id: shape.id,
    name: `${shape.name} events`,
    stateless: false,
    detect: (sample) => {
      const found = shapesIn(sample, all());
      const own = found.get(shape) ?? 0;
      return own === 0 ? 0 : own >= Math.max(...found.values()) ? 0.9 : 0.4;
    },
    open: (_options, sink) => new JsonLines(sink, [shape, ...all().filter((other) => other !== shape)]),
  };
}

const sampled = new WeakMap<Sample, Map<EventShape, number>>();

/** Which providers' events the sample's first objects are. All event formats share one look. */
function shapesIn(sample: Sample, shapes: readonly EventShape[]): Map<EventShape, number> {
  const known = sampled.get(sample);
  if (known) return known;
  const found = new Map<EventShape, number>();
  sampled.set(sample, found);
  const start = /^\ufeff?\s*/.exec(sample.text)![0].length;
  const first = sample.text.charCodeAt(start);
  if (first !== 123 && first !== 91) return found;
  const source: JsonText = { text: sample.text, base: 0 };
  for (let at = start, count = 0; count < 20; count++) {
    const value = readValueAt(source, at);
    if (!value) break;
    visit(value, shapes, 0, (_event, shape) => { found.set(shape, (found.get(shape) ?? 0) + 1); });
    at = value.end;
  }
  return found;
}

/** Calls `each` for every event in a value, envelopes opened. @returns whether there was one */
function visit(value: JsonValue, shapes: readonly EventShape[], depth: number, each: (event: JsonValue, shape: EventShape) => void): boolean {
  if (depth > DEEPEST_ENVELOPE) return false;
  if (value.kind === 'object') {
    const shape = shapes.find((one) => one.recognises(value));
    if (shape) {
      each(value, shape);
      return true;
    }
  }
  let found = false;
  for (const item of value.items ?? []) {
    if (item.kind === 'object' || item.kind === 'array') found = visit(item, shapes, depth + 1, each) || found;
    else if (item.kind === 'string' && holdsJson(item)) for (const inner of item.nested()) found = visit(inner, shapes, depth + 1, each) || found;
  }
  return found;
}

/** A string that begins like an object or an array of objects with escaped quotes. */
function holdsJson(value: JsonValue): boolean {
  if (value.end - value.start < 12) return false;
  const { text } = value.source;
  let at = value.start + 1;
  if (text.charCodeAt(at) === 91) at++;
  return text.charCodeAt(at) === 123 && /^\{(?:\s|\\[nrt]){0,40}\\{1,15}"/.test(text.slice(at, at + 60));
}

class JsonLines implements LineReader {
  /** Lines of an object that is not closed yet, line ends put back, so that offsets stay those of the whole text. */
  private pieces: string[] = [];
  private length = 0;
  private depth = 0;
  private start = 0;
  private firstLine = 0;

  constructor(private readonly sink: Sink, private readonly shapes: readonly EventShape[]) {}

  line(text: string, start: number, line: number): void {
    // A brace in the first column begins a new object, whatever was left open: lines cut off by a crash harm only themselves.
    if (this.pieces.length && !(text.charCodeAt(0) === 123 && this.depth > 0 && /^\{\s{0,20}"/.test(text))) return this.continue(text, start, line);
    if (this.pieces.length) this.flush();
    this.objects(text, 0, start, line);
  }

  end(): void {
    if (this.pieces.length) this.flush();
  }

  /** The objects that begin on a line at or after `from`; brackets and commas between them mean nothing. */
  private objects(text: string, from: number, start: number, line: number): void {
    const source: JsonText = { text, base: start };
    for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at)) {
      const value = readValueAt(source, at);
      if (!value) return;
      if (!value.closed && /^[\s,[\ufeff]{0,200}$/.test(text.slice(Math.max(0, at - 200), at))) {
        this.depth = 0;
        this.start = start + at;
        this.firstLine = line;
        this.add(text.slice(at), start + at);
        this.deepen(text, at);
        return;
      }
      this.event(value, line, start);
      at = value.end;
    }
  }

  private continue(text: string, start: number, line: number): void {
    const close = this.deepen(text, 0);
    this.add(close < 0 ? text : text.slice(0, close), start);
    if (close < 0) return;
    this.flush();
    this.objects(text, close, start, line);
  }

  private add(text: string, start: number): void {
    const gap = start - this.start - this.length;
    if (this.length + text.length > LONGEST_OBJECT) {
      this.sink.limit({ limit: 'longest-json-object', message: 'An object of more than 64 MB was left out. Write one event per line.' });
      this.pieces = [''];
      this.length = 0;
      this.start = start + text.length;
      return;
    }
    if (gap > 0 && this.pieces.length) this.pieces.push(gap === 2 ? '\r\n' : '\n'.repeat(gap));
    this.pieces.push(text);
    this.length += text.length + (this.pieces.length > 1 ? gap : 0);
  }

  /** Follows braces and brackets outside strings; strings end with their line. @returns the offset after the brace that closes the object, or -1 */
  private deepen(text: string, from: number): number {
    let quoted = false;
    for (let i = from; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (quoted) {
        if (c === 92) i++;
        else if (c === 34) quoted = false;
      } else if (c === 34) quoted = true;
      else if (c === 123 || c === 91) this.depth++;
      else if ((c === 125 || c === 93) && --this.depth === 0) return i + 1;
    }
    return -1;
  }

  private flush(): void {
    const text = this.pieces.join('');
    this.pieces = [];
    this.length = 0;
    this.depth = 0;
    const value = readValueAt({ text, base: this.start }, 0);
    if (value) this.event(value, this.firstLine, this.start);
  }

  private event(value: JsonValue, line: number, base: number): void {
    const lineOf = lineCounter(value.source.text, line, base);
    const found = visit(value, this.shapes, 0, (event, shape) => {
      this.sink.message();
      shape.read(event, (facts) => this.sink.record(eventRecord(shape.id, facts, lineOf(facts.place.span.start))));
    });
    if (found) return;
    const status = scanCodes(value.source.text, value.start, value.end).find((m) => m.kind === 'status');
    if (!status) return;
    const at = base + status.span.start;
    this.sink.notUnderstood({ line: lineOf(at), span: { start: base + value.start, end: base + value.end }, text: value.source.text.slice(value.start, Math.min(value.end, value.start + PLACE_TEXT)) });
  }
}

/** Tells the line of an offset; asked in rising order it walks the text once. */
function lineCounter(text: string, firstLine: number, base: number): (offset: number) => number {
  let at = 0;
  let line = firstLine;
  let next = text.indexOf('\n');
  return (offset) => {
    const to = offset - base;
    if (to < at) { at = 0; line = firstLine; next = text.indexOf('\n'); }
    while (next >= 0 && next < to) {
      line++;
      at = next + 1;
      next = text.indexOf('\n', at);
    }
    return line;
  };
}
