/** A summary for a terminal: what to do first, whom to take off the list, where it fails, and what was read. */
import type { Catalog } from '../catalog/catalog';
import type { HardAddress } from '../engine/summary/hard-addresses';
import type { OpenMap } from '../engine/summary/open-map';
import type { SourcePlace } from '../engine/summary/place';
import type { Summary } from '../engine/summary/summary';
import { bouncesOf, type Tally } from '../engine/summary/tally';
import { STEPS } from '../engine/summary/timeline';
import { byProvider, causesByCategory, type CategoryCause } from '../engine/summary/totals';
import { deliveredLater, outages } from '../engine/summary/warnings';
import type { Paint } from './paint';
import { adviceOf, causeName, categoryOf, delaysOf, headlineOf, mainCauseOf, notBouncesInWords, notRecognisedOf, providerName, readInWords, refusedHere, spanOf, typeOf, unsureRemovals } from './summary-words';
import { clockOf, clockSentence, minuteInWords, stepName, type Clock } from './time';
import { visible } from './visible';
import { stepsFor } from './waiting-step';
import { amount, fewNames, figure, notRecognisedInWords, share, whoActs } from './words';

const MOST_CAUSES = 8;
const MOST_ADDRESSES = 20;
const MOST_PLACES = 5;
const MOST_BARS = 6;
const MOST_STEPS = 24;
const STEP_NAMES = ['minute', 'ten minutes', 'hour', 'day', '30 days'];
const BAR_LENGTH = 24;
const LONGEST_QUOTE = 140;

/** @param paint colours, or none */
export function summaryText(summary: Summary, catalog: Catalog, paint: Paint): string {
  const parts = [head(summary, catalog, paint), warnings(summary, catalog, paint), causes(summary, catalog, paint), removals(summary, catalog, paint), where(summary, catalog, paint), times(summary, paint), refusals(summary, catalog, paint), foot(summary, paint)];
  return `${parts.filter((part) => part.length > 0).map((part) => part.join('\n')).join('\n\n')}\n`;
}

function head(summary: Summary, catalog: Catalog, paint: Paint): string[] {
  const lines = [paint.strong(headlineOf(summary))];
  for (const sentence of [mainCauseOf(summary, catalog), delaysOf(summary)]) if (sentence) lines.push(sentence);
  const advice = adviceOf(summary);
  if (advice) lines.push(advice);
  return lines;
}

/** Before the list of addresses to remove: what speaks against removing them. */
function warnings(summary: Summary, catalog: Catalog, paint: Paint): string[] {
  const clock = clockOf(summary.clocks);
  const lines = outages(summary).slice(0, 3).map(({ at, addresses, from, to, deliveredBefore }) => {
    const name = visible(providerName(at, catalog));
    const before = deliveredBefore > 0 ? ` ${figure(deliveredBefore)} of them took mail before.` : '';
    return `${amount(addresses.length, 'address', 'addresses')} at ${name} turned unknown between ${minuteInWords(from, clock)} and ${minuteInWords(to, clock)}. That looks like an outage there: wait before you remove them.${before}`;
  });
  const later = deliveredLater(summary);
  if (later.length > 0) lines.push(`${amount(later.length, 'address', 'addresses')} bounced hard and took mail later: keep ${fewNames(later.map(({ address }) => visible(address)))}.`);
  const unsure = unsureRemovals(summary);
  if (unsure) lines.push(unsure);
  return lines.map((line) => `${paint.warning('! Careful:')} ${line}`);
}

function causes(summary: Summary, catalog: Catalog, paint: Paint): string[] {
  const all = causesByCategory(summary);
  if (all.length === 0) return [];
  const total = bouncesOf(summary.total!);
  const lines = [paint.strong('WHAT TO DO, THE MOST EFFECTIVE FIRST')];
  all.slice(0, MOST_CAUSES).forEach((one, i) => lines.push('', ...causeLines(one, i + 1, total, clockOf(summary.clocks), catalog, paint)));
  const rest = all.slice(MOST_CAUSES);
  if (rest.length > 0) lines.push('', `   and ${amount(rest.length, 'smaller cause')} (${amount(rest.reduce((sum, { cause: { tally } }) => sum + bouncesOf(tally), 0), 'bounce')}): all are in --format json`);
  return lines;
}

