/** What a reader found about one recipient, and how it becomes a bounce record. */
import { newRecord } from '../new-record';
import type { Action, BounceRecord, Span } from '../record';
import { scanCodes, settleStatus } from '../scan/codes';
import type { LineCounter } from './line-counter';
import { within, type Value } from './report/fields';

export interface Finding {
  readonly source: string;
  /** The whole place. */
  readonly span: Span;
  /** Set where the values do not stand literally in the original. */
  readonly encodedIn: Span | null;
  readonly recipient: Value | null;
  readonly action: Action | null;
  readonly actionAt?: Span | null;
  /** The status that the report states, if any. */
  readonly status?: Value | null;
  readonly diagnostic: Value | null;
  readonly reportingMta?: string | null;
  readonly remoteMta?: string | null;
  readonly time?: number | null;
}

/** Statuses and replies inside the diagnostic settle what the report leaves open; nothing is invented. */
export function recordOf(finding: Finding, lines: LineCounter): BounceRecord {
  const record = newRecord(finding.source, lines.at(finding.span.start), finding.span);
  const { recipient, diagnostic } = finding;
  record.encodedIn = finding.encodedIn;
  record.recipient = recipient?.text ?? null;
  if (recipient?.span) record.at.recipient = recipient.span;
  record.action = finding.action;
  if (finding.actionAt) record.at.action = finding.actionAt;
  record.diagnostic = diagnostic && diagnostic.text !== '' ? diagnostic.text : null;
  if (record.diagnostic && diagnostic?.span) record.at.diagnostic = diagnostic.span;
  settle(record, finding.status ?? null, diagnostic);
  record.reportingMta = finding.reportingMta ?? null;
  record.remoteMta = finding.remoteMta ?? null;
  record.time = finding.time ?? null;
  return record;
}

function settle(record: BounceRecord, stated: Value | null, diagnostic: Value | null): void {
  const mentions = diagnostic ? scanCodes(diagnostic.text) : [];
  const reply = mentions.find((m) => m.kind === 'reply' && m.code >= '400') ?? mentions.find((m) => m.kind === 'reply');
  record.status = settleStatus(stated?.text ?? null, diagnostic?.text ?? null);
  if (record.status !== null && stated?.text === record.status && stated.span) record.at.status = stated.span;
  else {
    const status = mentions.find((m) => m.kind === 'status' && m.code === record.status);
    const at = status && diagnostic ? within(diagnostic, status.span.start, status.code.length).span : null;
    if (at) record.at.status = at;
  }
  if (!reply || !diagnostic) return;
  record.replyCode = reply.code;
  const at = within(diagnostic, reply.span.start, 3).span;
  if (at) record.at.replyCode = at;
}
