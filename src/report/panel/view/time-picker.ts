/** Picks a span on the timeline: press and drag, or arrows with Shift and Enter. */
import type { Timeline } from '../timeline';

export interface Span {
  readonly from: number;
  readonly to: number;
}

export class TimePicker {
  private timeline: Timeline | null = null;
  private cursor = 0;
  private anchor = 0;
  private dragging = false;

  /** @param pick the whole time for null */
  constructor(private readonly place: HTMLElement, private readonly pick: (span: Span | null) => void) {
    place.addEventListener('pointerdown', (event) => {
      const bucket = bucketOf(event.target);
      if (bucket === null) return;
      this.anchor = event.shiftKey ? this.anchor : bucket;
      this.cursor = bucket;
      this.dragging = true;
      this.mark();
    });
    place.addEventListener('pointermove', (event) => {
      const bucket = this.dragging ? bucketOf(document.elementFromPoint(event.clientX, event.clientY)) : null;
      if (bucket === null || bucket === this.cursor) return;
      this.cursor = bucket;
      this.mark();
    });
    window.addEventListener('pointerup', () => {
      if (!this.dragging) return;
      this.dragging = false;
      this.apply();
    });
    place.addEventListener('keydown', (event) => this.key(event));
    place.addEventListener('focusin', () => this.mark());
  }

  show(timeline: Timeline | null): void {
    this.timeline = timeline;
    const last = (timeline?.buckets.length ?? 1) - 1;
    this.cursor = Math.min(this.cursor, last);
    this.anchor = Math.min(this.anchor, last);
  }

  private key(event: KeyboardEvent): void {
    if (!this.timeline || !(event.target as Element).matches('.timeline')) return;
    const last = this.timeline.buckets.length - 1;
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step !== undefined) {
      this.cursor = Math.max(0, Math.min(last, this.cursor + step));
      if (!event.shiftKey) this.anchor = this.cursor;
      this.mark();
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.apply();
    } else if (event.key === 'Escape') {
      this.pick(null);
    } else {
      return;
    }
    event.preventDefault();
  }

  private apply(): void {
    const { timeline } = this;
    const [first, last] = [Math.min(this.anchor, this.cursor), Math.max(this.anchor, this.cursor)];
    const [from, to] = [timeline?.buckets[first], timeline?.buckets[last]];
    if (from && to) this.pick({ from: from.start, to: to.end - 1 });
  }

  /** Shows what would be picked. */
  private mark(): void {
    const svg = this.place.querySelector('.timeline');
    svg?.setAttribute('aria-activedescendant', `bucket-${this.cursor}`);
    const [first, last] = [Math.min(this.anchor, this.cursor), Math.max(this.anchor, this.cursor)];
    svg?.querySelectorAll('[data-bucket]').forEach((bucket, i) => bucket.classList.toggle('picked', i >= first && i <= last));
  }
}

function bucketOf(target: EventTarget | null): number | null {
  const value = (target as Element | null)?.closest?.('[data-bucket]')?.getAttribute('data-bucket');
  return value === null || value === undefined ? null : Number(value);
}