function causeLines({ cause, providers }: CategoryCause, number: number, total: number, clock: Clock, catalog: Catalog, paint: Paint): string[] {
  const { tally, recipients, earliest } = cause;
  const entry = categoryOf(cause.category, catalog);
  const count = bouncesOf(tally);
  const title = `${number}. ${paint.type(tally, typeOf(tally))}: ${paint.strong(visible(causeName(cause.category, catalog)))}  ${figure(count)} (${share(count, total)})${recipients.count() > 0 && recipients.count() < count ? `, ${amount(recipients.count(), 'address', 'addresses')}` : ''}`;
  const lines = [title];
  if (entry) {
    lines.push(...stepsFor(entry.steps, tally.delayed === 0).slice(0, 2).map((step) => `   - ${step}`));
    lines.push(`   For ${recipients.count() === 1 ? 'the' : 'each'} address: ${entry.address}. Who acts: ${whoActs(entry.actor)}.`);
  }
  const domains = cause.domains.largest(3).map(([domain, bounces]) => `${visible(domain)} ${figure(bounces)}`);
  const span = spanOf(tally, clock);
  const answered = providers.slice(0, 2).map(([id, bounces]) => `${visible(providerName(id, catalog))} ${figure(bounces)}`);
  const facts = [span, domains.join(', '), answered.join(', ')].filter(Boolean);
  if (facts.length > 0) lines.push(paint.quiet(`   ${facts.join(' · ')}`));
  const [example] = earliest;
  if (example) lines.push(paint.quiet(`   ${placeName(example)}${example.text ? `  "${cut(visible(example.text), LONGEST_QUOTE)}"` : ''}`));
  return lines;
}

function removals(summary: Summary, catalog: Catalog, paint: Paint): string[] {
  const count = summary.addresses.hard.count();
  if (count === 0) return [];
  const doubtful = new Set([...deliveredLater(summary), ...outages(summary).flatMap(({ addresses }) => addresses)]);
  const all = summary.hardAddresses.sorted().map(([, address]) => address).filter((address) => !doubtful.has(address))
    .sort((a, b) => b.count - a.count || (a.address < b.address ? -1 : 1));
  if (all.length === 0) return [];
  const shown = all.slice(0, MOST_ADDRESSES);
  const width = Math.min(44, Math.max(...shown.map(({ address }) => visible(address).length)));
  const lines = [paint.strong(`ADDRESSES TO REMOVE (${figure(count - doubtful.size)})`), ...shown.map((address) => `  ${removal(address, width, catalog)}`)];
  if (count - doubtful.size > shown.length) lines.push(`  and ${figure(count - doubtful.size - shown.length)} more: list all with --only hard --format csv`);
  return lines;
}

function removal(address: HardAddress, width: number, catalog: Catalog): string {
  const label = causeName(address.category, catalog);
  return `${cut(visible(address.address), 60).padEnd(width)}  ${(address.status ?? '').padEnd(6)}  ${visible(label)}${address.count > 1 ? ` (${figure(address.count)} times)` : ''}  ${placeName(address.place)}`;
}

function where(summary: Summary, catalog: Catalog, paint: Paint): string[] {
  const providers = byProvider(summary).map(([id, tally]): [string, Tally] => [providerName(id, catalog), tally]);
  const parts = [bars('By recipient domain', summary.byDomain.sorted(), summary.byDomain, paint), bars('By provider', providers, null, paint), bars('By host that answered', summary.byRemoteMta.sorted(), summary.byRemoteMta, paint)];
  parts.push(bars('By sending queue', summary.byQueue.sorted(), summary.byQueue, paint));
  if (summary.byReportingMta.entries.size > 1) parts.push(bars('By sending host', summary.byReportingMta.sorted(), summary.byReportingMta, paint));
  return parts.filter((part) => part.length > 0).flatMap((part, i) => (i > 0 ? ['', ...part] : part));
}

/** One bar says nothing: a map with a single entry is left out. */
function bars(title: string, entries: readonly [string, Tally][], map: OpenMap | null, paint: Paint): string[] {
  if (entries.length < 2) return [];
  const shown = entries.slice(0, MOST_BARS);
  const largest = bouncesOf(shown[0]![1]);
  const rest = entries.slice(MOST_BARS).reduce((sum, [, tally]) => sum + bouncesOf(tally), map ? bouncesOf(map.rest) : 0);
  const lines = [paint.strong(title), ...shown.map(([name, tally]) => bar(visible(name), tally, largest, paint))];
  if (rest > 0) lines.push(paint.quiet(`  and ${figure(rest)} at ${map && map.rest.error > 0 ? 'many others' : amount(entries.length - shown.length, 'other')}${map && map.rest.error > 0 ? ` (figures may be up to ${figure(map.rest.error)} too low)` : ''}`));
  return lines;
}

