/** What an export holds: all rows, or those that were chosen, with the figures of just these. */
import type { PanelData } from './data';
import { figuresOf } from './figures';
import { headlineOf } from './headline';
import type { PanelModel } from './model';
import type { PanelRow } from './row';
import { timelineOf } from './timeline';

/** @param ids rows in the order wanted, unknown ones are left out; null: all */
export function chosenRows(data: PanelData, ids: readonly number[] | null): readonly PanelRow[] {
  return ids === null ? data.rows : ids.flatMap((id) => data.rows[id] ?? []);
}

export function chosenModel(data: PanelData, ids: readonly number[] | null): PanelModel {
  const rows = chosenRows(data, ids);
  const figures = figuresOf(rows, data);
  const filtered = ids !== null;
  return { rows, filtered, figures, headline: headlineOf(figures, data, filtered), timeline: timelineOf(rows) };
}
