/**
 * Turns the objects of a JSON text into events, also those inside envelopes (SNS, SQS, EventBridge, API pages) and inside strings.
 */
import type { LineReader, Sample, Sink, SourceFormat } from '../source';
import { scanCodes } from '../scan/codes';
import { eventRecord, type EventShape } from './event-shape';
import { eachObjectStart, jsonStart } from './json-start';
import { readValueAt, type JsonText, type JsonValue } from './json-value';
import { JsonValues, lineCounter, LONGEST_JSON_LINE } from './json-values';

/** Envelopes around envelopes: SQS around SNS around the event is three. */
const DEEPEST_ENVELOPE = 8;
/** So sure is a format of events that stand among other words: less than those of the lines around them. */
const AMONG_WORDS = 0.72;
/** A page of unknown JSON is shown by its beginning. */
const PLACE_TEXT = 400;

/** The log format for one provider; events of the other providers in the same text are read, too. */
export function eventFormat(shape: EventShape, all: () => readonly EventShape[]): SourceFormat {
  return {
    kind: 'log',
    id: shape.id,
    name: `${shape.name} events`,
    stateless: false,
    longestLine: LONGEST_JSON_LINE,
    detect: (sample) => {
      const found = shapesIn(sample, all());
      const own = found.get(shape) ?? 0;
      if (own === 0) return 0;
      return own < Math.max(...found.values()) ? 0.4 : jsonStart(sample.text) < 0 ? AMONG_WORDS : 0.9;
    },
    open: (_options, sink) => eventReader(sink, shape.loose ? all() : [shape, ...all().filter((other) => other !== shape)]),
  };
}

/** In a program's text the events are examples. */
function isSourceCode(sample: Sample): boolean {
  return /^(?:javascript|typescript|python|ruby|php|go|java|csharp|rust|kotlin|html|vue)/.test(sample.languageId ?? '') || /\.(?:[cm]?[jt]sx?|py|rb|php|go|java|cs|rs|kt|exs?|html?|vue)$/i.test(sample.fileName ?? '');
}

const sampled = new WeakMap<Sample, Map<EventShape, number>>();

/** Which providers' events the sample's first objects are. All event formats share one look. */
function shapesIn(sample: Sample, shapes: readonly EventShape[]): Map<EventShape, number> {
  const known = sampled.get(sample);
  if (known) return known;
  const found = new Map<EventShape, number>();
  sampled.set(sample, found);
  const start = jsonStart(sample.text);
  const source: JsonText = { text: sample.text, base: 0 };
  const see = (_event: JsonValue, shape: EventShape): void => { found.set(shape, (found.get(shape) ?? 0) + 1); };
  if (start < 0) {
    if (!isSourceCode(sample)) {
      eachObjectStart(sample.text, (at) => {
        const value = readValueAt(source, at);
        return value && visit(value, shapes, 0, see) ? value.end : -1;
      });
    }
    return found;
  }
  for (let at = start, count = 0; count < 20; count++) {
    const value = readValueAt(source, at);
    if (!value) break;
    visit(value, shapes, 0, see);
    at = value.end;
  }
  return found;
}

/** Calls `each` for every event in a value, envelopes opened. @returns whether there was one */
export function visit(value: JsonValue, shapes: readonly EventShape[], depth: number, each: (event: JsonValue, shape: EventShape) => void): boolean {
  if (depth > DEEPEST_ENVELOPE) return false;
  if (value.kind === 'object') {
    const shape = shapeOf(value, shapes);
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

/** The provider of the object before is asked first: files are seldom mixed. */
let lastShape: EventShape | null = null;

function shapeOf(value: JsonValue, shapes: readonly EventShape[]): EventShape | null {
  if (lastShape && !lastShape.loose && shapes.includes(lastShape) && lastShape.recognises(value)) return lastShape;
  for (const shape of shapes) if (shape.recognises(value)) return lastShape = shape;
  return null;
}

/** A string that begins like an object or an array of objects with escaped quotes. */
function holdsJson(value: JsonValue): boolean {
  if (value.end - value.start < 12) return false;
  const { text } = value.source;
  let at = value.start + 1;
  if (text.charCodeAt(at) === 91) at++;
  return text.charCodeAt(at) === 123 && /^\{(?:\s|\\[nrt]){0,40}\\{1,15}"/.test(text.slice(at, at + 60));
}

/** Gives the events of every object to the sink; an object with a code that is nobody's event is shown as a place. */
function eventReader(sink: Sink, shapes: readonly EventShape[]): LineReader {
  const opened = new Map(shapes.flatMap((shape) => (shape.open ? [[shape, shape.open()] as const] : [])));
  return new JsonValues(sink, (value, line, base) => {
    const lineOf = lineCounter(value.source.text, line, base, value.start);
    const found = visit(value, shapes, 0, (event, shape) => {
      sink.message();
      (opened.get(shape) ?? shape.read)(event, (facts) => sink.record(eventRecord(shape.id, facts, lineOf(facts.place.span.start))));
    });
    if (found) return;
    const status = scanCodes(value.source.text, value.start, value.end).find((m) => m.kind === 'status');
    if (!status) return;
    sink.notUnderstood({ line: lineOf(base + status.span.start), span: { start: base + value.start, end: base + value.end }, text: value.source.text.slice(value.start, Math.min(value.end, value.start + PLACE_TEXT)) });
  });
}
