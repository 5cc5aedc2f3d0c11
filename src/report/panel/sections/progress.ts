/** What is shown while a large file is read: how far it is, how fast, and a way to be content with less. */
import { does } from '../actions';
import { el, type Element } from '../element';

/** The frame; its bar (`#done`) and words (`#progress-words`) are kept up to date without making it anew, so that a press on Stop is never lost. */
export function progress(canStop: boolean): Element {
  return el('section', { class: 'progress', 'aria-label': 'Reading' },
    el('div', { id: 'progress', class: 'progress-bar', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100 }, el('div', { id: 'done' })),
    el('p', { id: 'progress-words' }),
    canStop && el('p', {}, el('button', { type: 'button', id: 'stop', class: 'button secondary', title: 'Shows what was found so far', ...does({ do: 'stop' }) }, 'Stop')));
}
