/** Where: bars by recipient domain, by who answered, by host, and by who sent where several did. */
import { does, type WhereTab } from '../actions';
import { el, type Element } from '../element';
import type { Figures, Place, Places } from '../figures';
import type { Filters } from '../filters';
import { amount, figure, visible } from '../say';
import { bar } from './bar';

const WHERE_TABS: readonly { readonly tab: WhereTab; readonly label: string }[] = [
  { tab: 'domain', label: 'Domain' }, { tab: 'provider', label: 'Provider' }, { tab: 'remote', label: 'Host' }, { tab: 'sender', label: 'Sent by' },
];

function placesOf(figures: Figures, tab: WhereTab): Places {
  return { domain: figures.domains, provider: figures.providers, remote: figures.remotes, sender: figures.senders }[tab];
}

export function whereSection(figures: Figures, tab: WhereTab, filters: Filters, all = false): Element | null {
  if (figures.bounces === 0) return null;
  return el('section', { class: 'where', 'aria-labelledby': 'where-title' },
    el('div', { class: 'where-head' },
      el('h2', { id: 'where-title' }, 'Where'),
      el('div', { class: 'switch', role: 'group', 'aria-label': 'Count by', 'data-live': 'true' },
        WHERE_TABS.filter(({ tab: one }) => one !== 'sender' || one === tab || figures.senders.largest.length > 1).map(({ tab: one, label }) => el('button', { type: 'button', 'aria-pressed': String(one === tab), 'data-key': `where ${one}`, ...does({ do: 'where', where: one }) }, label)))),
    places(placesOf(figures, tab), tab, filters, all));
}

/** @param all also those that follow the largest */
export function places({ largest, next, others, inOthers }: Places, tab: WhereTab, filters: Filters, all: boolean): Element {
  const most = Math.max(1, ...largest.map((place) => place.count));
  return el('ul', { class: 'places' }, [...largest, ...(all ? next : [])].map((place) => line(place, tab, most, filters)),
    others > 0 && !all && el('li', { class: 'quiet' },
      el('button', { type: 'button', class: 'link', 'data-key': 'more-places', ...does({ do: 'more-places' }) }, amount(others, 'other')), ` with ${figure(inOthers)}`),
    all && others > next.length && el('li', { class: 'quiet' }, `and ${amount(others - next.length, 'smaller one')}`));
}

function line(place: Place, tab: WhereTab, most: number, filters: Filters): Element {
  const on = filters.chips.some((chip) => chip.facet === tab && chip.value === place.value && !chip.not);
  const types = Object.entries(place.types).filter(([, count]) => count > 0).map(([type, count]) => `${figure(count)} ${type}`).join(', ');
  return el('li', {},
    el('button', { type: 'button', class: 'place', 'aria-pressed': String(on), title: `${visible(place.label)}: ${types}`, 'data-key': `place ${place.value}`, ...does({ do: 'chip', facet: tab, value: place.value }) },
      el('span', { class: 'place-name' }, visible(place.label)), bar(place.types, most), el('span', { class: 'count' }, figure(place.count)),
      el('span', { class: 'for-readers' }, `, ${types}`)));
}
