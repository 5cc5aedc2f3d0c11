/** The frame of the panel: places that the other sections are put into. Made once, so that typing into the filter is never disturbed. */
import { does } from '../actions';
import { el, type Element } from '../element';
import { patterns } from './bar';

export function page(): Element {
  const button = (id: string, text: string, action: Parameters<typeof does>[0], look = 'secondary', title?: string): Element =>
    el('button', { type: 'button', id, class: `button ${look}`, title, 'data-key': id, ...does(action) }, text);
  return el('main', { id: 'panel' },
    patterns(),
    el('div', { id: 'head' }), el('div', { id: 'tiles' }), el('div', { id: 'warnings' }), el('div', { id: 'causes' }),
    el('div', { class: 'charts' }, el('div', { id: 'when' }), el('div', { id: 'where' })),
    el('section', { id: 'recipients', 'aria-labelledby': 'recipients-title' },
      el('div', { class: 'table-head' },
        el('h2', { id: 'recipients-title' }, 'Recipients'),
        el('span', { id: 'shown', class: 'quiet' })),
      el('div', { class: 'toolbar' },
        el('input', { id: 'filter', type: 'search', 'aria-label': 'Filter: words that occur in a row', 'data-key': 'filter' }),
        button('mask', 'Mask addresses', { do: 'mask' }, 'secondary', 'Show j***@example.com everywhere'),
        button('compare', 'Compare…', { do: 'compare' }, 'secondary', 'Compare with the summary of another file'),
        button('export', 'Export…', { do: 'export' }),
        button('save-suppression', 'Save list…', { do: 'save-suppression' }, 'secondary', 'Save the suppression list in the form of your mailing service; never masked'),
        button('copy-suppression', 'Copy suppression list', { do: 'copy-suppression' }, 'primary', 'Hard addresses only, one a line; never masked')),
      el('div', { id: 'chips' }),
      el('div', { id: 'keep' }),
      el('div', { id: 'table' })),
    el('div', { id: 'prevention' }),
    el('div', { id: 'foot' }));
}
