/** Message disposition notifications (RFC 8098): receipts, and refusals that some delivery agents write in this form. */
import { addressOf, hostOf } from '../address';
import type { Finding } from '../finding';
import type { Mail } from '../mail';
import { sharedReason } from '../plain/reasons';
import { paragraphsOf } from '../plain/paragraphs';
import { parseDate } from '../report/dates';
import { readBlocks, valueOf } from '../report/fields';

const TYPE = /^message\/(?:global-)?disposition-notification$/;
/** The field that each notification has, and those that one begins with, where it stands in plain text. */
const DISPOSITION = /^disposition\s?:\s?(?:manual|automatic)-action/i;
const FIRST = /^(?:reporting-ua|final-recipient|original-recipient|disposition)\s?:/i;
/** The words with which Dovecot's and others' delivery agents refuse a mail that they had accepted. */
const REFUSED = /automatically rejected|could not be (?:saved|delivered)|quota exceeded|mailbox (?:is )?full/i;

/** @returns null where the mail holds no notification */
export function readDisposition(mail: Mail): Finding[] | null {
  const passage = mail.passages.find(({ part, lines, original }) => TYPE.test(part.type) || lines.some((line, i) => i < original && DISPOSITION.test(line.text)));
  if (!passage) return null;
  const { lines } = passage;
  const start = TYPE.test(passage.part.type) ? 0 : lines.findIndex((line) => FIRST.test(line.text));
  const blocks = readBlocks(lines, start, start === 0 ? lines.length : passage.original, mail.limits);
  const first = blocks[0];
  if (!first) return null;
  const block = { fields: blocks.flatMap((one) => one.fields), from: first.from, to: blocks[blocks.length - 1]!.to };
  const disposition = valueOf(block, 'disposition');
  const stated = valueOf(block, 'final-recipient') ?? valueOf(block, 'original-recipient');
  const address = stated && addressOf(stated.text);
  const reporting = valueOf(block, 'reporting-ua');
  const why = sharedReason(paragraphsOf(mail.lines), mail.lines);
  const span = { start: lines[block.from]!.start, end: lines[block.to - 1]!.end };
  const failed = /deleted|failed|denied|error/i.test(disposition?.text ?? '') && REFUSED.test(mail.lines.map((line) => line.text).join(' ').slice(0, 4000));
  return [{
    source: 'mdn', kind: failed ? 'delivery' : 'receipt', span,
    encodedIn: lines.slice(block.from, block.to).every((line) => line.literal) ? null : span,
    recipient: stated && address ? stated.find(address) : null,
    action: failed ? 'failed' : null,
    diagnostic: failed ? valueOf(block, 'failure') ?? valueOf(block, 'error') ?? why : valueOf(block, 'failure') ?? valueOf(block, 'error'),
    reportingMta: reporting ? hostOf(reporting.text) : null,
    label: disposition?.text ?? null,
    time: parseDate(mail.header('date')),
  }];
}
