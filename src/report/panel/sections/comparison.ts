/** Two summaries side by side. */
import type { ComparedCount, Comparison } from '../../compare';
import { el, type Element } from '../element';
import { amount, figure, visible } from '../say';
import { ROW_TYPES } from '../row';
import { icon, TYPE_WORDS } from './icons';

const SIGNS = { new: '✚ new', gone: '✔ gone', grown: '▲ grown', shrunk: '▼ less', same: '= same' } as const;

export function comparison({ before, after, causes, domains, providers, hardAddresses }: Comparison): Element {
  return el('section', { class: 'comparison', 'aria-labelledby': 'compare-title' },
    el('header', { class: 'head' },
      el('h1', { id: 'compare-title' }, `${figure(before.bounces)} → ${amount(after.bounces, 'bounce')}`),
      el('p', { class: 'lead' }, el('strong', {}, visible(before.title)), ' compared with ', el('strong', {}, visible(after.title)))),
    el('div', { class: 'tiles' }, ROW_TYPES.map((type) => el('div', { class: `tile ${type}` },
      el('span', { class: 'tile-figure' }, `${figure(before.types[type])} → ${figure(after.types[type])}`),
      el('span', { class: 'tile-words' }, icon(type), el('strong', {}, TYPE_WORDS[type].word))))),
    el('p', { class: 'compared-hard' }, `Hard addresses: ${figure(hardAddresses.onlyAfter)} new, ${figure(hardAddresses.onlyBefore)} gone, ${figure(hardAddresses.both)} on both sides.`),
    table('Causes', causes), table('Domains', domains), table('Providers', providers));
}

function table(title: string, counts: readonly ComparedCount[]): Element | null {
  if (counts.length === 0) return null;
  const largest = Math.max(...counts.map((one) => Math.max(one.before, one.after)));
  return el('table', { class: 'compared' },
    el('caption', {}, title),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, el('span', { class: 'for-readers' }, title)), el('th', { scope: 'col', class: 'number' }, 'Before'), el('th', { scope: 'col', class: 'number' }, 'After'), el('th', { scope: 'col' }, 'Change'))),
    el('tbody', {}, counts.map((one) => el('tr', { 'data-type': one.change },
      el('th', { scope: 'row' }, visible(one.label)),
      el('td', { class: 'number' }, figure(one.before)), el('td', { class: 'number' }, figure(one.after)),
      el('td', { class: `change ${one.change}` }, pair(one, largest), SIGNS[one.change])))));
}

/** Before above, after below. */
function pair(one: ComparedCount, largest: number): Element {
  const width = (count: number): string => `${largest ? Math.round((1000 * count) / largest) / 10 : 0}%`;
  return el('svg', { class: 'pair', width: '100%', height: 12, 'aria-hidden': 'true', focusable: 'false' },
    el('rect', { class: 'pair-before', x: 0, y: 0, width: width(one.before), height: 5 }),
    el('rect', { class: 'pair-after', x: 0, y: 6, width: width(one.after), height: 5 }));
}
