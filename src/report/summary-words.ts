/** The sentences of a summary that the terminal and Markdown share. All are made of counts and the catalog's words; none holds text from a document. */
import type { Catalog, CategoryEntry } from '../catalog/catalog';
import { compareText } from '../engine/summary/keys';
import type { NotRecognised, OtherTally, Summary } from '../engine/summary/summary';
import { bouncesOf, type Tally } from '../engine/summary/tally';
import { bouncedAddresses, causesByCategory, tookMailLater } from '../engine/summary/totals';
import { clockOf, minuteInWords, type Clock } from './time';
import { amount, bouncesToAddresses, figure, inSentence, MOSTLY, NOTABLY_LATER, outcomeCounts } from './words';

/** `412 bounces to 398 addresses: 120 hard · 91 soft · 201 blocked.` */
export function headlineOf(summary: Summary): string {
  const { total } = summary;
  if (!total) return withoutBounces(summary);
  const addresses = bouncedAddresses(summary);
  const about = summary.addresses.hard.isExact && summary.addresses.soft.isExact ? '' : 'about ';
  const count = addresses > 0 ? bouncesToAddresses(bouncesOf(total), addresses).replace(' to ', ` to ${about}`) : amount(bouncesOf(total), 'bounce');
  return `${count}: ${outcomeCounts(total)}.`;
}

function withoutBounces({ read, notRecognised, problems }: Summary): string {
  if (read.notUnderstood > 0) return 'No bounces that Bounce Lens understands.';
  // lines are those of logs that were recognised, also of a quiet one
  if (read.records > 0 || read.lines > 0 || read.messages > 0) return 'No bounces.';
  if (read.files === 0) return problems.size > 0 ? 'Nothing could be read.' : 'There is no file to read.';
  if (notRecognised.length === read.files && notRecognised.every(({ empty }) => empty)) return read.files === 1 ? 'The file is empty.' : `All ${figure(read.files)} files are empty.`;
  return 'Nothing recognised.';
}

/** What to make of it where nothing was found; null where the figures say enough. */
export function adviceOf(summary: Summary): string | null {
  const { read, limits, notRecognised } = summary;
  if (summary.total || read.records > 0 || read.notUnderstood > 0 || limits.size > 0) return null;
  if (read.lines > 0) return 'The lines tell of no delivery, no delay and no bounce. If you expected some, name the format with --as.';
  if (read.messages > 0) return read.messages === 1 ? 'The message was read. It is no bounce, no complaint and no automatic reply.' : `${figure(read.messages)} messages were read. None is a bounce, a complaint or an automatic reply.`;
  if (read.files === 0 || (notRecognised.length > 0 && notRecognised.every(({ empty }) => empty))) return null;
  return 'Looked for bounce mails, mail logs and provider events. If you know the format, name it with --as.';
}

/** Said where whom to remove is said: some of them may have taken mail later, which is forgotten where too many addresses took mail. Else null. */
export function unsureRemovals({ deliveries, hardAddresses, addresses }: Summary): string | null {
  deliveries.prune();
  hardAddresses.prune();
  return deliveries.threshold >= hardAddresses.threshold || addresses.hard.count() === 0 ? null
    : 'So many addresses took mail that not all are remembered: some that bounced hard may have taken mail later.';
}

/** Files that nothing recognised, without those that could not be read to their end: of these something else is told. */
export function notRecognisedOf({ formats, notRecognised, problems }: Summary): { readonly count: number; readonly files: readonly NotRecognised[] } {
  const files = notRecognised.filter(({ file }) => !problems.has(file));
  return { files, count: (formats.get('') ?? 0) - (notRecognised.length - files.length) };
}

/** `Main cause: message not authenticated (163, since 2026-10-01 02:10 UTC, mostly Gmail).` Null where there is only one. */
export function mainCauseOf(summary: Summary, catalog: Catalog): string | null {
  const [main, second] = causesByCategory(summary);
  if (!main || !second || !summary.total) return null;
  const { cause: { tally, category }, providers: [provider] } = main;
  const count = bouncesOf(tally);
  const isLater = tally.first - summary.total.first > NOTABLY_LATER * (summary.total.last - summary.total.first);
  const facts = [figure(count), isLater && Number.isFinite(tally.first) && `since ${minuteInWords(tally.first, clockOf(summary.clocks))}`, provider && provider[1] >= MOSTLY * count && `mostly ${providerName(provider[0], catalog)}`];
  return `Main cause: ${inSentence(causeName(category, catalog))} (${facts.filter(Boolean).join(', ')}).`;
}

