/** What a press on something means, written on the element itself, so that sections stay pure and one listener serves all. */
import type { Attributes } from './element';
import type { Facet } from './filters';

export type Action =
  /** Shows only rows with this value, or all again. */
  | { readonly do: 'chip'; readonly facet: Facet; readonly value: string; readonly not?: boolean }
  /** Opens the line of this row. */
  | { readonly do: 'jump'; readonly row: number }
  /** Shows all lines of the shown rows that have this value. */
  | { readonly do: 'lines'; readonly facet: Facet; readonly value: string }
  /** Opens a line of a file, by its number in the list of files. */
  | { readonly do: 'place'; readonly file: number; readonly line: number }
  /** The suppression list of one cause. */
  | { readonly do: 'copy-cause'; readonly value: string }
  /** Unfolds the steps of a cause, or folds them. */
  | { readonly do: 'unfold'; readonly value: string }
  | { readonly do: 'where'; readonly where: WhereTab }
  | { readonly do: 'more-causes' | 'more-places' | 'clear-time' | 'clear-filters' | 'mask' | 'export' | 'copy-suppression' | 'save-suppression' | 'compare' | 'stop' | 'read-again' };

/** What the bars under "Where" are about. */
export type WhereTab = 'domain' | 'provider' | 'remote' | 'sender';

export function does(action: Action): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(action)) attributes[`data-${name}`] = String(value);
  return attributes;
}

/** The action of an element's `data-` values, or null where it has none. */
export function actionOf(data: Readonly<Record<string, string | undefined>>): Action | null {
  const what = data['do'];
  switch (what) {
    case 'chip': return { do: what, facet: data['facet'] as Facet, value: data['value'] ?? '', not: data['not'] === 'true' };
    case 'lines': return { do: what, facet: data['facet'] as Facet, value: data['value'] ?? '' };
    case 'copy-cause': case 'unfold': return { do: what, value: data['value'] ?? '' };
    case 'jump': return { do: what, row: Number(data['row']) };
    case 'place': return { do: what, file: Number(data['file']), line: Number(data['line']) };
    case 'where': return { do: what, where: data['where'] as WhereTab };
    case 'more-causes': case 'more-places': case 'clear-time': case 'clear-filters': case 'mask': case 'export': case 'copy-suppression': case 'save-suppression': case 'compare': case 'stop': case 'read-again':
      return { do: what };
    default: return null;
  }
}
