/** The table's heading and rows as elements. */
import { does } from '../actions';
import type { PanelData } from '../data';
import { CLOCK_WORDS } from '../../time';
import { el, type Child, type Element } from '../element';
import { maskAddress, maskText } from '../../mask';
import type { PanelRow } from '../row';
import { clock, day, figure, moment, visible } from '../say';
import type { Column, Sorting } from '../sorting';
import { icon } from './icons';

export const COLUMNS: readonly { readonly column: Column; readonly label: string }[] = [
  { column: 'type', label: 'Type' }, { column: 'recipient', label: 'Recipient' }, { column: 'cause', label: 'Cause' }, { column: 'status', label: 'Status' },
  { column: 'diagnostic', label: 'Server said' }, { column: 'time', label: 'Time' }, { column: 'line', label: 'Line' },
];

export function tableHead(sorting: Sorting): Element {
  return el('div', { role: 'row', class: 'row heading', 'aria-rowindex': 1 }, COLUMNS.map(({ column, label }) => {
    const on = sorting.column === column;
    return el('div', { role: 'columnheader', class: `cell ${column}`, 'aria-sort': on ? (sorting.descending ? 'descending' : 'ascending') : 'none' },
      el('button', { type: 'button', class: 'sort', 'data-sort': column, 'data-key': `sort ${column}`, title: `Sort by ${label.toLowerCase()}` }, label, el('span', { class: 'arrow', 'aria-hidden': 'true' }, on ? (sorting.descending ? ' ▼' : ' ▲') : '')));
  }));
}

export interface RowView {
  readonly data: PanelData;
  readonly masked: boolean;
  /** All rows are of one day: the clock is enough. */
  readonly oneDay: boolean;
}

/** @param index place in the shown order, from 0 */
export function tableRow(row: PanelRow, index: number, selected: boolean, active: boolean, view: RowView): Element {
  const cause = view.data.causes[row.cause]?.label ?? row.cause;
  const diagnostic = visible(view.masked ? maskText(row.diagnostic, row.recipient) : row.diagnostic);
  const recipient = visible(view.masked ? maskAddress(row.recipient) : row.recipient) || 'no recipient named';
  return el('div', {
    role: 'row', id: `row-${row.id}`, class: `row${active ? ' active' : ''}${selected ? ' selected' : ''}${index % 2 ? ' odd' : ''}`,
    'data-row': row.id, 'data-index': index, 'aria-rowindex': index + 2, 'aria-selected': String(selected),
  },
  cell('type', el('span', { class: 'tick', 'aria-hidden': 'true', 'data-tick': 'true' }, selected ? '☑' : '☐'), icon(row.type), el('span', { class: 'for-readers' }, row.type)),
  cell('recipient', el('span', { dir: 'auto', title: recipient }, recipient)),
  cell('cause', visible(cause), marks(row)),
  cell('status', visible(row.status ?? row.replyCode ?? '')),
  cell('diagnostic', el('span', { dir: 'auto', title: diagnostic }, diagnostic)),
  cell('time', row.time === null ? '' : el('span', { title: `${moment(row.time)}${row.ownClock ? ',' : ''} ${CLOCK_WORDS[row.ownClock ? 'log' : 'utc']}` }, view.oneDay ? clock(row.time) : `${day(row.time).replace(/ \d{4}$/, '')} ${clock(row.time)}`)),
  cell('line', el('button', { type: 'button', class: 'link', tabindex: -1, title: `Go to line ${figure(row.line)} of ${visible(view.data.files[row.file]?.name ?? '')}`, ...does({ do: 'jump', row: row.id }) }, figure(row.line))));
}

function cell(column: Column, ...content: Child[]): Element {
  return el('div', { role: 'gridcell', class: `cell ${column}` }, content);
}

/** Few words where something about a row is out of the ordinary. */
function marks(row: PanelRow): Child[] {
  const badge = (words: string, title: string): Child => [' ', el('span', { class: 'badge', title }, words)];
  return [
    row.likelyDomain !== null && badge(`${visible(row.likelyDomain)}?`, 'Looks like a typing error in the domain'),
    row.held && badge('outage?', 'Many at once at this provider: wait before you remove it'),
    row.deliveredLater && badge('delivered later', 'Mail reached this address after the bounce'),
    row.waiting && badge(row.attempts > 1 ? `waiting, ${figure(row.attempts)} attempts` : 'waiting', 'Still in the queue as far as was read'),
  ];
}
