/**
 * The table of recipients: any number of rows, of which only those in sight exist. A grid for the keyboard: arrows move, Space selects,
 * Enter goes to the line, Ctrl+A selects all that is shown.
 */
import type { PanelRow } from '../row';
import { figure } from '../say';
import type { Column, Sorting } from '../sorting';
import { tableHead, tableRow, type RowView } from '../sections/table-row';
import { toDom } from './dom';

/** Must agree with panel.css. */
const ROW_HEIGHT = 26;
const NARROW_ROW_HEIGHT = 48;
/** Below this width the columns would be cut to a few letters: two lines a row. A column of dates takes its own. */
const NARROW = 620;
const DATES = 60;
const HEAD_HEIGHT = 28;

/** Rows beyond the edge that are there already when scrolling. */
const SPARE = 8;

export interface TableEvents {
  jump(row: number): void;
  sort(column: Column): void;
  selectionChanged(): void;
}

export class Table {
  readonly selected = new Set<number>();
  private readonly grid: HTMLElement;
  private readonly head: HTMLElement;
  private readonly body: HTMLElement;
  private rows: readonly PanelRow[] = [];
  private view: RowView | null = null;
  private active = 0;
  private anchor = 0;
  private rowHeight = ROW_HEIGHT;
  private drawn = { from: 0, to: 0 };
  private pending = 0;

  constructor(place: HTMLElement, private readonly events: TableEvents) {
    this.grid = document.createElement('div');
    this.grid.className = 'grid';
    this.grid.tabIndex = 0;
    this.grid.setAttribute('role', 'grid');
    this.grid.setAttribute('aria-label', 'Recipients. Arrow keys move, Space selects, Enter goes to the line.');
    this.grid.setAttribute('aria-multiselectable', 'true');
    this.grid.setAttribute('data-key', 'grid');
    this.head = document.createElement('div');
    this.head.setAttribute('role', 'rowgroup');
    this.head.className = 'grid-head';
    this.body = document.createElement('div');
    this.body.setAttribute('role', 'rowgroup');
    this.body.className = 'grid-body';
    this.grid.append(this.head, this.body);
    place.append(this.grid);
    this.grid.addEventListener('scroll', () => this.later(), { passive: true });
    this.grid.addEventListener('keydown', (event) => this.key(event));
    this.grid.addEventListener('click', (event) => this.click(event));
    this.grid.addEventListener('dblclick', (event) => {
      const row = rowOf(event.target);
      if (row) this.events.jump(row.id);
    });
    new ResizeObserver(() => this.resized()).observe(this.grid);
  }

  show(rows: readonly PanelRow[], view: RowView, sorting: Sorting): void {
    const before = this.rows[this.active]?.id;
    const moved = this.rows !== rows;
    this.rows = rows;
    this.view = view;
    this.grid.classList.toggle('dates', !view.oneDay);
    this.fit();
    if (moved) {
      const at = before === undefined ? -1 : rows.findIndex((row) => row.id === before);
      this.active = Math.max(0, at);
      if (at < 0) this.grid.scrollTop = 0;
    }
    const focused = this.head.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
    this.head.replaceChildren(toDom(tableHead(sorting)));
    if (focused) this.head.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    this.grid.setAttribute('aria-rowcount', String(rows.length + 1));
    this.layOut();
  }

  /** Takes those out of the selection that are shown no more. */
  keepSelected(shown: ReadonlySet<number>): void {
    for (const id of this.selected) if (!shown.has(id)) this.selected.delete(id);
  }

  private resized(): void {
    this.fit();
    this.layOut();
  }

  private fit(): void {
    const narrow = this.grid.clientWidth < NARROW + (this.grid.classList.contains('dates') ? DATES : 0);
    this.grid.classList.toggle('narrow', narrow);
    this.rowHeight = narrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  }

  private layOut(): void {
    this.body.style.height = `${this.rows.length * this.rowHeight}px`;
    this.grid.style.height = `${Math.min(this.rows.length * this.rowHeight + HEAD_HEIGHT + 2, Math.max(240, window.innerHeight * 0.7))}px`;
    this.draw();
  }

