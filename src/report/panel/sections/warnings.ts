/** Said before the mistake is made. */
import { does, type Action } from '../actions';
import type { PanelData } from '../data';
import { el, type Child, type Element } from '../element';
import { amount, clock, day, figure, moment, visible } from '../say';
import type { Warning } from '../warnings';
import { icon } from './icons';

export function warnings(data: PanelData): Element | null {
  if (data.warnings.length === 0 && data.stopped === null) return null;
  return el('section', { class: 'warnings', 'aria-label': 'Before you remove addresses' }, data.stopped !== null && stopped(data.stopped), data.warnings.map((warning) => one(warning, data)));
}

function one(warning: Warning, data: PanelData): Element {
  switch (warning.kind) {
    case 'outage': {
      const place = warning.provider === null ? warning.domain : data.providers[warning.provider] ?? warning.domain;
      const before = warning.acceptedBefore > 0 ? ` Before that, ${figure(warning.acceptedBefore)} were accepted.` : '';
      return marked(warning.count, 'warning', 'held',
        el('strong', {}, `Wait before you remove ${amount(warning.count, '“no such mailbox” address', '“no such mailbox” addresses')} at ${visible(place)}.`),
        ` All came ${between(warning.from, warning.to)}.${before} That looks like an outage there.`);
    }
    case 'delivered-later':
      return marked(warning.count, 'note', 'delivered-later', el('strong', {}, `${amount(warning.count, 'address', 'addresses')} bounced hard, but mail arrived later.`), ' Left out of the suppression list.');
  }
}

/** All that follows counts a part only; without this it would look like the whole. */
function stopped(how: string): Element {
  return box('warning', { do: 'read-again' }, 'Read it to the end', el('strong', {}, `Stopped ${visible(how)}.`), ' What was found up to there is shown.');
}

function marked(count: number, kind: 'warning' | 'note', mark: string, ...words: Child[]): Element {
  return box(kind, { do: 'chip', facet: 'mark', value: mark }, count === 1 ? 'Show it' : 'Show them', ...words);
}

function box(kind: 'warning' | 'note', action: Action, button: string, ...words: Child[]): Element {
  return el('p', { class: `box box-${kind}` }, icon(kind), el('span', {}, words,
    ' ', el('button', { type: 'button', class: 'link', 'data-live': 'true', 'data-key': button, ...does(action) }, button)));
}

function between(from: number, to: number): string {
  if (to - from < 60_000) return `at ${moment(from)}`;
  return day(from) === day(to) ? `between ${clock(from)} and ${clock(to)}` : `between ${moment(from)} and ${moment(to)}`;
}
