/** Bars: one per cause or place. Type shows by pattern as well as by colour: hard is plain, soft slanted, blocked upright stripes. */
import { el, type Element } from '../element';
import type { TypeCounts } from '../figures';
import { ROW_TYPES } from '../row';

const HEIGHT = 10;

/** @param largest the count that fills the whole width */
export function bar(types: TypeCounts, largest: number): Element {
  let x = 0;
  const parts = ROW_TYPES.flatMap((type) => {
    const width = largest > 0 ? (100 * types[type]) / largest : 0;
    if (width === 0) return [];
    const part = el('rect', { class: `fill-${type}`, x: percent(x), y: 0, width: percent(width), height: HEIGHT });
    x += width;
    return [part];
  });
  return el('svg', { class: 'bar', width: '100%', height: HEIGHT, 'aria-hidden': 'true', focusable: 'false' },
    el('rect', { class: 'bar-ground', x: 0, y: 0, width: '100%', height: HEIGHT }), parts);
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

/** The patterns that bars and timeline fill with: once in the page. */
export function patterns(): Element {
  return el('svg', { class: 'patterns', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
    el('defs', {},
      el('pattern', { id: 'pattern-soft', width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
        el('rect', { class: 'ground-soft', width: 6, height: 6 }), el('path', { class: 'stroke-soft', d: 'M-1 1l2-2M0 6l6-6M5 7l2-2' })),
      el('pattern', { id: 'pattern-blocked', width: 5, height: 5, patternUnits: 'userSpaceOnUse' },
        el('rect', { class: 'ground-blocked', width: 5, height: 5 }), el('rect', { class: 'stripe-blocked', width: 3, height: 5 }))));
}
