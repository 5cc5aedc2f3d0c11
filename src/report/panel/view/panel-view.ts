/** Keeps the page in step with data, filters and what the reader does. */
import { actionOf, type Action, type WhereTab } from '../actions';
import type { Comparison } from '../../compare';
import type { PanelData } from '../data';
import { facetValue, isFiltered, NO_FILTERS, toggleChip, type Chip, type Filters } from '../filters';
import { headlineText } from '../headline';
import { PanelModels, type PanelModel } from '../model';
import { MOST_LISTED, type ComparisonState, type PanelState, type SourceState } from '../protocol';
import { day, figure } from '../say';
import { causes } from '../sections/causes';
import { chipsRow } from '../sections/chips-row';
import { comparison } from '../sections/comparison';
import { empty } from '../sections/empty';
import { foot } from '../sections/foot';
import { keepNote } from '../sections/keep-note';
import { head, tiles } from '../sections/head';
import { page } from '../sections/page';
import { prevention } from '../sections/prevention';
import { progress } from '../sections/progress';
import { timelineSection } from '../sections/timeline';
import { warnings } from '../sections/warnings';
import { whereSection } from '../sections/where';
import { nextSorting, sortRows, SOURCE_ORDER, type Sorting } from '../sorting';
import { panelHtml } from '../../html';
import { suppressionCount } from '../../suppression-list';
import { byId, fill, focusKey, toDom } from './dom';
import { host, savedState } from './host';
import { Table } from './table';
import { TimePicker } from './time-picker';

export class PanelView {
  private models: PanelModels | null = null;
  private model: PanelModel | null = null;
  private source: SourceState | null;
  private filters: Filters;
  private sorting: Sorting;
  /** Null until somebody said so. */
  private masked: boolean | null;
  private where: WhereTab;
  private readonly open = new Set<string>();
  private allCauses = false;
  private allPlaces = false;
  private table: Table | null = null;
  private timePicker: TimePicker | null = null;
  private announcing = 0;

  constructor(private readonly root: HTMLElement, private readonly status: HTMLElement) {
    const saved = savedState();
    this.source = saved?.source ?? null;
    this.filters = saved?.filters ?? NO_FILTERS;
    this.sorting = saved?.sorting ?? SOURCE_ORDER;
    this.masked = saved?.masked ?? null;
    this.where = saved?.where ?? 'domain';
    root.addEventListener('click', (event) => this.click(event));
  }

  show(data: PanelData, source: SourceState, masked: boolean): void {
    const begun = performance.now();
    if (this.source !== null && this.source.uris.join('\n') !== source.uris.join('\n')) this.filters = NO_FILTERS;
    this.source = source;
    this.masked ??= masked;
    this.models = new PanelModels(data);
    this.filters = { ...this.filters, chips: this.filters.chips.filter((chip) => chip.facet !== 'cause' || chip.value in data.causes) };
    if (!this.table) this.build();
    this.table!.selected.clear();
    byId('filter', HTMLInputElement).value = this.filters.text;
    fill(byId('warnings', HTMLElement), warnings(data), empty(data));
    fill(byId('prevention', HTMLElement), prevention(data));
    this.update();
    this.announce();
    document.body.dataset['state'] = 'ready';
    requestAnimationFrame(() => setTimeout(() => {
      const milliseconds = performance.now() - begun;
      document.body.dataset['painted'] = String(Math.round(milliseconds));
      host.postMessage({ type: 'painted', milliseconds });
      // The first search is the slowest one; it is done here once, so that nobody waits for it.
      this.models?.model({ ...NO_FILTERS, text: 'a' });
    }, 0));
  }

  compare(result: Comparison, state: ComparisonState): void {
    host.setState(state);
    this.table = null;
    this.root.replaceChildren(toDom(comparison(result)));
    document.body.dataset['state'] = 'compared';
  }

  writePage(rows: readonly number[] | null, masked: boolean): void {
    if (this.models) host.postMessage({ type: 'page', text: panelHtml(this.models.data, rows, masked) });
  }

  fail(text: string): void {
    document.body.dataset['state'] = 'failed';
    const line = document.createElement('p');
    line.className = 'message';
    line.textContent = text;
    this.forget(line);
    this.status.textContent = text;
  }

