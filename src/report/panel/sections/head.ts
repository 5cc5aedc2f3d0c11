/** The head: the sentence, and the bounces split into what to do with them. */
import { does } from '../actions';
import { CLOCK_WORDS } from '../../time';
import { el, type Element } from '../element';
import type { Filters } from '../filters';
import type { PanelModel } from '../model';
import type { PanelData } from '../data';
import { ROW_TYPES } from '../row';
import { figure, period, visible } from '../say';
import { icon, TYPE_WORDS } from './icons';

export function head(model: PanelModel, data: PanelData): Element {
  const { headline, figures } = model;
  const when = figures.from === null || figures.to === null ? '' : `${period(figures.from, figures.to)} (${data.clock === 'utc' ? '' : 'times '}${CLOCK_WORDS[data.clock]})`;
  return el('header', { class: 'head' },
    el('h1', {}, headline.count, data.files.length + data.notRecognised.count > 0 && el('span', { class: 'of' }, ` in ${visible(data.title)}`)),
    (headline.cause || when) !== '' && el('p', { class: 'lead' }, headline.cause && el('strong', {}, visible(headline.cause)), headline.cause && when ? ' · ' : '', when));
}

/** The tiles are buttons: each filters by its type. */
export function tiles(model: PanelModel, data: PanelData, filters: Filters): Element | null {
  if (data.rows.length === 0) return null;
  const { types } = model.figures;
  return el('section', { class: 'tiles', 'aria-label': 'Bounces by type' },
    ROW_TYPES.map((type) => {
      const on = filters.chips.some((chip) => chip.facet === 'type' && chip.value === type && !chip.not);
      const { word, todo } = TYPE_WORDS[type];
      return el('button', { type: 'button', class: `tile ${type}`, 'aria-pressed': String(on), 'data-type': type, title: `Show only ${word} bounces`, ...does({ do: 'chip', facet: 'type', value: type }) },
        el('span', { class: 'tile-figure' }, figure(types[type])),
        el('span', { class: 'tile-words' }, icon(type), el('strong', {}, word), ' ', el('span', { class: 'todo' }, todo)));
    }),
    data.delivered > 0 && el('div', { class: 'tile delivered' },
      el('span', { class: 'tile-figure' }, figure(data.delivered)),
      el('span', { class: 'tile-words' }, icon('delivered'), el('strong', {}, 'delivered'))));
}
