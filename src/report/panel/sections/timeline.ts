/** When: one bar per step of time. A list to pick from, by mouse, finger or keys; the picked span filters everything. */
import { does } from '../actions';
import { el, type Element } from '../element';
import type { Filters } from '../filters';
import { ROW_TYPES } from '../row';
import { amount, clock, day, figure, moment } from '../say';
import type { Bucket, Timeline } from '../timeline';

const HEIGHT = 96;
const AXIS = 18;

export function timelineSection(timeline: Timeline | null, filters: Filters): Element | null {
  if (timeline === null) return null;
  const picked = filters.from !== null || filters.to !== null;
  return el('section', { class: 'when', 'aria-labelledby': 'when-title' },
    el('h2', { id: 'when-title' }, 'When', picked && [' ', el('button', { type: 'button', class: 'link', 'data-live': 'true', 'data-key': 'clear-time', ...does({ do: 'clear-time' }) }, 'Whole time')]),
    chart(timeline, filters),
    timeline.undated > 0 && el('p', { class: 'quiet' }, `${amount(timeline.undated, 'bounce')} without a time.`));
}

function chart(timeline: Timeline, filters: Filters): Element {
  const { buckets } = timeline;
  const largest = Math.max(...buckets.map(total));
  return el('svg', {
    class: 'timeline', width: '100%', height: HEIGHT + AXIS, role: 'listbox', tabindex: 0, 'data-key': 'timeline',
    'aria-multiselectable': 'true', 'aria-label': 'Bounces over time. Arrow keys move, Shift and arrow keys pick a span, Enter applies it, Escape gives the whole time back.',
  },
  buckets.map((bucket, i) => bucketBar(bucket, i, largest, timeline, filters)),
  el('line', { class: 'axis', x1: 0, x2: '100%', y1: HEIGHT, y2: HEIGHT }),
  axis(timeline));
}

/** Part of a bar's place that stays free. */
const GAP = 0.16;

/** Across in percent, so that the picture fits any width; up in pixels, so that patterns and words keep their size. */
function bucketBar(bucket: Bucket, index: number, largest: number, timeline: Timeline, filters: Filters): Element {
  const full = 100 / timeline.buckets.length;
  let y = HEIGHT;
  const parts = ROW_TYPES.flatMap((type) => {
    const height = (HEIGHT - 4) * (bucket[type] / largest);
    if (height === 0) return [];
    y -= height;
    return [el('rect', { class: `fill-${type}`, x: percent((index + GAP / 2) * full), y: round(y), width: percent((1 - GAP) * full), height: round(height) })];
  });
  const inside = isPicked(bucket, filters);
  return el('g', { id: `bucket-${index}`, role: 'option', 'aria-selected': String(inside), 'aria-label': bucketWords(bucket, timeline.step), class: inside ? 'bucket' : 'bucket out', 'data-bucket': index },
    el('rect', { class: 'bucket-area', x: percent(index * full), y: 0, width: percent(full), height: HEIGHT }, el('title', {}, bucketWords(bucket, timeline.step))),
    parts);
}

/** True where no span is picked. */
function isPicked(bucket: Bucket, { from, to }: Filters): boolean {
  return (from === null || bucket.end > from) && (to === null || bucket.start <= to);
}

export function total(bucket: Bucket): number {
  return bucket.hard + bucket.soft + bucket.blocked;
}

const DAY = 24 * 3_600_000;

/** `02:10 to 02:20: 45 bounces, 3 hard, 2 soft, 40 blocked` */
function bucketWords(bucket: Bucket, step: number): string {
  const when = step >= DAY ? (step === DAY ? day(bucket.start) : `${day(bucket.start)} to ${day(bucket.end - 1)}`) : `${moment(bucket.start)} to ${clock(bucket.end)}`;
  const types = ROW_TYPES.filter((type) => bucket[type] > 0).map((type) => `${figure(bucket[type])} ${type}`);
  return `${when}: ${[amount(total(bucket), 'bounce'), ...types].join(', ')}`;
}

/** First and last; the two between are hidden where there is little room. */
function axis(timeline: Timeline): Element[] {
  const { buckets, step } = timeline;
  const last = buckets.length - 1;
  const label = (i: number): string => {
    const { start } = buckets[i]!;
    if (step >= DAY) return day(start).replace(/ \d{4}$/, '');
    const newDay = i === 0 ? day(start) !== day(buckets[last]!.start) : day(start) !== day(buckets[0]!.start);
    return newDay ? `${day(start).replace(/ \d{4}$/, '')} ${clock(start)}` : clock(start);
  };
  const marks = last < 3 ? [...new Set([0, last])] : [0, Math.round(last / 3), Math.round((2 * last) / 3), last];
  return marks.map((i) => el('text', {
    class: i === 0 || i === last ? 'axis-label' : 'axis-label between', x: i === 0 ? 0 : i === last ? '100%' : percent((100 * (i + 0.5)) / buckets.length), y: HEIGHT + 13,
    'text-anchor': i === 0 ? 'start' : i === last ? 'end' : 'middle', 'aria-hidden': 'true',
  }, label(i)));
}

function percent(value: number): string {
  return `${round(value)}%`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
