/** What the panel and its host say to each other. All of it is plain JSON; rows go by id. */
import type { Comparison } from '../compare';
import type { PanelData } from './data';
import type { Filters } from './filters';
import type { Sorting } from './sorting';
import type { WhereTab } from './actions';

/** What is on show and survives a reload of the window. */
export type SavedState = PanelState | ComparisonState;

export interface PanelState {
  readonly version: 1;
  readonly shows?: 'summary';
  /** What to read again, as the host gave it. */
  readonly source: SourceState | null;
  readonly filters: Filters;
  readonly sorting: Sorting;
  readonly masked: boolean;
  readonly where: WhereTab;
}

/** Two summaries side by side: what to read again. */
export interface ComparisonState {
  readonly version: 1;
  readonly shows: 'comparison';
  readonly before: SourceState;
  readonly after: SourceState;
}

/** A list of lines that VS Code shows holds so many; longer ones are shown in the panel's own table. */
export const MOST_LISTED = 500;

/** Addresses of documents, files and folders. */
export interface SourceState {
  readonly uris: readonly string[];
  /** A selection within the one document: offsets. */
  readonly range?: readonly [number, number] | undefined;
}

export type ToPanel =
  | { readonly type: 'show'; readonly data: PanelData; readonly source: SourceState; /** How a new panel begins. */ readonly masked: boolean }
  | { readonly type: 'compare'; readonly comparison: Comparison; readonly state: ComparisonState }
  | { readonly type: 'busy'; readonly text: string; /** How much is done, 0 to 1; null: not known. */ readonly part: number | null; /** Whether a stop keeps what was found. */ readonly canStop: boolean }
  | { readonly type: 'failed'; readonly text: string }
  /** Asks for these rows as an HTML page; null: all. */
  | { readonly type: 'write-page'; readonly rows: readonly number[] | null; readonly masked: boolean };

export type ToHost =
  /** The script runs and can take messages. */
  | { readonly type: 'ready' }
  /** Enough: what was found so far is to be shown. Then, maybe: all of it, after all. */
  | { readonly type: 'stop' | 'read-again' }
  /** The first picture of this data is painted. */
  | { readonly type: 'painted'; readonly milliseconds: number }
  | { readonly type: 'jump'; readonly row: number }
  | { readonly type: 'lines'; readonly rows: readonly number[] }
  | { readonly type: 'place'; readonly file: number; readonly line: number }
  | { readonly type: 'export'; readonly filtered: readonly number[] | null; readonly selected: readonly number[]; readonly masked: boolean }
  | { readonly type: 'copy-suppression' | 'save-suppression'; readonly rows: readonly number[] }
  | { readonly type: 'compare-with' }
  | { readonly type: 'page'; readonly text: string };

const NAMES: ReadonlySet<string> = new Set<ToHost['type']>(['ready', 'stop', 'read-again', 'painted', 'jump', 'lines', 'place', 'export', 'copy-suppression', 'save-suppression', 'compare-with', 'page']);

/** A message of the webview, looked at before it is believed: the page shows foreign text, so its word is not taken blindly. */
export function fromPanel(message: unknown): ToHost | null {
  if (typeof message !== 'object' || message === null) return null;
  const candidate = message as Record<string, unknown>;
  if (typeof candidate['type'] !== 'string' || !NAMES.has(candidate['type'])) return null;
  switch (candidate['type'] as ToHost['type']) {
    case 'ready': case 'stop': case 'read-again': case 'compare-with': return message as ToHost;
    case 'painted': return isIndex(candidate['milliseconds']) ? message as ToHost : null;
    case 'jump': return isIndex(candidate['row']) ? message as ToHost : null;
    case 'place': return isIndex(candidate['file']) && isIndex(candidate['line']) ? message as ToHost : null;
    case 'lines': case 'copy-suppression': case 'save-suppression': return areIndexes(candidate['rows']) ? message as ToHost : null;
    case 'page': return typeof candidate['text'] === 'string' ? message as ToHost : null;
    case 'export': return (candidate['filtered'] === null || areIndexes(candidate['filtered'])) && areIndexes(candidate['selected']) && typeof candidate['masked'] === 'boolean' ? message as ToHost : null;
  }
}

function isIndex(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function areIndexes(value: unknown): boolean {
  return Array.isArray(value) && value.every(isIndex);
}
