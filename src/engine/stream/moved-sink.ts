/** Takes what was read from a piece of a text and hands it on as it stands in the whole. */
import type { BounceRecord, Span } from '../record';
import type { Sink } from '../source';

/** @param offset characters, @param lines line ends, that stand before the piece */
export function movedSink(sink: Sink, offset: number, lines: number): Sink {
  return {
    record: (record) => sink.record(movedRecord(record, offset, lines)),
    notUnderstood: (place) => sink.notUnderstood({ ...place, line: place.line + lines, span: moved(place.span, offset) }),
    limit: (hit) => sink.limit(hit),
    message: () => sink.message(),
  };
}

function movedRecord(record: BounceRecord, offset: number, lines: number): BounceRecord {
  const at: BounceRecord['at'] = {};
  for (const name of Object.keys(record.at) as (keyof BounceRecord['at'])[]) {
    const place = record.at[name];
    if (place) at[name] = moved(place, offset);
  }
  return { ...record, at, line: record.line + lines, span: moved(record.span, offset), encodedIn: record.encodedIn && moved(record.encodedIn, offset) };
}

function moved(span: Span, offset: number): Span {
  return { start: span.start + offset, end: span.end + offset };
}
