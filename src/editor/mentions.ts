/** The codes of some lines of a document, each with the record that it belongs to. Asked for the lines in sight only. */
import type { JudgedRecord } from '../engine/record';
import type { CodeMention } from '../engine/scan/codes';
import type { DocumentModel } from './document-model';
import { recordRepeated } from './record-of-code';

export interface PlacedMention {
  /** Counted from 0. */
  readonly line: number;
  readonly character: number;
  readonly mention: CodeMention;
  /** The record around it, or the one that it repeats in the letter of a bounce mail. */
  readonly record: JudgedRecord | null;
}

/** Of longer lines only the beginning is looked at, as the editor itself does. */
const LONGEST_LINE = 20_000;

/** @param fromLine first line, @param toLine last line, both counted from 0 */
export function mentionsIn(model: DocumentModel, scan: (text: string) => CodeMention[], fromLine: number, toLine: number): PlacedMention[] {
  const { text } = model;
  const last = Math.min(toLine, text.lineCount - 1);
  const found: PlacedMention[] = [];
  if (fromLine > last) return found;
  const records = model.records.between(text.lineStart(fromLine), text.lineStart(last) + text.lineText(last).length);
  let next = 0;
  for (let line = fromLine; line <= last; line++) {
    const content = text.lineText(line);
    const mentions = scan(content.length > LONGEST_LINE ? content.slice(0, LONGEST_LINE) : content);
    if (mentions.length === 0) continue;
    const start = text.lineStart(line);
    while (next < records.length && records[next]!.span.end < start) next++;
    for (const mention of mentions) {
      found.push({ line, character: mention.span.start, mention, record: around(records, next, start + mention.span.start) ?? recordRepeated(model, mention.code, start + mention.span.start) });
    }
  }
  return found;
}

function around(records: readonly JudgedRecord[], from: number, offset: number): JudgedRecord | null {
  for (let i = from; i < records.length && records[i]!.span.start <= offset; i++) {
    if (records[i]!.span.end >= offset) return records[i]!;
  }
  return null;
}
