/** A summary as Markdown, for a ticket or a chat: the sentence, what to do, where, and what was read. */
import type { Catalog } from '../catalog/catalog';
import type { Summary } from '../engine/summary/summary';
import { bouncesOf, type Tally } from '../engine/summary/tally';
import { byProvider, causesByCategory } from '../engine/summary/totals';
import { deliveredLater, outages } from '../engine/summary/warnings';
import { markdownText } from './markdown-cell';
import { categoryOf, causeName, delaysOf, headlineOf, mainCauseOf, notBouncesInWords, notRecognisedOf, providerName, readInWords, refusedHere, spanOf, typeOf, unsureRemovals } from './summary-words';
import { clockOf, clockSentence, minuteInWords } from './time';
import { stepsFor } from './waiting-step';
import { amount, figure, notRecognisedInWords, whoActs } from './words';

/** Tickets have limits, and nobody reads further. */
const MOST_CAUSES = 20;
const MOST_ADDRESSES = 200;
const MOST_PLACES = 10;

export function summaryMarkdown(summary: Summary, catalog: Catalog): string {
  const clock = clockOf(summary.clocks);
  const lines = ['## Bounces', '', `**${headlineOf(summary)}**`, ''];
  for (const sentence of [mainCauseOf(summary, catalog), delaysOf(summary)]) if (sentence) lines.push(sentence, '');
  for (const { at, addresses, from } of outages(summary)) {
    lines.push(`> ${amount(addresses.length, 'address', 'addresses')} at ${markdownText(providerName(at, catalog))} turned unknown from ${minuteInWords(from, clock)} on. That looks like an outage there: wait before you remove them.`, '');
  }
  const unsure = unsureRemovals(summary);
  if (unsure) lines.push(`> ${unsure}`, '');
  lines.push(...causes(summary, catalog), ...addresses(summary, catalog));
  lines.push(...table('By recipient domain', 'Domain', summary.byDomain.sorted()));
  lines.push(...table('By provider', 'Provider', byProvider(summary).map(([id, tally]) => [providerName(id, catalog), tally])));
  const refused = refusedHere(summary).map(({ category, count, place }) => row([figure(count), markdownText(causeName(category, catalog)), markdownText(`${place.file}:${place.line}`)]));
  if (refused.length > 0) lines.push('### Refused here at SMTP time', '', "Others' mail, no bounces.", '', row(['Times', 'Cause', 'First line']), row(['---:', '---', '---']), ...refused, '');
  lines.push('### Read', '', [`${readInWords(summary)}.`, clockSentence(clock)].filter(Boolean).join(' '), '');
  const others = notBouncesInWords(summary);
  if (others) lines.push(`Not bounces, so not counted above: ${others}.`, '');
  const { files, count } = notRecognisedOf(summary);
  if (count > 0) lines.push(notRecognisedInWords(files, count, '', markdownText), '');
  if (summary.read.notUnderstood > 0) lines.push(`${amount(summary.read.notUnderstood, 'place')} with a code not understood.`, '');
  for (const [source, problem] of summary.problems) lines.push(`- ${markdownText(`${source}: ${problem}`)}`);
  return `${lines.join('\n').trimEnd()}\n`;
}

function causes(summary: Summary, catalog: Catalog): string[] {
  const all = causesByCategory(summary);
  if (all.length === 0) return [];
  const rows = all.slice(0, MOST_CAUSES).map(({ cause }) => {
    const entry = categoryOf(cause.category, catalog);
    const [example] = cause.earliest;
    return row([figure(bouncesOf(cause.tally)), markdownText(causeName(cause.category, catalog)), typeOf(cause.tally), entry ? whoActs(entry.actor) : '', entry ? stepsFor(entry.steps, cause.tally.delayed === 0)[0] ?? '' : '',
      spanOf(cause.tally, clockOf(summary.clocks)), example ? markdownText(`${example.file}:${example.line}`) : '']);
  });
  const rest = all.length > MOST_CAUSES ? ['', `And ${amount(all.length - MOST_CAUSES, 'smaller cause')}.`] : [];
  return ['### What to do, the most effective first', '', row(['Bounces', 'Cause', 'Type', 'Who acts', 'First step', 'When', 'First line']), row(['---:', '---', '---', '---', '---', '---', '---']), ...rows, ...rest, ''];
}

function addresses(summary: Summary, catalog: Catalog): string[] {
  const doubtful = new Set([...deliveredLater(summary), ...outages(summary).flatMap((outage) => outage.addresses)]);
  const all = summary.hardAddresses.sorted().map(([, address]) => address).filter((address) => !doubtful.has(address)).sort((a, b) => b.count - a.count || (a.address < b.address ? -1 : 1));
  if (all.length === 0) return [];
  const rows = all.slice(0, MOST_ADDRESSES).map(({ address, category, status, count, place }) =>
    row([markdownText(address), markdownText(causeName(category, catalog)), markdownText(status ?? ''), figure(count), markdownText(`${place.file}:${place.line}`)]));
  const left = summary.addresses.hard.count() - doubtful.size - rows.length;
  return ['### Addresses to remove', '', row(['Address', 'Cause', 'Status', 'Bounces', 'Line']), row(['---', '---', '---', '---:', '---']), ...rows, ...(left > 0 ? ['', `And ${figure(left)} more.`] : []), ''];
}

function table(title: string, name: string, entries: readonly (readonly [string, Tally])[]): string[] {
  if (entries.length < 2) return [];
  const rows = entries.slice(0, MOST_PLACES).map(([key, { hard, soft, blocked }]) => row([markdownText(key), figure(hard), figure(soft), figure(blocked)]));
  return [`### ${title}`, '', row([name, 'Hard', 'Soft', 'Blocked']), row(['---', '---:', '---:', '---:']), ...rows, ...(entries.length > rows.length ? ['', `And ${figure(entries.length - rows.length)} more.`] : []), ''];
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
