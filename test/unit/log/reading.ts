/** Reads a text the way a stream does (needles first), and checks of every record that its places hold what it states. */
import assert from 'node:assert/strict';
import { forEachLine } from '../../../src/engine/lines';
import { matters, wantedBy } from '../../../src/engine/log/wanted';
import type { BounceRecord } from '../../../src/engine/record';
import type { LimitHit, Place, SourceFormat } from '../../../src/engine/source';

export interface Read {
  records: BounceRecord[];
  notUnderstood: Place[];
  limits: LimitHit[];
  messages: number;
}

/** The latest time that a stamp without a year can mean in tests. */
export const NOW = Date.UTC(2026, 2, 15);

export function read(format: SourceFormat, text: string): Read {
  const result: Read = { records: [], notUnderstood: [], limits: [], messages: 0 };
  const sink = {
    record: (record: BounceRecord): void => { result.records.push(record); },
    notUnderstood: (place: Place): void => { result.notUnderstood.push(place); },
    limit: (hit: LimitHit): void => { result.limits.push(hit); },
    message: (): void => { result.messages++; },
  };
  if (format.kind === 'text') {
    format.read({ text, binary: false }, { referenceTime: NOW }, sink);
  } else {
    const reader = format.open({ referenceTime: NOW }, sink);
    forEachLine(text, (line, start, number) => {
      if (matters(wantedBy(reader, format), line)) reader.line(line, start, number);
    });
    reader.end?.();
  }
  for (const record of result.records) checkPlaces(text, record);
  return result;
}

/** Every place of a record holds the value that the record states. */
export function checkPlaces(text: string, record: BounceRecord): void {
  for (const field of ['recipient', 'status', 'replyCode'] as const) {
    const place = record.at[field];
    if (place) assert.equal(text.slice(place.start, place.end).toLowerCase(), record[field]?.toLowerCase(), `place of ${field}`);
  }
  const { diagnostic } = record.at;
  const oneLine = (words: string | null): string | undefined => words?.replace(/[\r\n\t]/g, ' ').trim();
  if (diagnostic) assert.equal(oneLine(text.slice(diagnostic.start, diagnostic.end)), oneLine(record.diagnostic));
  assert.ok(record.span.start <= record.span.end && record.span.end <= text.length, 'the span lies in the text');
}

/** The first record, of which a test states some fields. */
export function one(format: SourceFormat, text: string): BounceRecord {
  const { records } = read(format, text);
  assert.equal(records.length, 1, `one record expected, ${records.length} read`);
  return records[0]!;
}

/** Compares only the fields that are stated. */
export function states(record: BounceRecord | undefined, expected: Partial<BounceRecord>): void {
  assert.ok(record, 'a record');
  const actual = Object.fromEntries(Object.keys(expected).map((key) => [key, record[key as keyof BounceRecord]]));
  assert.deepEqual(actual, expected);
}
