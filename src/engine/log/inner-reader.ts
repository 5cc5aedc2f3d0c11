/** Reads log lines that stand inside something else by the format that recognises them; ranges and lines lead to the outer text. */
import { setTime } from '../new-record';
import type { BounceRecord, RecordPlaces, Span } from '../record';
import type { LineReader, LogFormat, ReadOptions, Sink, Wanted } from '../source';
import type { InnerLine } from './inner-line';
import type { JournalEntry } from './journal-fields';
import { matters, wantedBy, wantedIn } from './wanted';

/** Inner lines that are looked at before a format is chosen. */
export const SAMPLED = 100;
/** Readers that are not stateless give some records only when they have seen the lines that follow: so many lines are remembered, more than any reader holds back. */
const MOST_REMEMBERED = 2048;
/** An inner format must be this sure. */
export const SURE = 0.3;

interface Given extends JournalEntry {
  /** Offset of the inner line in the text of all inner lines. */
  readonly start: number;
}

export class InnerReader {
  private held: JournalEntry[] = [];
  private reader: LineReader | null = null;
  /** What was given to the reader lately, by number: several inner lines may stand on one outer line. */
  private readonly given = new Map<number, Given>();
  private number = 0;
  /** To the reader the inner lines are a text of their own. */
  private offset = 0;
  private format: LogFormat | null = null;
  private readonly innerSink: Sink;

  /** @param formats what may stand inside @param fallback reads lines that none of them recognises */
  constructor(private readonly formats: readonly LogFormat[], private readonly fallback: LogFormat, private readonly options: ReadOptions, private readonly sink: Sink) {
    this.innerSink = {
      record: (record) => this.give(record),
      notUnderstood: (place) => {
        const entry = this.given.get(place.line);
        if (entry) sink.notUnderstood({ line: entry.line, span: entry.span, text: place.text });
      },
      limit: (hit) => sink.limit(hit),
      message: () => sink.message(),
    };
  }

  /** What an inner line must hold to matter; null where that is not known yet, or all of them do. */
  get wanted(): Wanted | null {
    return this.reader && wantedBy(this.reader, this.format!);
  }

  /** A line that does not matter was left out: to the reader it stands there all the same. */
  skip(): void {
    this.number++;
  }

  take(entry: JournalEntry): void {
    this.held.push(entry);
    if (this.reader) this.flush();
    else if (this.held.length >= SAMPLED) this.choose();
  }

  end(): void {
    this.choose();
    this.reader!.end?.();
  }

  /** The format that is surest of the first inner lines reads them all. */
  private choose(): void {
    if (!this.reader) {
      const sample = { text: this.held.map((one) => one.inner.text).join('\n') };
      let best = this.fallback;
      let sure = SURE;
      for (const format of this.formats) {
        const confidence = format.detect(sample);
        if (confidence > sure) { best = format; sure = confidence; }
      }
      this.reader = best.open(this.options, this.innerSink);
      this.format = best;
    }
    this.flush();
  }

  private flush(): void {
    for (const entry of this.held) {
      const number = ++this.number;
      if (!matters(wantedIn(this.format!), entry.inner.text)) continue;
      const { inner, span, line, time, host } = entry;
      this.given.set(number, { inner, span, line, time, ownClock: entry.ownClock ?? false, host, start: this.offset });
      if (this.given.size > (this.format!.stateless ? 1 : MOST_REMEMBERED)) this.given.delete(this.given.keys().next().value!);
      this.reader!.line(entry.inner.text, this.offset, number);
      this.offset += entry.inner.text.length + 1;
    }
    this.held = [];
  }

  private give(told: BounceRecord): void {
    const entry = this.given.get(told.line);
    if (!entry) return; // no reader holds a record that long
    const record = { ...told }; // the reader may compare later ones with it
    this.lead(record, entry);
    if (entry.time !== null && (record.time === null || record.ownClock)) { // around it the zone is known
      delete record.ownClock;
      setTime(record, { time: entry.time, hasZone: !entry.ownClock });
    }
    record.reportingMta ??= entry.host?.toLowerCase() ?? null;
    this.sink.record(record);
  }

  /** Leads a record back to the outer text. Places that do not stand there literally are dropped. */
  private lead(record: BounceRecord, entry: Given): void {
    const places: RecordPlaces = {};
    for (const field of Object.keys(record.at) as (keyof RecordPlaces)[]) {
      const span = record.at[field]!;
      const place = this.locate(span, entry, (inner, part) => inner.place(part));
      if (place) places[field] = place;
      else if (field === 'diagnostic') record.encodedIn = span;
    }
    if (record.encodedIn) record.encodedIn = this.locate(record.encodedIn, entry, (inner, part) => inner.around(part)) ?? entry.span;
    record.at = places;
    record.span = entry.span;
    record.line = entry.line;
  }

  /** A place is mostly on the record's own line; the recipients of an error stand below its message, those of a dialogue above. */
  private locate(span: Span, own: Given, find: (inner: InnerLine, part: Span) => Span | null): Span | null {
    const holds = (line: Given): boolean => span.start >= line.start && span.end <= line.start + line.inner.text.length;
    const line = holds(own) ? own : [...this.given.values()].find(holds);
    return line ? find(line.inner, { start: span.start - line.start, end: span.end - line.start }) : null;
  }
}
