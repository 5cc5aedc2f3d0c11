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

/**
 * @param mailTime when the report was sent; counts where the report names no attempt
 * @param addressed to whom it was sent, in lower case
 */
export function findingsOf(report: DeliveryReport, mailTime: number | null, addressed: ReadonlySet<string>): Finding[] {
  const { message } = report;
  const isList = listsIn(report, addressed);
  const reporting = valueOf(message, 'reporting-mta');
  const sender = valueOf(message, 'x-postfix-sender') ?? valueOf(message, 'x-sender');
  return report.recipients.map((block) => {
    const action = actionOf(block);
    const span = spanOfBlock(report, block);
    const diagnostic = diagnosticOf(block);
    const { recipient, final } = recipientsOf(block, isList);
    return {
      source: 'rfc3464',
      span,
      encodedIn: isLiteral(report, block) && !(diagnostic && diagnostic.span === null) ? null : span,
      recipient,
      finalRecipient: final,
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

/** Whom a block is about, and where the mail went in the end if a forwarding changed the address. */
interface Recipients {
  readonly recipient: Words | null;
  readonly final: Words | null;
}

/**
 * The address that the sender wrote counts, so that a list can be cleaned by it: Original-Recipient (RFC 3464 section 2.3.1) before
 * Final-Recipient, and that before X-Actual-Recipient, in which Sendmail notes its own forwarding. What is no plain address (a local name,
 * a program, a file, a route, X.400) gives way to one that is. Where a list was sent out, the member counts, not the list.
 */
function recipientsOf(block: ReportBlock, isList: (original: string) => boolean): Recipients {
  const stated = ['original-recipient', 'final-recipient', 'x-actual-recipient'].flatMap((name) => statedIn(block, name) ?? []);
  const plain = stated.filter((one) => one.isPlain);
  const [first, next] = plain.length > 0 && plain[0]!.name === 'original-recipient' && isList(plain[0]!.words.text) ? plain.slice(1) : plain;
  const recipient = first ?? plain[0] ?? stated.find((one) => one.name === 'final-recipient') ?? stated[0];
  // twice the same address: the final one is the one that the server wrote itself
  if (recipient && next && isSame(recipient.words.text, next.words.text)) return { recipient: next.words, final: null };
  return { recipient: recipient?.words ?? null, final: recipient?.isPlain && next ? next.words : null };
}

interface Stated {
  readonly name: string;
  readonly words: Words;
  /** True for an address that a sender can have written. */
  readonly isPlain: boolean;
}

function statedIn(block: ReportBlock, name: string): Stated | null {
  const value = valueOf(block, name);
  const address = value && addressOf(value.text);
  return value && address ? { name, words: value.find(address) ?? Words.of(address), isPlain: isPlain(value.text, address) } : null;
}

/** A domain with a dot; no source route (`@relay:user@host`), none of Exchange's own. */
function isPlain(value: string, address: string): boolean {
  return isAddress(address) && /@[^@]{0,253}[.\]]/.test(address) && !/@[^\s:@]{1,253}:[^\s@]{1,200}@/.test(value) && !/^IMCEA/i.test(address);
}

/** The same address in two spellings: in capitals, or as xtext (RFC 3461 section 4), which some servers forget to decode. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/\+([0-9a-f]{2})/g, (all, hex: string) => {
    const c = parseInt(hex, 16);
    return c > 32 && c < 127 ? String.fromCharCode(c) : all;
  });
  return one.toLowerCase() === other.toLowerCase() || plain(one) === other.toLowerCase();
}

/** Originals that stand for several recipients of a report, and those whose owner gets the report: lists. */
function listsIn(report: DeliveryReport, addressed: ReadonlySet<string>): (original: string) => boolean {
  const finals = new Map<string, string>();
  const several = new Set<string>();
  for (const block of report.recipients) {
    const original = valueOf(block, 'original-recipient')?.text.toLowerCase();
    const final = valueOf(block, 'final-recipient')?.text.toLowerCase();
    if (!original || !final) continue;
    const known = finals.get(original);
    if (known === undefined) finals.set(original, final);
    else if (known !== final) several.add(addressOf(original) ?? original);
  }
  return (original) => {
    const address = original.toLowerCase();
    const [local = '', domain = ''] = address.split('@');
    return several.has(address) || [`owner-${local}`, `${local}-owner`, `${local}-bounces`, `${local}-request`].some((owner) => addressed.has(`${owner}@${domain}`));
  };
}

/** The server's words; those of fields that some servers write instead where there is no Diagnostic-Code. */
function diagnosticOf(block: ReportBlock): Words | null {
  for (const name of ['diagnostic-code', 'x-supplementary-info', 'x-diagnostic', 'x-notes', 'x-display-reason']) {
    const value = valueOf(block, name);
    if (!value || value.isEmpty) continue;
    const words = value.slice(TYPE.exec(value.text)?.[0].length ?? 0);
    if (!words.isEmpty) return words.text.includes('=?') ? decoded(words) : words;
  }
  return answerInStatus(block);
}

/** Haraka: `Status: 5.1.1 (550 no such mailbox)`. */
function answerInStatus(block: ReportBlock): Words | null {
  const status = valueOf(block, 'status');
  const note = status && /^\d\.\d{1,3}\.\d{1,3}[ \t]{1,9}\((?=[45]\d\d[ -])/.exec(status.text);
  return note && status.text.endsWith(')') ? status.slice(note[0].length, status.text.length - 1) : null;
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
