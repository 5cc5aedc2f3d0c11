/** Bounces by time, in steps as fine as the span allows. */

/** One step of the timeline. */
export interface TimeStep {
  hard: number;
  soft: number;
  blocked: number;
  delivered: number;
}

const MINUTE = 60_000;

/** Steps in milliseconds, finest first; each divides the next, so that a coarser one is the sum of finer ones. */
export const STEPS = [MINUTE, 10 * MINUTE, 60 * MINUTE, 1440 * MINUTE, 30 * 1440 * MINUTE] as const;
export const HOUR_STEPS = STEPS.slice(2);

/**
 * Takes the finest step that needs no more than `most` of them. That depends only on the times themselves, not on their order: a part
 * never needs a coarser step than the whole, so parts merge into exactly the timeline of the whole.
 */
export class Timeline {
  /** By start of the step, in milliseconds since 1970. */
  readonly steps = new Map<number, TimeStep>();
  private level = 0;
  private lastStart = Number.NaN;
  private lastStep: TimeStep | undefined;

  constructor(readonly most: number, private readonly ladder: readonly number[] = STEPS) {}

  /** Length of a step in milliseconds. */
  get step(): number {
    return this.ladder[this.level]!;
  }

  add(time: number, what: keyof TimeStep, count = 1): void {
    const start = Math.floor(time / this.step) * this.step;
    // records come in order of time, mostly: the step is that of the one before
    if (start !== this.lastStart) {
      let step = this.steps.get(start);
      if (!step) this.steps.set(start, step = { hard: 0, soft: 0, blocked: 0, delivered: 0 });
      this.lastStart = start;
      this.lastStep = step;
    }
    countIn(this.lastStep!, what, count);
    if (this.steps.size > this.most) this.coarsen();
  }

  merge(other: Timeline): void {
    while (this.level < other.level) this.coarsenOnce();
    for (const [start, { hard, soft, blocked, delivered }] of other.steps) {
      this.add(start, 'hard', hard);
      this.add(start, 'soft', soft);
      this.add(start, 'blocked', blocked);
      this.add(start, 'delivered', delivered);
    }
  }

  /** In order of time. */
  sorted(): [number, TimeStep][] {
    return [...this.steps].sort((a, b) => a[0] - b[0]);
  }

  /** A timeline that was saved. @throws RangeError where it has no such step */
  static of(most: number, ladder: readonly number[], step: number, steps: Iterable<[number, TimeStep]>): Timeline {
    const timeline = new Timeline(most, ladder);
    timeline.level = ladder.indexOf(step);
    if (timeline.level === -1) throw new RangeError(`a timeline has no step of ${step} ms`);
    for (const [start, counts] of steps) {
      for (const what of ['hard', 'soft', 'blocked', 'delivered'] as const) timeline.add(start, what, counts[what]);
    }
    return timeline;
  }

  private coarsen(): void {
    while (this.steps.size > this.most && this.level < this.ladder.length - 1) this.coarsenOnce();
  }

  private coarsenOnce(): void {
    if (this.level === this.ladder.length - 1) return;
    this.level++;
    const finer = [...this.steps];
    this.steps.clear();
    this.lastStart = Number.NaN;
    for (const [start, counts] of finer) {
      const coarse = Math.floor(start / this.step) * this.step;
      const step = this.steps.get(coarse);
      if (!step) {
        this.steps.set(coarse, counts);
      } else {
        step.hard += counts.hard;
        step.soft += counts.soft;
        step.blocked += counts.blocked;
        step.delivered += counts.delivered;
      }
    }
  }
}

/** As `step[what] += count`, where engines would look for the field by its name each time. */
function countIn(step: TimeStep, what: keyof TimeStep, count: number): void {
  switch (what) {
    case 'hard': step.hard += count; break;
    case 'soft': step.soft += count; break;
    case 'blocked': step.blocked += count; break;
    case 'delivered': step.delivered += count; break;
  }
}
