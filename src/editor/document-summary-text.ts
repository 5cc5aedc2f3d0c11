/** The summary of an open document as plain text: what to do first, who bounced, what was not understood. Every figure leads to lines. */
import type { Place } from '../engine/source';
import type { CauseInDocument, DocumentSummary, RecipientInDocument } from './document-summary';
import { looks } from './outcome';
import { countsInWords } from './overview';
import { counted, shownText } from './shown-text';
import { TextWithLinks } from './text-with-links';

/** Lines named per cause: enough to look at, the rest is one search away. */
const MOST_EXAMPLES = 8;

/** Recipients listed; more do not fit a text that somebody reads. */
const MOST_RECIPIENTS = 2000;

const MOST_UNCLEAR = 20;

const WIDTH = 76;

export interface SummarizedDocument {
  /** The document's name, for people. */
  readonly name: string;
  readonly format: string;
  readonly onlySelection: boolean;
  readonly summary: DocumentSummary;
  readonly notUnderstood: readonly Place[];
  readonly limits: readonly string[];
  readonly mask: (address: string) => string;
}

export function documentSummaryText(document: SummarizedDocument): TextWithLinks {
  const { summary } = document;
  const text = new TextWithLinks();
  heading(text, `Bounces in ${shownText(document.name)}${document.onlySelection ? ' (selection)' : ''}`, '=');
  text.add(headline(summary)).end();
  if (summary.others > 0) text.add(`${counted(summary.others, 'more entry was', 'more entries were')} read that did not fail.`).end();
  text.end();
  heading(text, 'What to do', '-');
  summary.causes.forEach((cause, i) => { causePart(text, cause, i + 1, summary.bounces); });
  if (summary.recipients.length > 0) {
    heading(text, 'Recipients', '-');
    recipientsPart(text, summary.recipients, document.mask);
  }
  footPart(text, document);
  return text;
}

/** `412 bounces to 398 addresses: 120 hard · 292 soft, of these 201 blocked. Main cause: ...` */
function headline(summary: DocumentSummary): string {
  const addresses = summary.recipients.length > 0 ? ` to ${counted(summary.recipients.length, 'address', 'addresses')}` : '';
  const [main] = summary.causes;
  const cause = main && summary.causes.length > 1 ? ` Main cause: ${main.category.label} (${main.records.length.toLocaleString('en-US')}).` : '';
  return `${counted(summary.bounces, 'bounce')}${addresses}: ${countsInWords(summary)}.${cause}`;
}

function causePart(text: TextWithLinks, cause: CauseInDocument, number: number, all: number): void {
  const { category, records } = cause;
  const share = Math.round((100 * records.length) / all);
  text.add(`${number}. ${looks[cause.outcome].word}: ${category.label}  ${records.length.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} (${share} %)`).end();
  wrapped(text, category.meaning, '   ');
  if (category.address) wrapped(text, `The address: ${category.address}.`, '   ');
  if (cause.providers.length > 0) wrapped(text, `At: ${cause.providers.slice(0, 6).map(([name, count]) => `${name} (${count.toLocaleString('en-US')})`).join(', ')}`, '   ');
  category.steps.forEach((step, i) => { wrapped(text, `${String.fromCharCode(97 + i)}) ${step}`, '   ', '      '); });
  text.add('   See ');
  records.slice(0, MOST_EXAMPLES).forEach((record, i) => { text.add(i ? ', ' : '').link(`line ${record.line.toLocaleString('en-US')}`, record.line); });
  if (records.length > MOST_EXAMPLES) text.add(` and ${(records.length - MOST_EXAMPLES).toLocaleString('en-US')} more`);
  text.end().end();
}

function recipientsPart(text: TextWithLinks, recipients: readonly RecipientInDocument[], mask: (address: string) => string): void {
  const shown = recipients.slice(0, MOST_RECIPIENTS).map((recipient) => ({ ...recipient, address: shownText(mask(recipient.address), 60) }));
  const width = Math.min(44, Math.max(...shown.map(({ address }) => address.length)));
  for (const { address, record, count, bounceType } of shown) {
    const word = record.verdict.blocked ? 'blocked' : bounceType;
    text.add(`${address.padEnd(width)}  ${word.padEnd(7)}  ${(record.status ?? record.replyCode ?? '').padEnd(6)}  `).link(`line ${record.line.toLocaleString('en-US')}`, record.line);
    text.add(count > 1 ? `  ×${count.toLocaleString('en-US')}` : '').end();
  }
  if (recipients.length > shown.length) text.add(`and ${counted(recipients.length - shown.length, 'more address', 'more addresses')}`).end();
  text.end();
}

function footPart(text: TextWithLinks, { format, notUnderstood, limits }: SummarizedDocument): void {
  text.add(`Read as: ${format}.`).end();
  for (const limit of limits) wrapped(text, limit, '');
  if (notUnderstood.length === 0) return;
  text.add(`${counted(notUnderstood.length, 'line carries', 'lines carry')} a code that could not be understood:`).end();
  for (const place of notUnderstood.slice(0, MOST_UNCLEAR)) {
    text.add('  ').link(`line ${place.line.toLocaleString('en-US')}`, place.line).add(`  ${shownText(place.text, 100)}`).end();
  }
  if (notUnderstood.length > MOST_UNCLEAR) text.add(`  and ${(notUnderstood.length - MOST_UNCLEAR).toLocaleString('en-US')} more`).end();
}

function heading(text: TextWithLinks, title: string, rule: string): void {
  text.add(title).end().add(rule.repeat(title.length)).end();
}

/** Breaks a sentence at blanks. */
function wrapped(text: TextWithLinks, sentence: string, first: string, further = first): void {
  let line = first;
  let empty = true;
  for (const word of sentence.split(' ')) {
    if (!empty && line.length + word.length + 1 > WIDTH) {
      text.add(line).end();
      line = further;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  text.add(line).end();
}
