/** The summary of an open document as Markdown source: what to do first, who bounced, what was not understood. Figures lead to lines. */
import type { Place } from '../engine/source';
import { amount, bouncesToAddresses, figure, outcomeCounts, share } from '../report/words';
import type { CauseInDocument, DocumentSummary, RecipientInDocument } from './document-summary';
import { bounceWords } from './outcome';
import { shownText } from './shown-text';
import { TextWithLinks } from './text-with-links';

/** Lines named per cause: enough to look at, the rest is one search away. */
const MOST_EXAMPLES = 8;

/** Recipients listed; more do not fit a text that somebody reads. */
const MOST_RECIPIENTS = 2000;

const MOST_UNCLEAR = 20;

/** Indented by four: where somebody looks at the Markdown rendered, text out of the document stays text. */
const AS_IT_IS = '    ';

export interface SummarizedDocument {
  /** The document's name, for people. */
  readonly name: string;
  /** Name of the source format. */
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
  text.add(`# Bounces in ${shownText(document.name)}${document.onlySelection ? ' (selection)' : ''}`).end().end();
  text.add(headline(summary)).end();
  text.add(`Read as: ${document.format}.`);
  if (summary.others > 0) text.add(` ${amount(summary.others, 'more entry', 'more entries')} did not fail.`);
  text.end().end().add('## What to do').end().end();
  summary.causes.forEach((cause, i) => { causePart(text, cause, i + 1, summary.bounces); });
  if (summary.recipients.length > 0) recipientsPart(text, summary.recipients, document.mask);
  footPart(text, document);
  return text;
}

/** `412 bounces to 398 addresses: 120 hard · 91 soft · 201 blocked. Main cause: ...` */
function headline(summary: DocumentSummary): string {
  const [main] = summary.causes;
  const bounces = summary.recipients.length > 0 ? bouncesToAddresses(summary.bounces, summary.recipients.length) : amount(summary.bounces, 'bounce');
  const cause = main && summary.causes.length > 1 ? ` Main cause: ${main.category.label} (${figure(main.records.length)}).` : '';
  return `${bounces}: ${outcomeCounts(summary)}.${cause}`;
}

function causePart(text: TextWithLinks, { category, outcome, providers, records }: CauseInDocument, number: number, all: number): void {
  const part = all > 1 ? ` (${figure(records.length)} of ${figure(all)}, ${share(records.length, all)})` : '';
  text.add(`### ${number}. ${bounceWords[outcome]}: ${category.label}${part}`).end().end();
  text.add(category.meaning).end();
  if (category.address) text.add(`${records.length > 1 ? 'Each of these addresses' : 'The address'}: ${category.address}.`).end();
  if (providers.length > 0) text.add(`At ${providers.slice(0, 6).map(([name, count]) => `${name} (${figure(count)})`).join(', ')}.`).end();
  category.steps.forEach((step, i) => { text.add(`${i + 1}. ${step}`).end(); });
  text.end().add('See ');
  records.slice(0, MOST_EXAMPLES).forEach((record, i) => { text.add(i ? ', ' : '').link(`line ${figure(record.line)}`, record.line); });
  if (records.length > MOST_EXAMPLES) text.add(` and ${figure(records.length - MOST_EXAMPLES)} more`);
  text.end().end();
}

function recipientsPart(text: TextWithLinks, recipients: readonly RecipientInDocument[], mask: (address: string) => string): void {
  text.add('## Recipients').end().end();
  const shown = recipients.slice(0, MOST_RECIPIENTS).map((recipient) => ({ ...recipient, address: shownText(mask(recipient.address), 60) }));
  const width = Math.min(44, Math.max(...shown.map(({ address }) => address.length)));
  for (const { address, outcome, record, count } of shown) {
    text.add(`${AS_IT_IS}${address.padEnd(width)}  ${outcome.padEnd(7)}  ${(record.status ?? record.replyCode ?? '').padEnd(6)}  `);
    text.link(`line ${figure(record.line)}`, record.line).add(count > 1 ? `  ×${figure(count)}` : '').end();
  }
  if (recipients.length > shown.length) text.end().add(`And ${amount(recipients.length - shown.length, 'more address', 'more addresses')}.`).end();
  text.end();
}

function footPart(text: TextWithLinks, { notUnderstood, limits }: SummarizedDocument): void {
  for (const limit of limits) text.add(limit).end();
  if (notUnderstood.length === 0) return;
  text.add('## Not understood').end().end();
  text.add(`${amount(notUnderstood.length, 'line carries', 'lines carry')} a code without saying to whom or why.`).end().end();
  for (const place of notUnderstood.slice(0, MOST_UNCLEAR)) {
    text.add(AS_IT_IS).link(`line ${figure(place.line)}`, place.line).add(`  ${shownText(place.text, 100)}`).end();
  }
  if (notUnderstood.length > MOST_UNCLEAR) text.end().add(`And ${figure(notUnderstood.length - MOST_UNCLEAR)} more.`).end();
}