function bar(name: string, tally: Tally, largest: number, paint: Paint): string {
  const length = Math.max(1, Math.round((BAR_LENGTH * bouncesOf(tally)) / largest));
  const counts = (['hard', 'soft', 'blocked'] as const).filter((type) => tally[type] > 0).map((type) => `${figure(tally[type])} ${type}`).join(' · ');
  return `  ${cut(name, 40).padEnd(40)} ${paint.type(tally, '█'.repeat(length).padEnd(BAR_LENGTH))} ${counts}`;
}

function times({ timeline, clocks }: Summary, paint: Paint): string[] {
  const { step, steps } = coarser(timeline);
  if (steps.length < 2) return [];
  const shown = steps.slice(-MOST_STEPS);
  const largest = Math.max(...shown.map(([, count]) => count));
  const title = `Bounces by ${STEP_NAMES[STEPS.indexOf(step)] ?? 'time'}${steps.length > shown.length ? `, the last ${shown.length} of ${figure(steps.length)}` : ''}`;
  return [paint.strong(title), ...shown.flatMap(([start, count], i) => {
    const bar = `  ${stepName(start, step, clockOf(clocks)).replace('T', ' ').replace('Z', ' UTC').padEnd(20)} ${'█'.repeat(Math.round((BAR_LENGTH * count) / largest)).padEnd(BAR_LENGTH)} ${figure(count)}`;
    const quiet = i > 0 && start - shown[i - 1]![0] > step;
    return quiet ? [paint.quiet('  …'), bar] : [bar];
  })];
}

/** The timeline in the finest steps of which there are few enough to look at. */
function coarser(timeline: Summary['timeline']): { step: number; steps: [number, number][] } {
  const fine = timeline.sorted().map(([start, counts]): [number, number] => [start, bouncesOf(counts)]).filter(([, count]) => count > 0);
  for (const step of STEPS) {
    if (step < timeline.step) continue;
    const sums = new Map<number, number>();
    for (const [start, count] of fine) sums.set(Math.floor(start / step) * step, (sums.get(Math.floor(start / step) * step) ?? 0) + count);
    const starts = [...sums.keys()];
    const [first, last] = [starts[0] ?? 0, starts[starts.length - 1] ?? 0];
    if ((last - first) / step < MOST_STEPS) return { step, steps: Array.from({ length: starts.length && (last - first) / step + 1 }, (_, i) => [first + i * step, sums.get(first + i * step) ?? 0]) };
    if (sums.size <= MOST_STEPS) return { step, steps: [...sums] };
  }
  return { step: timeline.step, steps: fine };
}

function refusals(summary: Summary, catalog: Catalog, paint: Paint): string[] {
  const all = refusedHere(summary);
  if (all.length === 0) return [];
  const names = all.map(({ category }) => visible(causeName(category, catalog)));
  const width = Math.max(...names.map((name) => name.length));
  const lines = all.map(({ count, place, first, last }, i) =>
    `  ${figure(count).padStart(figure(all[0]!.count).length)}  ${names[i]!.padEnd(width)}  ${paint.quiet([spanOf({ first: first ?? Infinity, last: last ?? -Infinity }, clockOf(summary.clocks)), placeName(place)].filter(Boolean).join(' · '))}`);
  return [paint.strong("Refused here at SMTP time: others' mail, no bounces"), ...lines];
}

function foot(summary: Summary, paint: Paint): string[] {
  const lines = [`Read: ${readInWords(summary)}.${summary.actions.delivered > 0 ? ` ${figure(summary.actions.delivered)} delivered.` : ''}`];
  const others = notBouncesInWords(summary);
  const clock = clockSentence(clockOf(summary.clocks));
  if (clock) lines.push(clock);
  if (others) lines.push(`Not bounces, so not counted above: ${others}.`);
  const { files, count } = notRecognisedOf(summary);
  if (count > 0) lines.push(notRecognisedInWords(files, count, ': all are in --format json'));
  if (summary.read.notUnderstood > 0) {
    lines.push(`Not understood: ${amount(summary.read.notUnderstood, 'place')}.`);
    for (const place of summary.unknownPlaces.slice(0, MOST_PLACES)) lines.push(`  ${placeName(place)}  ${cut(visible(place.text), 100)}`);
  }
  if (summary.problems.size > 0) lines.push(`Not read, or not to the end: ${fewNames([...summary.problems.keys()].map(visible))}.`);
  for (const message of summary.limits.values()) lines.push(visible(message));
  return lines.map((line) => paint.quiet(line));
}

/** `mail.log:123` */
const placeName = ({ file, line }: SourcePlace): string => `${visible(file)}:${line}`;

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
