/** How a model fills itself from its document. One way for logs of independent lines, one for logs with a memory, one for mails. */
import type { BounceService } from '../engine/service';
import type { BounceRecord, JudgedRecord, Span } from '../engine/record';
import type { LimitHit, Place, ReadOptions, Sink } from '../engine/source';
import type { ModelText } from './model-text';
import { PlaceStore, type Move, type TextChange } from './place-store';

/** A way of reading a document piece by piece, so that the editor never waits. */
export interface Reading {
  /** Reads on until done or until `late()`; always does some work. @returns true when everything is read */
  step(late: () => boolean): boolean;
  /** Keeps what was read in step with an edit and notes what has to be read again. */
  change(change: TextChange): void;
  /** How long to wait after an edit before reading again, in milliseconds. */
  readonly patience: number;
  /** The mail around an offset, where the document is read mail by mail. */
  sectionAt?(offset: number): Span | null;
}

/** A place that can move. */
export interface OpenPlace extends Place {
  line: number;
  span: Span;
}

/** What was read so far. */
export class Findings {
  readonly records = new PlaceStore<JudgedRecord>(carryRecord);
  readonly notUnderstood = new PlaceStore<OpenPlace>(carryPlace);
  readonly limits = new Map<string, LimitHit>();
  messages = 0;

  clear(): void {
    this.records.clear();
    this.notUnderstood.clear();
    this.limits.clear();
    this.messages = 0;
  }

  change(change: TextChange, touched: 'drop' | 'keep'): void {
    this.records.change(change, touched);
    this.notUnderstood.change(change, touched);
  }

  /** A sink that judges records and puts them here. */
  sink(service: BounceService): Sink {
    return {
      record: (record: BounceRecord) => { this.records.add(service.judge(record)); },
      notUnderstood: (place) => { this.notUnderstood.add({ ...place }); },
      limit: (hit) => { this.limits.set(hit.limit, hit); },
      message: () => { this.messages++; },
    };
  }
}

/** What every way of reading is given. */
export interface ReadingContext {
  readonly text: ModelText;
  readonly service: BounceService;
  readonly options: ReadOptions;
  readonly findings: Findings;
}

/** Moves a record's places in place: whoever holds the record sees where it stands now. */
export function carryRecord(record: JudgedRecord, move: Move): void {
  record.line = move.line(record.line);
  record.span = carrySpan(record.span, move);
  if (record.encodedIn) record.encodedIn = carrySpan(record.encodedIn, move);
  const at = record.at;
  if (at.recipient) at.recipient = carrySpan(at.recipient, move);
  if (at.action) at.action = carrySpan(at.action, move);
  if (at.status) at.status = carrySpan(at.status, move);
  if (at.replyCode) at.replyCode = carrySpan(at.replyCode, move);
  if (at.diagnostic) at.diagnostic = carrySpan(at.diagnostic, move);
}

export function carryPlace(place: OpenPlace, move: Move): void {
  place.line = move.line(place.line);
  place.span = carrySpan(place.span, move);
}

function carrySpan(span: Span, move: Move): Span {
  return { start: move.offset(span.start), end: move.offset(span.end) };
}