  private later(): void {
    if (this.pending === 0) this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.draw(true);
    });
  }

  /** @param unlessThere leaves rows alone that are drawn already */
  private draw(unlessThere = false): void {
    if (!this.view) return;
    const first = Math.floor(this.grid.scrollTop / this.rowHeight);
    const from = Math.max(0, first - SPARE);
    const to = Math.min(this.rows.length, first + Math.ceil(this.grid.clientHeight / this.rowHeight) + SPARE);
    if (unlessThere && from >= this.drawn.from && to <= this.drawn.to) return;
    this.drawn = { from, to };
    const made: Node[] = [];
    for (let i = from; i < to; i++) {
      const row = this.rows[i]!;
      const node = toDom(tableRow(row, i, this.selected.has(row.id), i === this.active, this.view)) as HTMLElement;
      node.style.transform = `translateY(${i * this.rowHeight}px)`;
      made.push(node);
    }
    this.body.replaceChildren(...made);
    const active = this.rows[this.active];
    if (active && this.active >= from && this.active < to) this.grid.setAttribute('aria-activedescendant', `row-${active.id}`);
    else this.grid.removeAttribute('aria-activedescendant');
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element;
    const sort = target.closest<HTMLElement>('[data-sort]');
    if (sort) return this.events.sort(sort.dataset['sort'] as Column);
    const row = rowOf(target);
    if (!row || target.closest('[data-do]')) return;
    if (event.shiftKey) this.selectTo(row.index);
    else if (event.ctrlKey || event.metaKey || target.closest('[data-tick]')) this.toggle(row.index);
    this.moveTo(row.index, false);
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.grid) return;
    const page = Math.max(1, Math.floor((this.grid.clientHeight - HEAD_HEIGHT) / this.rowHeight) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step !== undefined) {
      const to = Math.min(this.rows.length - 1, Math.max(0, this.active + step));
      if (event.shiftKey) this.selectTo(to);
      this.moveTo(to, event.shiftKey);
    } else if (event.key === ' ') {
      this.toggle(this.active);
      this.draw();
    } else if (event.key === 'Enter') {
      const row = this.rows[this.active];
      if (row) this.events.jump(row.id);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      for (const row of this.rows) this.selected.add(row.id);
      this.changed();
    } else if (event.key === 'Escape' && this.selected.size > 0) {
      this.selected.clear();
      this.changed();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private moveTo(index: number, keepAnchor: boolean): void {
    if (this.rows.length === 0) return;
    this.active = index;
    if (!keepAnchor) this.anchor = index;
    const top = index * this.rowHeight;
    if (top < this.grid.scrollTop) this.grid.scrollTop = top;
    else if (top + this.rowHeight > this.grid.scrollTop + this.grid.clientHeight - HEAD_HEIGHT) this.grid.scrollTop = top + this.rowHeight - this.grid.clientHeight + HEAD_HEIGHT;
    this.draw();
  }

  private toggle(index: number): void {
    const row = this.rows[index];
    if (!row) return;
    if (!this.selected.delete(row.id)) this.selected.add(row.id);
    this.anchor = index;
    this.events.selectionChanged();
  }

  private selectTo(index: number): void {
    const [from, to] = index < this.anchor ? [index, this.anchor] : [this.anchor, index];
    for (let i = from; i <= to; i++) this.selected.add(this.rows[i]!.id);
    this.events.selectionChanged();
  }

  private changed(): void {
    this.draw();
    this.events.selectionChanged();
  }

  /** `56 of 412, 3 selected` */
  words(all: number): string {
    const shown = this.rows.length === all ? figure(all) : `${figure(this.rows.length)} of ${figure(all)}`;
    return this.selected.size ? `${shown}, ${figure(this.selected.size)} selected` : shown;
  }
}

function rowOf(target: EventTarget | null): { id: number; index: number } | null {
  const row = (target as Element | null)?.closest<HTMLElement>('[data-row][data-index]');
  return row ? { id: Number(row.dataset['row']), index: Number(row.dataset['index']) } : null;
}