  /** How far the reading is. The page of a summary that is read anew gives way to it where that takes its time. */
  busy(text: string, part: number | null, canStop: boolean): void {
    if (this.models && part === null) {
      this.status.textContent = text;
      return;
    }
    const begins = document.body.dataset['state'] !== 'busy';
    if (begins || (canStop && !document.getElementById('stop'))) {
      document.body.dataset['state'] = 'busy';
      this.forget(toDom(progress(canStop)));
      if (begins) this.status.textContent = text; // once: nobody wants to hear every megabyte
    }
    byId('progress-words', HTMLElement).textContent = text;
    const stop = document.getElementById('stop');
    if (stop) stop.hidden = part !== null && part >= 1; // nothing is left to be stopped
    const bar = byId('progress', HTMLElement);
    bar.hidden = part === null;
    const percent = Math.round(100 * Math.min(1, part ?? 0));
    bar.setAttribute('aria-valuenow', String(percent));
    byId('done', HTMLElement).style.width = `${percent}%`;
  }

  private forget(...shown: Node[]): void {
    this.models = null;
    this.table = null;
    this.root.replaceChildren(...shown);
  }

  private build(): void {
    this.root.replaceChildren(toDom(page()));
    this.table = new Table(byId('table', HTMLElement), {
      jump: (row) => host.postMessage({ type: 'jump', row }),
      sort: (column) => {
        this.sorting = nextSorting(this.sorting, column);
        this.update();
      },
      selectionChanged: () => this.updateTools(),
    });
    this.timePicker = new TimePicker(byId('when', HTMLElement), (span) => this.setFilters({ ...this.filters, from: span?.from ?? null, to: span?.to ?? null }));
    const filter = byId('filter', HTMLInputElement);
    filter.placeholder = 'Filter';
    filter.addEventListener('input', () => this.setFilters({ ...this.filters, text: filter.value }));
    filter.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') this.root.querySelector<HTMLElement>('.grid')?.focus();
    });
  }

  private setFilters(filters: Filters): void {
    this.filters = filters;
    this.update();
    // What changed is said once, when typing pauses.
    clearTimeout(this.announcing);
    this.announcing = window.setTimeout(() => this.announce(), 400);
  }

  /** What the summary says in one sentence, for those who hear it. */
  private announce(): void {
    this.status.textContent = this.model ? headlineText(this.model.headline) : '';
  }

  /** Draws everything that follows the filters. */
  private update(): void {
    if (!this.models || !this.table) return;
    const { data } = this.models;
    const model = this.models.model(this.filters);
    this.model = model;
    fill(byId('head', HTMLElement), head(model, data));
    fill(byId('tiles', HTMLElement), tiles(model, data, this.filters));
    fill(byId('causes', HTMLElement), causes(model, data, { open: this.open, all: this.allCauses, masked: this.isMasked }));
    fill(byId('when', HTMLElement), timelineSection(model.timeline, this.filters));
    this.timePicker?.show(model.timeline);
    fill(byId('where', HTMLElement), whereSection(model.figures, this.where, this.filters, this.allPlaces));
    fill(byId('chips', HTMLElement), chipsRow(this.filters, data));
    fill(byId('foot', HTMLElement), foot(data, this.isMasked));
    const { from, to } = model.figures;
    const rows = sortRows(model.rows, this.sorting, (cause) => data.causes[cause]?.label ?? cause);
    if (this.table.selected.size > 0) this.table.keepSelected(new Set(model.rows.map((row) => row.id)));
    this.table.show(rows, { data, masked: this.isMasked, oneDay: from !== null && to !== null && day(from) === day(to) }, this.sorting);
    byId('recipients', HTMLElement).hidden = data.rows.length === 0;
    this.updateTools();
    this.save();
  }

  private get isMasked(): boolean {
    return this.masked ?? false;
  }

  private updateTools(): void {
    if (!this.model || !this.table || !this.models) return;
    byId('shown', HTMLElement).textContent = this.table.words(this.models.data.rows.length);
    byId('mask', HTMLButtonElement).setAttribute('aria-pressed', String(this.isMasked));
    const chosen = this.chosenRows();
    fill(byId('keep', HTMLElement), keepNote(chosen, !this.filters.chips.some((chip) => chip.value === 'refused')));
    const count = suppressionCount(chosen);
    const copy = byId('copy-suppression', HTMLButtonElement);
    copy.textContent = `Copy suppression list (${figure(count)})`;
    copy.disabled = count === 0;
    byId('save-suppression', HTMLButtonElement).disabled = count === 0;
  }

  /** The selection; where nothing is selected, all that is shown. */
  private chosenRows(): readonly PanelData['rows'][number][] {
    const { selected } = this.table!;
    return selected.size > 0 ? this.model!.rows.filter((row) => selected.has(row.id)) : this.model!.rows;
  }

  private click(event: Event): void {
    const target = event.target as Element;
    const doing = target.closest<HTMLElement>('[data-do]');
    const action = doing && actionOf(doing.dataset);
    if (action) this.act(action);
  }

  private act(action: Action): void {
    switch (action.do) {
      case 'chip': return this.setFilters(this.withChip({ facet: action.facet, value: action.value, not: action.not ?? false }));
      case 'clear-filters':
        byId('filter', HTMLInputElement).value = '';
        this.setFilters(NO_FILTERS);
        return focusKey(document, 'filter');
      case 'clear-time': return this.setFilters({ ...this.filters, from: null, to: null });
      case 'jump': return host.postMessage({ type: 'jump', row: action.row });
      case 'lines': return this.lines({ facet: action.facet, value: action.value, not: false });
      case 'place': return host.postMessage({ type: 'place', file: action.file, line: action.line });
      case 'where': this.where = action.where; return this.update();
      case 'copy-cause': return host.postMessage({ type: 'copy-suppression', rows: ids(this.model!.rows.filter((row) => row.cause === action.value)) });
      case 'unfold':
        if (!this.open.delete(action.value)) this.open.add(action.value);
        return this.update();
      case 'more-causes': this.allCauses = true; return this.update();
      case 'more-places': this.allPlaces = true; return this.update();
      case 'mask': this.masked = !this.isMasked; return this.update();
      case 'export': return host.postMessage({ type: 'export', filtered: isFiltered(this.filters) ? ids(this.model!.rows) : null, selected: [...this.table!.selected], masked: this.isMasked });
      case 'copy-suppression': case 'save-suppression': return host.postMessage({ type: action.do, rows: ids(this.chosenRows()) });
      case 'compare': return host.postMessage({ type: 'compare-with' });
      case 'read-again': return host.postMessage({ type: 'read-again' });
      case 'stop':
        byId('stop', HTMLButtonElement).disabled = true;
        return host.postMessage({ type: 'stop' });
    }
  }

  /** Few lines are listed by VS Code; many are what the table is for: it shows only these, and each leads to its line. */
  private lines(chip: Chip): void {
    const rows = this.model!.rows.filter((row) => facetValue(row, chip.facet) === chip.value);
    if (rows.length <= MOST_LISTED) return host.postMessage({ type: 'lines', rows: ids(rows) });
    if (!this.filters.chips.some((other) => other.facet === chip.facet && other.value === chip.value && !other.not)) this.setFilters(toggleChip(this.filters, chip));
    const table = byId('recipients', HTMLElement);
    table.scrollIntoView();
    table.querySelector<HTMLElement>('.grid')?.focus({ preventScroll: true });
  }

  /** A new type takes the place of another one: that is what a press on another tile means. */
  private withChip(chip: Chip): Filters {
    const rest = chip.facet === 'type' && !chip.not ? { ...this.filters, chips: this.filters.chips.filter((other) => other.facet !== 'type' || other.value === chip.value) } : this.filters;
    return toggleChip(rest, chip);
  }

  private save(): void {
    const state: PanelState = { version: 1, source: this.source, filters: this.filters, sorting: this.sorting, masked: this.isMasked, where: this.where };
    host.setState(state);
  }
}

function ids(rows: readonly { readonly id: number }[]): number[] {
  return rows.map((row) => row.id);
}
