/** What to do, the most effective first: one entry per cause, its further steps folded away. */
import { does, type Action } from '../actions';
import type { CauseText, PanelData } from '../data';
import { el, isWebAddress, type Attributes, type Child, type Element } from '../element';
import { SMALL_SHARE, type CauseFigures } from '../figures';
import type { PanelModel } from '../model';
import { firstStep } from '../first-step';
import { sinceWords } from '../headline';
import { maskText } from '../../mask';
import type { PanelRow } from '../row';
import { amount, figure, list, share, visible } from '../say';
import { stepsFor } from '../../waiting-step';
import { bar } from './bar';
import { icon } from './icons';

export interface CauseView {
  /** Causes whose steps are unfolded. */
  readonly open: ReadonlySet<string>;
  /** All causes, not only the first ones. */
  readonly all: boolean;
  readonly masked: boolean;
}

/** What fits on a screen; the rest is one press away. */
const FIRST_CAUSES = 5;

export function causes(model: PanelModel, data: PanelData, view: CauseView): Element | null {
  const { causes: all } = model.figures;
  if (all.length === 0) return null;
  const shown = view.all ? all : all.slice(0, FIRST_CAUSES);
  const largest = Math.max(...all.map((cause) => cause.count));
  const hidden = all.length - shown.length;
  return el('section', { class: 'causes', 'aria-labelledby': 'causes-title' },
    el('h2', { id: 'causes-title' }, 'What to do, most effective first'),
    all.length > 1 && el('p', { class: 'quiet order' }, order(all, model, data)),
    el('ol', { class: 'cause-list' }, shown.map((cause) => entry(cause, model, data, largest, view))),
    hidden > 0 && el('button', { type: 'button', class: 'link', 'data-live': 'true', 'data-key': 'more-causes', ...does({ do: 'more-causes' }) }, `Show ${amount(hidden, 'more cause')}`));
}

/** Why they stand in this order. */
function order(all: readonly CauseFigures[], { figures }: PanelModel, data: PanelData): string {
  const large = all.filter(({ count }) => count >= SMALL_SHARE * figures.bounces);
  const ours = large.filter(({ cause }) => data.causes[cause]?.ours).reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ours > 0 && `you can fix ${figure(ours)} of these, the largest cause first`,
    large.some(({ cause }) => !data.causes[cause]?.ours) && `${ours > 0 ? 'then ' : ''}what others have to mend`,
    large.length < all.length && 'then small causes',
  ].filter((part) => part !== false);
  const line = parts.join('; ');
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

function entry(cause: CauseFigures, model: PanelModel, data: PanelData, largest: number, view: CauseView): Element {
  const text = data.causes[cause.cause]!;
  const open = view.open.has(cause.cause);
  // Each cause has the same links: who hears them one by one hears whose they are.
  const link = (words: string, key: string, action: Action, more: Attributes = {}): Element =>
    el('button', { type: 'button', class: 'link', 'data-live': 'true', 'data-key': `${key} ${cause.cause}`, 'aria-label': `${words}: ${visible(text.label)}`, ...does(action), ...more }, words);
  const links: Child[] = [
    ...(cause.removable > 0 ? [link(`Copy suppression list (${figure(cause.removable)})`, 'copy', { do: 'copy-cause', value: cause.cause })] : []),
    link(amount(cause.count, 'line'), 'lines', { do: 'lines', facet: 'cause', value: cause.cause }),
    ...text.links.filter(({ url }) => isWebAddress(url)).slice(0, 1).map(({ url, label }) => el('a', { href: url }, visible(label))),
    link(open ? 'Less' : 'Why and all steps', 'unfold', { do: 'unfold', value: cause.cause }, { 'aria-expanded': String(open) }),
  ];
  return el('li', { class: 'cause-entry' },
    el('div', { class: 'cause-head' },
      icon(text.type),
      el('h3', {},
        el('button', { type: 'button', class: 'cause-name', title: 'Show only these', 'data-key': `cause ${cause.cause}`, ...does({ do: 'chip', facet: 'cause', value: cause.cause }) }, visible(text.label)),
        ' ', el('span', { class: 'actor' }, visible(text.actor))),
      bar(cause.types, largest),
      el('span', { class: 'count' }, figure(cause.count), ' ', el('span', { class: 'share' }, share(cause.count, model.figures.bounces)))),
    el('p', { class: 'cause-step' }, firstStep(cause, text, data), typos(cause), ' ', el('span', { class: 'cause-links' }, links)),
    open && details(cause, text, model, data, view));
}

function typos({ typos: found }: CauseFigures): string {
  return found.length === 0 ? '' : ` Typing errors: ${list(found.map(({ domain, likely }) => `${visible(domain)} → ${visible(likely)}`))}.`;
}

function details(cause: CauseFigures, text: CauseText, model: PanelModel, data: PanelData, view: CauseView): Element {
  const shown = (row: PanelRow): string => visible(view.masked ? maskText(row.diagnostic, row.recipient) : row.diagnostic);
  const further = stepsFor(text.steps, cause.waiting === 0).filter((step) => step !== firstStep(cause, text, data));
  return el('div', { class: 'more' },
    el('p', {}, text.meaning, ' ', text.reason),
    further.length > 0 && [el('p', { class: 'label' }, 'Steps'), el('ol', { class: 'steps' }, further.map((step) => el('li', {}, step)))],
    text.stop !== '' && el('p', {}, el('span', { class: 'label' }, 'When to stop: '), text.stop),
    el('dl', { class: 'facts' },
      text.type !== 'hard' && fact('Each address', text.address),
      fact('Addresses', `${figure(cause.addresses)}${cause.waiting ? `, ${amount(cause.waiting, 'still waits', 'still wait')} in the queue` : ''}${sinceWords(cause, model.figures)}`),
      fact('Domains', list(cause.domains.map((place) => `${visible(place.label)} (${figure(place.count)})`)))),
    text.advice.map((advice) => el('div', { class: 'advice' },
      el('p', {}, el('strong', {}, `${visible(advice.provider)}: `), advice.meaning),
      advice.steps.length > 0 && el('ol', { class: 'steps' }, advice.steps.map((step) => el('li', {}, visible(step)))))),
    cause.examples.length > 0 && [el('p', { class: 'label' }, 'What servers said'), el('ul', { class: 'examples' }, cause.examples.map((id) => {
      const row = data.rows[id]!;
      return el('li', {}, el('q', { dir: 'auto' }, shown(row)), ' ', jump(id, row.line));
    }))],
    text.prevention.length > 0 && [el('p', { class: 'label' }, 'To prevent it'), el('ul', {}, text.prevention.map((way) => el('li', {}, el('strong', {}, `${way.title}: `), way.advice)))],
    text.links.length > 1 && el('p', { class: 'cause-links' }, text.links.slice(1).filter((link) => isWebAddress(link.url)).map((link) => el('a', { href: link.url }, visible(link.label)))));
}

function fact(name: string, value: Child): Child {
  return [el('dt', {}, name), el('dd', {}, value)];
}

function jump(row: number, line: number): Element {
  return el('button', { type: 'button', class: 'link', 'data-key': `example ${row}`, ...does({ do: 'jump', row }) }, `line ${figure(line)}`);
}
