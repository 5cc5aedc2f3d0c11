/** The filters in force, each with a way out. */
import { does } from '../actions';
import { chipWords, spanWords } from '../chips';
import type { PanelData } from '../data';
import { el, type Element } from '../element';
import { isFiltered, type Filters } from '../filters';

export function chipsRow(filters: Filters, data: PanelData): Element | null {
  if (!isFiltered(filters)) return null;
  const span = spanWords(filters);
  return el('ul', { class: 'chips', 'aria-label': 'Filters' },
    filters.chips.map((chip) => el('li', {},
      el('button', { type: 'button', class: 'chip', title: 'Take this filter off', 'data-key': `chip ${chip.facet} ${chip.value}`, ...does({ do: 'chip', ...chip }) }, chipWords(chip, data), ' ', cross()),
      el('button', { type: 'button', class: 'chip turn', title: chip.not ? 'Only these' : 'All but these', 'aria-label': `${chip.not ? 'Only' : 'All but'} ${chipWords({ ...chip, not: false }, data)}`, 'data-key': `turn ${chip.facet} ${chip.value}`, ...does({ do: 'chip', ...chip, not: !chip.not }) }, chip.not ? '=' : '≠'))),
    span !== '' && el('li', {}, el('button', { type: 'button', class: 'chip', title: 'Show the whole time', 'data-key': 'chip time', ...does({ do: 'clear-time' }) }, span, ' ', cross())),
    el('li', {}, el('button', { type: 'button', class: 'link', 'data-key': 'clear-filters', ...does({ do: 'clear-filters' }) }, 'Clear all')));
}

function cross(): Element {
  return el('span', { 'aria-hidden': 'true' }, '✕');
}
