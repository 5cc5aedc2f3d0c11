/** One bounce record as one line of JSON: part of the command-line contract, scripts depend on the names and their order. */
import type { Evidence, JudgedRecord } from '../engine/record';
import { jsonText } from './json-text';
import { isoTime } from './time';

/** What a script gets of one record. What is not known is `null`. */
export interface RecordLine {
  file: string;
  /** From 1. */
  line: number;
  /** Id of the source format. */
  source: string;
  recipient: string | null;
  /** RFC 3464's words, and `rejected`. A queue lifetime that ended is `failed` for its recipient. */
  action: string | null;
  status: string | null;
  replyCode: string | null;
  diagnostic: string | null;
  provider: string | null;
  category: string;
  bounceType: string | null;
  permanence: string | null;
  confidence: string;
  evidence: EvidenceLine[];
  reportingMta: string | null;
  remoteMta: string | null;
  /** ISO 8601: UTC with a `Z`; without one the log's own clock, where the log names no time zone. */
  time: string | null;
}

export type EvidenceLine = Pick<Evidence, 'kind' | 'text' | 'rule' | 'category' | 'for'>;

/** @param file as the user named it */
export function recordLine(file: string, record: JudgedRecord): RecordLine {
  const { verdict } = record;
  return {
    file,
    line: record.line,
    source: record.source,
    recipient: record.recipient,
    action: record.action === 'expired' ? 'failed' : record.action,
    status: record.status,
    replyCode: record.replyCode,
    diagnostic: record.diagnostic,
    provider: verdict.provider,
    category: verdict.category,
    bounceType: verdict.bounceType,
    permanence: verdict.permanence,
    confidence: verdict.confidence,
    evidence: verdict.evidence.map(({ kind, text, rule, category, for: supports }) => ({ kind, text, rule, category, for: supports })),
    reportingMta: record.reportingMta,
    remoteMta: record.remoteMta,
    time: isoTime(record.time, record.ownClock ? 'log' : 'utc'),
  };
}

/** One line, with its line end. JSON escapes every control character, so a line stays one line. */
export function ndjsonLine(file: string, record: JudgedRecord): string {
  return `${jsonText(recordLine(file, record))}\n`;
}
