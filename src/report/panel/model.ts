/** All that the panel shows for one set of filters, as data. */
import type { PanelData } from './data';
import { figuresOf, type Figures } from './figures';
import { filterRows, haystackOf, isFiltered, type Filters } from './filters';
import { headlineOf, type Headline } from './headline';
import { indexRows, type RowIndex } from './row-index';
import type { PanelRow } from './row';
import { timelineOf, type Timeline } from './timeline';

export interface PanelModel {
  readonly rows: readonly PanelRow[];
  readonly filtered: boolean;
  readonly figures: Figures;
  readonly headline: Headline;
  /** Of the rows that the filters other than time let through, so that another span can be picked. */
  readonly timeline: Timeline | null;
}

/** Holds what filtering needs again and again. */
export class PanelModels {
  private readonly haystacks: readonly string[];
  private readonly index: RowIndex;
  /** Without filters: what everybody comes back to. */
  private whole: PanelModel | null = null;

  constructor(readonly data: PanelData) {
    this.index = indexRows(data.rows);
    this.haystacks = data.rows.map((row) => haystackOf(row, data.causes[row.cause]?.label ?? row.cause, row.provider === null ? '' : data.providers[row.provider] ?? row.provider));
  }

  model(filters: Filters): PanelModel {
    const { data } = this;
    const filtered = isFiltered(filters);
    if (!filtered && this.whole) return this.whole;
    const rows = filtered ? filterRows(data.rows, filters, this.haystacks) : data.rows;
    const anyTime = filters.from === null && filters.to === null ? rows : filterRows(data.rows, { ...filters, from: null, to: null }, this.haystacks);
    const figures = figuresOf(rows, data, this.index);
    const model = { rows, filtered, figures, headline: headlineOf(figures, data, filtered), timeline: timelineOf(anyTime) };
    if (!filtered) this.whole = model;
    return model;
  }
}
