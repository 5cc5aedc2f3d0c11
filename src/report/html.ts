/** A summary as one HTML file that needs nothing else: to attach to a ticket or a mail. No script, no picture, nothing is fetched. */
import { chosenModel } from './panel/chosen';
import type { PanelData } from './panel/data';
import { el, escapeHtml, toHtml, type Element } from './panel/element';
import { NO_FILTERS } from './panel/filters';
import { headlineText } from './panel/headline';
import { maskAddress, maskText } from './mask';
import type { PanelRow } from './panel/row';
import { figure, moment, visible } from './panel/say';
import { patterns } from './panel/sections/bar';
import { causes } from './panel/sections/causes';
import { empty } from './panel/sections/empty';
import { foot } from './panel/sections/foot';
import { head, tiles } from './panel/sections/head';
import { icon } from './panel/sections/icons';
import { keepNote } from './panel/sections/keep-note';
import { prevention } from './panel/sections/prevention';
import { timelineSection } from './panel/sections/timeline';
import { warnings } from './panel/sections/warnings';
import { whereSection } from './panel/sections/where';
import { HTML_STYLE } from './html-style';
import { CLOCK_WORDS } from './time';

/** A browser shows so many rows without trouble; the CSV export has all. */
const MOST_ROWS = 20_000;

/**
 * The panel writes the page itself: it has all that stands on it, and the extension need not load the same a second time.
 * @param ids rows to show, in the order wanted; null: all
 */
export function panelHtml(data: PanelData, ids: readonly number[] | null, masked: boolean): string {
  const model = chosenModel(data, ids);
  const title = `Bounces in ${visible(data.title)}`;
  const body = el('main', {},
    patterns(),
    head(model, data), tiles(model, data, NO_FILTERS), warnings(data), empty(data),
    causes(model, data, { open: new Set(model.figures.causes.map(({ cause }) => cause)), all: true, masked }),
    el('div', { class: 'charts' }, timelineSection(model.timeline, NO_FILTERS), whereSection(model.figures, 'domain', NO_FILTERS)),
    recipients(model.rows, data, masked),
    prevention(data),
    foot(data, masked));
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="description" content="${escapeHtml(visible(headlineText(model.headline)))}">
<title>${escapeHtml(title)}</title><style>${HTML_STYLE}</style></head>
<body>${toHtml(body)}</body></html>
`;
}

function recipients(rows: readonly PanelRow[], data: PanelData, masked: boolean): Element | null {
  if (rows.length === 0) return null;
  return el('section', {},
    el('h2', {}, 'Recipients'),
    keepNote(rows, false),
    el('table', {},
      el('thead', {}, el('tr', {}, ['Type', 'Recipient', 'Cause', 'Status', 'Server said', data.clock === 'mixed' ? 'Time' : `Time (${CLOCK_WORDS[data.clock]})`, 'Line'].map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, rows.slice(0, MOST_ROWS).map((row) => el('tr', {},
        el('td', {}, icon(row.type), ` ${row.type}`),
        el('td', { class: 'mono', dir: 'auto' }, visible(masked ? maskAddress(row.recipient) : row.recipient)),
        el('td', {}, visible(data.causes[row.cause]?.label ?? row.cause)),
        el('td', { class: 'mono' }, visible(row.status ?? row.replyCode ?? '')),
        el('td', { dir: 'auto' }, visible(masked ? maskText(row.diagnostic, row.recipient) : row.diagnostic)),
        el('td', {}, row.time === null ? '' : `${moment(row.time)}${data.clock === 'mixed' && !row.ownClock ? ' UTC' : ''}`),
        el('td', { class: 'number' }, figure(row.line)))))),
    rows.length > MOST_ROWS && el('p', { class: 'quiet' }, `The first ${figure(MOST_ROWS)} of ${figure(rows.length)}.`));
}
