/** Delivery reports to findings: one for each recipient's block. */
import type { Span } from '../../record';
import { addressOf, hostOf, isAddress } from '../address';
import type { Finding } from '../finding';
import { parseDate } from './dates';
import { actionOf, statusIn, type DeliveryReport } from './delivery-status';
import { valueOf, within, type ReportBlock, type Value } from './fields';

/** Diagnostic-Code: `smtp; 550 ...`. */
const TYPE = /^[A-Za-z][A-Za-z0-9-]{0,30}\s{0,3};\s{0,10}/;

export function findingsOf(report: DeliveryReport, mailTime: number | null): Finding[] {
  const reporting = valueOf(report.message, 'reporting-mta');
  return report.recipients.map((block) => {
    const action = actionOf(block);
    const span = spanOfBlock(report, block);
    return {
      source: 'rfc3464',
      span,
      encodedIn: isLiteral(report, block) ? null : span,
      recipient: recipientOf(block),
      action: action?.action ?? null,
      actionAt: action?.value.span ?? null,
      status: statusIn(block),
      diagnostic: diagnosticOf(block),
      reportingMta: reporting ? hostOf(reporting.text) : null,
      remoteMta: hostOf(valueOf(block, 'remote-mta')?.text ?? ''),
      time: parseDate(valueOf(block, 'last-attempt-date')?.text ?? '') ?? mailTime ?? parseDate(valueOf(report.message, 'arrival-date')?.text ?? ''),
    };
  });
}

/** Final-Recipient; where that is no address (a local name, X.400), what the sender wrote. */
function recipientOf(block: ReportBlock): Value | null {
  let first: Value | null = null;
  for (const name of ['final-recipient', 'original-recipient', 'x-actual-recipient']) {
    const value = valueOf(block, name);
    const address = value && addressOf(value.text);
    if (!value || !address) continue;
    const at = value.text.indexOf(address);
    const found = at === -1 ? { text: address, span: null } : within(value, at, address.length);
    if (isAddress(address)) return found;
    first ??= found;
  }
  return first;
}

function diagnosticOf(block: ReportBlock): Value | null {
  const value = valueOf(block, 'diagnostic-code');
  if (!value) return null;
  const skip = TYPE.exec(value.text)?.[0].length ?? 0;
  if (skip === 0) return value;
  if (value.span === null) return { text: value.text.slice(skip), span: null };
  return { text: value.text.slice(skip), span: { start: value.span.start + skip, end: value.span.end } };
}

function spanOfBlock(report: DeliveryReport, block: ReportBlock): Span {
  return { start: report.lines[block.from]!.start, end: report.lines[block.to - 1]!.end };
}

function isLiteral(report: DeliveryReport, block: ReportBlock): boolean {
  for (let i = block.from; i < block.to; i++) if (!report.lines[i]!.literal) return false;
  return true;
}
