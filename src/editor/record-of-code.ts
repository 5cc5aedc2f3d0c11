/** Whom a code concerns that stands outside of every record: in the letter part of a bounce mail, or in the middle of prose. */
import type { JudgedRecord } from '../engine/record';
import type { CodeMention } from '../engine/scan/codes';
import type { DocumentModel } from './document-model';

/** In a mail about more recipients than this a code alone does not tell which of them is meant. */
const MOST_RECIPIENTS = 100;

/**
 * A bounce mail says everything twice, to people and to programs: the code in the letter means what the report says of it.
 * @returns the first record of the same mail that carries the code; null where none does, or several for different reasons
 */
export function recordRepeated(model: DocumentModel, code: string, offset: number): JudgedRecord | null {
  const mail = model.sectionAt(offset);
  if (!mail) return null;
  const { records } = model;
  const first = records.ordinalFrom(mail.start);
  let found: JudgedRecord | null = null;
  for (let ordinal = first; ordinal < Math.min(records.size, first + MOST_RECIPIENTS); ordinal++) {
    const record = records.get(ordinal)!;
    if (record.span.start >= mail.end) break;
    if (record.status !== code && record.replyCode !== code) continue;
    if (found && found.verdict.category !== record.verdict.category) return null;
    found ??= record;
  }
  return found;
}

/** More of a reply than this says nothing new. */
const LONGEST_REPLY = 500;

/** The reply code before an enhanced one. */
const BEFORE_STATUS = /[245]\d\d[ -]#?$/;

/**
 * What the words behind a code make of it, where they say more than the code alone.
 * @param line a line of text, @param mention the code in it (its span counts from the line's start)
 * @returns a record that stands in no document, or null
 */
export function recordSaid(service: DocumentModel['service'], scan: (text: string) => CodeMention[], line: string, mention: CodeMention): JudgedRecord | null {
  const before = BEFORE_STATUS.exec(line.slice(Math.max(0, mention.span.start - 5), mention.span.start));
  const start = mention.span.start - (before?.[0].length ?? 0);
  const text = untilNextReply(line.slice(start, start + LONGEST_REPLY), scan);
  const [record] = service.read({ text, binary: false }, { as: 'replies', referenceTime: 0 }).records;
  const saysMore = record?.verdict.evidence.some((evidence) => evidence.for && (evidence.kind === 'words' || evidence.kind === 'signature'));
  return record && saysMore && record.verdict.bounceType !== null ? record : null;
}

/** Up to another code of the same kind; the same code again is a reply of several lines. */
function untilNextReply(text: string, scan: (text: string) => CodeMention[]): string {
  const first: Partial<Record<CodeMention['kind'], string>> = {};
  for (const { kind, code, span } of scan(text)) if ((first[kind] ??= code) !== code) return text.slice(0, span.start);
  return text;
}
