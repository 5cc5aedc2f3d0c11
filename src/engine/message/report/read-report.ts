/** Delivery reports to findings: one for each recipient's block. */
import type { Span } from '../../record';
import { addressOf, hostOf, isAddress } from '../address';
import type { Finding } from '../finding';
import { decodeWords } from '../mime/encoded-words';
import { Words } from '../words';
import { parseDate } from './dates';
import { actionOf, statusIn, type DeliveryReport } from './delivery-status';
import { valueOf, type ReportBlock } from './fields';

/** Diagnostic-Code: `smtp; 550 ...`. */
const TYPE = /^[A-Za-z][A-Za-z0-9-]{0,30}\s{0,3};\s{0,10}/;

/** @param mailTime when the report was sent; counts where the report names no attempt */
export function findingsOf(report: DeliveryReport, mailTime: number | null): Finding[] {
  const { message } = report;
  const reporting = valueOf(message, 'reporting-mta');
  const sender = valueOf(message, 'x-postfix-sender') ?? valueOf(message, 'x-sender');
  return report.recipients.map((block) => {
    const action = actionOf(block);
    const span = spanOfBlock(report, block);
    const diagnostic = diagnosticOf(block);
    return {
      source: 'rfc3464',
      span,
      encodedIn: isLiteral(report, block) && !(diagnostic && diagnostic.span === null) ? null : span,
      recipient: recipientOf(block),
      action: action?.action ?? actionByStatus(block),
      actionAt: action?.value.span ?? null,
      status: statusIn(block),
      diagnostic,
      reportingMta: reporting ? hostOf(reporting.text) : null,
      remoteMta: hostOf(valueOf(block, 'remote-mta')?.text ?? ''),
      time: parseDate(valueOf(block, 'last-attempt-date')?.text ?? '') ?? mailTime ?? parseDate(valueOf(message, 'arrival-date')?.text ?? ''),
      label: valueOf(block, 'x-powermta-bouncecategory')?.text ?? null,
      sender: sender ? addressOf(sender.text) : null,
      queueId: valueOf(message, 'x-postfix-queue-id')?.text ?? null,
    };
  });
}

/** Final-Recipient; where that is no plain address (a local name, a program, a route, X.400), what the sender wrote. */
function recipientOf(block: ReportBlock): Words | null {
  let first: Words | null = null;
  for (const name of ['final-recipient', 'original-recipient', 'x-actual-recipient']) {
    const value = valueOf(block, name);
    const address = value && addressOf(value.text);
    if (!value || !address) continue;
    const words = value.find(address) ?? Words.of(address);
    if (isRoutable(value.text, address)) return words;
    first ??= words;
  }
  return first;
}

/** True for an address that a sender can have written: a domain with a dot, no source route (`@relay:user@host`). */
function isRoutable(value: string, address: string): boolean {
  return isAddress(address) && /@[^@]{0,253}[.\]]/.test(address) && !/@[^\s:@]{1,253}:[^\s@]{1,200}@/.test(value);
}

/** The server's words; those of fields that some servers write instead where there is no Diagnostic-Code. */
function diagnosticOf(block: ReportBlock): Words | null {
  for (const name of ['diagnostic-code', 'x-supplementary-info', 'x-diagnostic', 'x-notes', 'x-display-reason']) {
    const value = valueOf(block, name);
    if (!value || value.isEmpty) continue;
    const words = value.slice(TYPE.exec(value.text)?.[0].length ?? 0);
    if (!words.isEmpty) return words.text.includes('=?') ? decoded(words) : words;
  }
  return null;
}

/** RFC 2047 has no encoded words in reports; some gateways write them there nevertheless. */
function decoded(words: Words): Words {
  const text = decodeWords(words.text, false);
  return text === words.text ? words : Words.of(text);
}

/** A report without `Action` says by its status whether the mail is lost or waits. */
function actionByStatus(block: ReportBlock): Finding['action'] {
  const status = statusIn(block)?.text;
  return status === undefined ? 'failed' : status.startsWith('2') ? 'delivered' : status.startsWith('4') && valueOf(block, 'will-retry-until') ? 'delayed' : 'failed';
}

function spanOfBlock(report: DeliveryReport, block: ReportBlock): Span {
  return { start: report.lines[block.from]!.start, end: report.lines[block.to - 1]!.end };
}

function isLiteral(report: DeliveryReport, block: ReportBlock): boolean {
  for (let i = block.from; i < block.to; i++) if (!report.lines[i]!.literal) return false;
  return true;
}
