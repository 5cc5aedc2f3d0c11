/** Icons as paths of our own: they need no font, and look the same in the panel and in the HTML file. */
import { el, type Element } from '../element';
import type { RowType } from '../row';

const PATHS = {
  hard: 'M3 4l1-1 4 4 4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4z',
  soft: 'M8 2a6 6 0 0 1 5 2.7V2.5h1.4v4.8H9.6V5.9h2.6A4.6 4.6 0 1 0 12.6 8H14A6 6 0 1 1 8 2z',
  blocked: 'M3 2h1.4v.8H13l-1.8 3L13 8.8H4.4V14H3z',
  delivered: 'M6.3 12.2L2.4 8.3l1-1 2.9 2.9 6.3-6.4 1 1z',
  warning: 'M8 1.6L15 14H1zm-.7 4.6v4h1.4v-4zm0 5v1.4h1.4v-1.4z',
  note: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm-.7 5.2v5h1.4v-5zm0-2.5v1.4h1.4V4.2z',
} as const;

export type IconName = keyof typeof PATHS;

/** Said by the word beside it, so hidden from screen readers. */
export function icon(name: IconName): Element {
  return el('svg', { class: `icon icon-${name}`, viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' }, el('path', { d: PATHS[name] }));
}

/** One word for each type, and what it asks for. */
export const TYPE_WORDS: Readonly<Record<RowType, { readonly word: string; readonly todo: string }>> = {
  hard: { word: 'hard', todo: 'remove' },
  soft: { word: 'soft', todo: 'keep, wait' },
  blocked: { word: 'blocked', todo: 'keep, you fix' },
};
