/** Complaints: somebody pressed "this is spam", or a receiver reports on authentication (RFC 5965, RFC 6591). No bounces. */
import { addressOf, hostOf } from '../address';
import type { Finding } from '../finding';
import type { Mail, Passage } from '../mail';
import { parseDate } from '../report/dates';
import { readBlocks, valueOf, type ReportBlock } from '../report/fields';
import type { Words } from '../words';

const REPORT_TYPE = /^(?:message|text|application)\/x?-?(?:feedback-report|report-feedback)$/;
const FIELD = /^feedback-type\s?:/i;
/** Providers that send the complaint as a plain mail with the original attached. */
const SUBJECT = /^(?:complaint about message from|\[?(?:abuse|spam) (?:report|complaint))/i;

/** @returns null where the mail is no complaint */
export function readFeedback(mail: Mail): Finding[] | null {
  const passage = mail.passages.find(({ part, lines, original }) => REPORT_TYPE.test(part.type) || lines.some((line, i) => i < Math.min(original, 60) && FIELD.test(line.text)));
  const stated = mail.root.content.parameters.get('report-type')?.toLowerCase() === 'feedback-report';
  if (!passage && !stated && !(SUBJECT.test(mail.header('subject')) && mail.hasOriginal)) return null;
  const block = passage ? fieldsOf(passage) : null;
  const stamp = valueOf(block, 'arrival-date') ?? valueOf(block, 'received-date');
  const span = passage && block && block.to > block.from ? { start: passage.lines[block.from]!.start, end: passage.lines[block.to - 1]!.end } : { start: mail.root.headers.span.start, end: mail.root.headers.span.end };
  const reporting = valueOf(block, 'reporting-mta');
  const common = {
    source: 'arf', kind: 'complaint' as const, span, encodedIn: null, action: null,
    label: valueOf(block, 'feedback-type')?.text ?? 'abuse',
    diagnostic: valueOf(block, 'auth-failure'),
    reportingMta: reporting ? hostOf(reporting.text) : null,
    sender: addressOf(valueOf(block, 'original-mail-from')?.text ?? ''),
    time: parseDate(stamp?.text ?? '') ?? parseDate(mail.header('date')),
  };
  const recipients = recipientsOf(block);
  const from = recipients.length > 0 ? recipients : mail.originalRecipients;
  return from.length > 0 ? from.map((recipient) => ({ ...common, recipient })) : [{ ...common, recipient: null }];
}

/** All fields of the report, whatever blank lines stand between them. */
function fieldsOf(passage: Passage): ReportBlock | null {
  const start = REPORT_TYPE.test(passage.part.type) ? 0 : passage.lines.findIndex((line) => FIELD.test(line.text));
  const blocks = readBlocks(passage.lines, start, REPORT_TYPE.test(passage.part.type) ? passage.lines.length : passage.original, passage.part.mail.limits);
  const [first] = blocks;
  return first ? { fields: blocks.flatMap((block) => block.fields), from: first.from, to: blocks[blocks.length - 1]!.to } : null;
}

function recipientsOf(block: ReportBlock | null): Words[] {
  const found: Words[] = [];
  for (const field of block?.fields ?? []) {
    if (field.name !== 'original-rcpt-to' && field.name !== 'removal-recipient') continue;
    const address = addressOf(field.value.text);
    const words = address ? field.value.find(address) : null;
    if (words && !found.some((other) => other.text.toLowerCase() === words.text.toLowerCase())) found.push(words);
  }
  return found;
}
