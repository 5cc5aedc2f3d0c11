/** A summary as Markdown, to paste into a ticket: the sentence, what to do, and the recipients. */
import type { PanelData } from './panel/data';
import { firstStep } from './panel/first-step';
import { headlineText } from './panel/headline';
import { maskAddress, maskText } from './mask';
import type { PanelModel } from './panel/model';
import type { PanelRow } from './panel/row';
import { amount, figure, period, share } from './panel/say';
import { markdownText } from './markdown-cell';
import { CLOCK_WORDS } from './time';
import { notRecognisedInWords } from './words';

/** Tickets have limits, and nobody reads further. */
const MOST_RECIPIENTS = 1000;
const LONGEST_WORDS = 160;

export function panelMarkdown(model: PanelModel, data: PanelData, rows: readonly PanelRow[], masked: boolean): string {
  const { figures } = model;
  const when = figures.from === null || figures.to === null ? '' : `, ${period(figures.from, figures.to)} ${data.clock === 'utc' ? 'UTC' : `(times ${CLOCK_WORDS[data.clock]})`}`;
  const lines = [
    `## Bounces in ${markdownText(data.title)}`, '',
    `**${markdownText(headlineText(model.headline))}**`, '',
    `${amount(data.read.records, 'delivery event')} read${when}${data.read.notUnderstood ? `; ${amount(data.read.notUnderstood, 'line')} with a code not understood` : ''}.`, '',
    ...(data.notRecognised.count > 0 ? [notRecognisedInWords(data.notRecognised.files, data.notRecognised.count, '', (name) => markdownText(masked ? maskText(name) : name)), ''] : []),
    '### What to do', '',
    '| Bounces | Share | Cause | Type | Who acts | First step |', '| ---: | ---: | --- | --- | --- | --- |',
    ...figures.causes.map((cause) => {
      const text = data.causes[cause.cause]!;
      return `| ${figure(cause.count)} | ${share(cause.count, figures.bounces)} | ${markdownText(text.label)} | ${text.type} | ${markdownText(text.actor)} | ${markdownText(firstStep(cause, text, data))} |`;
    }), '',
    ...(data.refusedHere.length > 0 ? [
      '### Refused here at SMTP time', '', 'Others’ mail, no bounces.', '',
      '| Times | Cause | First line |', '| ---: | --- | --- |',
      ...data.refusedHere.map(({ count, label, file, line }) => {
        const name = data.files[file]?.name ?? '';
        return `| ${figure(count)} | ${markdownText(label)} | ${markdownText(`${masked ? maskText(name) : name}:${line}`)} |`;
      }), '',
    ] : []),
    '### Recipients', '',
    '| Recipient | Type | Cause | Status | Server said | Line |', '| --- | --- | --- | --- | --- | ---: |',
    ...rows.slice(0, MOST_RECIPIENTS).map((row) => recipient(row, data, masked)),
    ...(rows.length > MOST_RECIPIENTS ? ['', `The first ${figure(MOST_RECIPIENTS)} of ${figure(rows.length)}.`] : []), '',
  ];
  return lines.join('\n');
}

function recipient(row: PanelRow, data: PanelData, masked: boolean): string {
  const address = masked ? maskAddress(row.recipient) : row.recipient;
  const words = (masked ? maskText(row.diagnostic, row.recipient) : row.diagnostic).slice(0, LONGEST_WORDS);
  return `| ${markdownText(address)} | ${row.type} | ${markdownText(data.causes[row.cause]?.label ?? row.cause)} | ${markdownText(row.status ?? row.replyCode ?? '')} | ${markdownText(words)} | ${figure(row.line)} |`;
}
