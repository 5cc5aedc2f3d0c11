/** What the reader points at: a code, or a field of a record around it. */
import type { JudgedRecord, Span } from '../engine/record';
import type { CodeMention } from '../engine/scan/codes';
import type { DocumentModel } from './document-model';
import { recordRepeated, recordSaid } from './record-of-code';

export interface HoverTarget {
  /** What the hover stands on. */
  readonly span: Span;
  /** The code under the pointer, if it points at one. */
  readonly mention: CodeMention | null;
  /** The record around it; for a code in the letter of a bounce mail the record that it repeats. */
  readonly record: JudgedRecord | null;
  /** Where there is no such record: what the words behind the code make of it. It stands in no document. */
  readonly said: JudgedRecord | null;
}

/** Lines can be megabytes long; a code and what decides whether it is one are within this distance. */
const WINDOW = 2000;

/**
 * @param line the text of the line that holds `offset`, @param lineStart its offset
 * @returns null where there is nothing to explain
 */
export function hoverTargetAt(model: DocumentModel, scan: (text: string) => CodeMention[], line: string, lineStart: number, offset: number): HoverTarget | null {
  const mention = mentionAt(scan, line, lineStart, offset);
  const records = model.records.at(offset);
  const record = records.find((candidate) => fieldAt(candidate, offset, line, lineStart)) ?? records[0] ?? null;
  if (mention) return { span: mention.span, mention, ...meantBy(model, scan, mention, record, line, lineStart) };
  if (!record) return null;
  const span = fieldAt(record, offset, line, lineStart);
  return span && { span, mention: null, record, said: null };
}

function meantBy(model: DocumentModel, scan: (text: string) => CodeMention[], mention: CodeMention, around: JudgedRecord | null, line: string, lineStart: number): Pick<HoverTarget, 'record' | 'said'> {
  const record = around ?? recordRepeated(model, mention.code, mention.span.start);
  if (record) return { record, said: null };
  const span = { start: mention.span.start - lineStart, end: mention.span.end - lineStart };
  return { record, said: recordSaid(model.service, scan, line, { ...mention, span }) };
}

function mentionAt(scan: (text: string) => CodeMention[], line: string, lineStart: number, offset: number): CodeMention | null {
  const from = Math.max(0, offset - lineStart - WINDOW);
  const base = lineStart + from;
  for (const mention of scan(line.slice(from, from + 2 * WINDOW))) {
    const span = { start: mention.span.start + base, end: mention.span.end + base };
    if (holds(span, offset)) return { ...mention, span };
  }
  return null;
}

/** The field of the record under the pointer, together with its name: `Status: 5.1.1`, `dsn=5.1.1`. */
function fieldAt(record: JudgedRecord, offset: number, line: string, lineStart: number): Span | null {
  const { status, diagnostic, recipient, action, replyCode } = record.at;
  for (const place of [status, replyCode, recipient, action, diagnostic]) {
    if (!place) continue;
    const named = withName(place, line, lineStart);
    if (holds(named, offset)) return named;
  }
  return record.encodedIn && holds(record.encodedIn, offset) ? record.encodedIn : null;
}

/** The place and, where it is on this line, the `name=` or `Name:` before it. */
function withName(place: Span, line: string, lineStart: number): Span {
  const start = place.start - lineStart;
  if (start < 0 || start > line.length) return place;
  const from = Math.max(0, start - 40);
  const name = /(?:^|[\s,;(])([A-Za-z][A-Za-z-]{1,30}(?:=<?|:\s{0,5}(?:[A-Za-z0-9.-]{1,15};\s{0,5})?))$/.exec(line.slice(from, start));
  return name ? { start: place.start - name[1]!.length, end: place.end } : place;
}

function holds(span: Span, offset: number): boolean {
  return offset >= span.start && offset <= span.end;
}
