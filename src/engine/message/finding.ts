/** What a reader found about one recipient, and how it becomes a bounce record. */
import { newRecord } from '../new-record';
import type { Action, BounceRecord, RecordKind, Span, Stage } from '../record';
import { scanCodes, settleStatus, type CodeMention } from '../scan/codes';
import { readConversation } from './conversation';
import type { LineCounter } from './line-counter';
import { replyIn } from './reply-code';
import type { Words } from './words';

export interface Finding {
  /** Id of what read it. */
  readonly source: string;
  readonly kind?: RecordKind;
  /** The whole place. */
  readonly span: Span;
  /** Set where the values do not stand literally in the original. */
  readonly encodedIn: Span | null;
  readonly recipient: Words | null;
  readonly finalRecipient?: Words | null;
  readonly action: Action | null;
  readonly actionAt?: Span | null;
  /** The status that the report states, if any. */
  readonly status?: Words | null;
  readonly diagnostic: Words | null;
  readonly reportingMta?: string | null;
  readonly remoteMta?: string | null;
  readonly stage?: Stage | null;
  readonly time?: number | null;
  readonly label?: string | null;
  readonly sender?: string | null;
  readonly queueId?: string | null;
}

/** Statuses and replies inside the diagnostic settle what the report leaves open; nothing is invented. */
export function recordOf(finding: Finding, lines: LineCounter): BounceRecord {
  const record = newRecord(finding.source, lines.at(finding.span.start), finding.span);
  record.kind = finding.kind ?? 'delivery';
  record.encodedIn = finding.encodedIn;
  const { recipient } = finding;
  record.recipient = recipient && !recipient.isEmpty ? recipient.text : null;
  if (recipient?.span) record.at.recipient = recipient.span;
  if (finding.finalRecipient) record.finalRecipient = finding.finalRecipient.text;
  record.action = finding.action;
  if (finding.actionAt) record.at.action = finding.actionAt;
  const told = finding.diagnostic && !finding.diagnostic.isEmpty ? readConversation(finding.diagnostic) : null;
  if (told) {
    record.diagnostic = told.diagnostic.text;
    if (told.diagnostic.span) record.at.diagnostic = told.diagnostic.span;
  }
  settle(record, finding.status ?? null, told?.diagnostic ?? null);
  record.reportingMta = finding.reportingMta ?? null;
  record.remoteMta = finding.remoteMta ?? told?.remoteMta ?? null;
  record.stage = finding.stage ?? told?.stage ?? null;
  record.time = finding.time ?? null;
  record.label = finding.label ?? null;
  record.sender = finding.sender ?? null;
  record.queueId = finding.queueId ?? null;
  return record;
}

function settle(record: BounceRecord, stated: Words | null, diagnostic: Words | null): void {
  record.status = settleStatus(stated?.text ?? null, diagnostic?.text ?? null);
  // 2.5.1 in the words of a failure is a version
  if (record.status?.startsWith('2') && !stated && (record.action === 'failed' || record.action === 'delayed')) record.status = null;
  const mentions = diagnostic ? scanCodes(diagnostic.text) : [];
  const status = record.status === stated?.text ? stated : placeOf(mentions.find((m) => m.kind === 'status' && m.code === record.status), diagnostic);
  if (status?.span) record.at.status = status.span;
  const reply = diagnostic && replyIn(diagnostic, mentions);
  if (!reply) return;
  record.replyCode = reply.text;
  if (reply.span) record.at.replyCode = reply.span;
}

function placeOf(mention: CodeMention | undefined, diagnostic: Words | null): Words | null {
  return mention && diagnostic ? diagnostic.slice(mention.span.start, mention.span.end) : null;
}