/**
 * `41 of them are delays so far, of mail to 35 addresses: the servers go on trying. 30 of these addresses took mail later.`, or, where all
 * did, `41 of them are delays, of mail to 35 addresses, and all 35 took mail later.` Null where there are none.
 */
export function delaysOf(summary: Summary): string | null {
  const { total, addresses } = summary;
  if (!total || total.delayed === 0) return null;
  const recipients = addresses.delayed.count();
  const isOne = total.delayed === 1;
  const areAll = total.delayed === bouncesOf(total);
  const delays = areAll ? (isOne ? 'It is a delay' : 'All of them are delays') : `${figure(total.delayed)} of them ${isOne ? 'is a delay' : 'are delays'}`;
  const mails = areAll || isOne || recipients === 0 ? '' : `, of mail to ${amount(recipients, 'address', 'addresses')}`;
  const { count, isExact } = tookMailLater(summary);
  if (isExact && count > 0 && count === recipients) return `${delays}${mails}, and ${count === 1 ? 'the address' : count === 2 ? 'both' : `all ${figure(count)}`} took mail later.`;
  const later = count > 0 ? ` ${isExact ? '' : 'About '}${figure(count)} of these addresses took mail later.` : '';
  return `${delays} so far${mails}: ${isOne ? 'the server goes' : 'the servers go'} on trying.${later}`;
}

/** `Mailbox full` */
export const causeName = (category: string, catalog: Catalog): string => categoryOf(category, catalog)?.label ?? category;

/** `Gmail / Google Workspace` */
export const providerName = (id: string, catalog: Catalog): string => catalog.provider(id)?.name ?? id;

/** A saved summary may come from another version that knows more categories. */
export function categoryOf(id: string, catalog: Catalog): CategoryEntry | null {
  return catalog.categories.find((category) => category.id === id) ?? null;
}

/** `Hard`, `Soft`, `Blocked`, or what a cause is made of: `3 hard · 2 soft`. */
export function typeOf(tally: Tally): string {
  const all = bouncesOf(tally);
  return tally.hard === all ? 'Hard' : tally.blocked === all ? 'Blocked' : tally.soft === all ? 'Soft' : outcomeCounts(tally);
}

/** `since 2026-10-01 02:10 UTC`, `2026-10-01 02:10 UTC to 2026-10-01 04:00 UTC`; empty without times. */
export function spanOf({ first, last }: Pick<Tally, 'first' | 'last'>, clock: Clock): string {
  if (!Number.isFinite(first)) return '';
  const [from, to] = [minuteInWords(first, clock), minuteInWords(last, clock)];
  if (from === to) return from;
  return from.slice(0, 10) === to.slice(0, 10) ? `${from.slice(0, 16)} to ${to.slice(11)}` : `${from.slice(0, 16)} to ${to}`;
}

/** `1 file, 7,549,825 lines, 1,411,788 entries` */
export function readInWords({ read }: Summary): string {
  return [amount(read.files, 'file'), read.lines > 0 && amount(read.lines, 'line'), read.messages > 0 && amount(read.messages, 'message'), amount(read.records, 'entry', 'entries')]
    .filter((part) => part !== false).join(', ');
}

/** What was refused here at SMTP time, by cause, the most frequent first: no bounces of ours, but at night it may be what fails. */
export function refusedHere({ others }: Summary): OtherTally[] {
  return [...others.values()].filter(({ kind, action }) => kind === 'delivery' && action === 'rejected').sort((a, b) => b.count - a.count || compareText(a.category, b.category));
}

/** One, and many. */
const NOT_BOUNCES: Readonly<Record<string, readonly [string, string]>> = {
  rejected: ['refused here at SMTP time', 'refused here at SMTP time'], complaint: ['spam complaint', 'spam complaints'], 'auto-reply': ['automatic reply', 'automatic replies'],
  challenge: ['challenge to confirm a sender', 'challenges to confirm a sender'], receipt: ['read receipt', 'read receipts'],
};
const OTHERS = ['other', 'others'] as const;

/** `150,805 refused here at SMTP time, 3 automatic replies`; empty where there are none. */
export function notBouncesInWords(summary: Summary): string {
  const counts = new Map<readonly [string, string], number>();
  for (const { kind, action, count } of summary.others.values()) {
    const words = NOT_BOUNCES[kind === 'delivery' ? action ?? '' : kind] ?? OTHERS;
    counts.set(words, (counts.get(words) ?? 0) + count);
  }
  return [...counts].map(([[one, many], count]) => `${figure(count)} ${count === 1 ? one : many}`).join(', ');
}
