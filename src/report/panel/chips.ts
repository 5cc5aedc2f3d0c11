/** The words on a filter's chip. */
import type { PanelData } from './data';
import type { Chip, Filters } from './filters';
import { clock, day, moment, visible } from './say';

const MARKS: Readonly<Record<string, string>> = { waiting: 'still waiting', held: 'maybe an outage', 'delivered-later': 'delivered later', typo: 'typing error', refused: 'refused, address fine' };

export function chipWords(chip: Chip, data: PanelData): string {
  return `${chip.not ? 'not ' : ''}${visible(valueWords(chip, data))}`;
}

function valueWords({ facet, value }: Chip, data: PanelData): string {
  switch (facet) {
    case 'cause': return data.causes[value]?.label ?? value;
    case 'provider': return value === '' ? 'other servers' : data.providers[value] ?? value;
    case 'domain': return value || 'no domain named';
    case 'remote': return value || 'no host named';
    case 'sender': return value ? `sent by ${value}` : 'no sender named';
    case 'mark': return MARKS[value] ?? value;
    case 'type': case 'status': return value;
  }
}

/** `02:10 to 02:40`; empty where the whole time is shown. */
export function spanWords({ from, to }: Filters): string {
  if (from === null && to === null) return '';
  if (from === null) return `until ${moment(to!)}`;
  if (to === null) return `from ${moment(from)}`;
  return day(from) === day(to) ? `${clock(from)} to ${clock(to)}` : `${moment(from)} to ${moment(to)}`;
}
