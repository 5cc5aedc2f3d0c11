/** So that it does not happen again: the few ways that would have prevented most of it. Said once, for all that was read. */
import type { PanelData } from '../data';
import { el, type Element } from '../element';
import { figure } from '../say';

export function prevention({ prevention: ways }: PanelData): Element | null {
  if (ways.length === 0) return null;
  return el('section', { class: 'prevention', 'aria-labelledby': 'prevention-title' },
    el('h2', { id: 'prevention-title' }, 'To have fewer next time'),
    el('ul', {}, ways.map(({ title, advice, prevented }, i) => el('li', {},
      el('strong', {}, `${title}. `), advice, ' ', el('span', { class: 'quiet' }, `Helps against ${figure(prevented)}${i === 0 ? ' of these' : ' more'}.`)))));
}
