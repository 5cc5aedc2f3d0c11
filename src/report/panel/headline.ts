/** The summary in words: the one sentence to read when there is time for one. */
import type { PanelData } from './data';
import type { CauseFigures, Figures } from './figures';
import { amount, clock, day, figure, moment } from './say';
import { MOSTLY, NOTABLY_LATER, outcomeCounts } from '../words';

export interface Headline {
  /** `412 bounces to 398 addresses` */
  readonly count: string;
  /** `120 hard · 91 soft · 201 blocked` */
  readonly split: string;
  /** `Main cause: Message not authenticated, at Gmail (163, since 02:10)`; empty without bounces. */
  readonly cause: string;
}

export function headlineOf(figures: Figures, data: PanelData, filtered: boolean): Headline {
  if (figures.bounces === 0) {
    return { count: filtered ? 'No bounce fits these filters' : WITHOUT_BOUNCES[whatWasRead(data)], split: '', cause: '' };
  }
  const main = figures.causes.reduce((largest, cause) => (cause.count > largest.count ? cause : largest));
  return {
    count: `${amount(figures.bounces, 'bounce')} to ${amount(figures.addresses, 'address', 'addresses')}`,
    split: outcomeCounts(figures.types),
    cause: `Main cause: ${causeLine(main, figures, data)}`,
  };
}

const WITHOUT_BOUNCES = { something: 'No bounces', unreadable: 'Nothing could be read', empty: 'Nothing to read', unknown: 'Nothing recognised' };

/** `empty`: there is no file, or none with anything in it. `unknown`: what there is, is no mail, log or event file. */
export function whatWasRead({ read, files, notRecognised, limits }: PanelData): keyof typeof WITHOUT_BOUNCES {
  if (read.records + read.lines + read.messages > 0) return 'something';
  if (limits.length > 0 && notRecognised.count === 0) return 'unreadable';
  const nobodyKnows = files.length > 0 || notRecognised.count > notRecognised.files.length || notRecognised.files.some(({ empty }) => !empty);
  return nobodyKnows ? 'unknown' : 'empty';
}

function causeLine(cause: CauseFigures, figures: Figures, data: PanelData): string {
  const { provider } = cause;
  const at = provider && provider.count >= MOSTLY * cause.count ? `, at ${data.providers[provider.id] ?? provider.id}` : '';
  const since = sinceWords(cause, figures);
  return `${data.causes[cause.cause]?.label ?? cause.cause}${at} (${figure(cause.count)}${since})`;
}

/** `, since 02:10` where the cause began notably later than the rest. */
export function sinceWords(cause: CauseFigures, figures: Figures): string {
  const { from, to } = figures;
  if (cause.since === null || from === null || to === null || cause.since - from <= NOTABLY_LATER * (to - from)) return '';
  return `, since ${day(from) === day(to) ? clock(cause.since) : moment(cause.since)}`;
}

/** All of it as one line, for a ticket or a chat. */
export function headlineText(headline: Headline): string {
  return [headline.split ? `${headline.count}: ${headline.split}.` : `${headline.count}.`, headline.cause && `${headline.cause}.`].filter(Boolean).join(' ');
}
