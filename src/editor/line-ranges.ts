/** Which lines of a document are still to be read: ranges that stay right while the document is edited. */

/** Lines from `from` up to, not including, `to`; counted from 0. */
export interface LineRange {
  from: number;
  to: number;
}

export class LineRanges {
  private ranges: LineRange[] = [];

  get empty(): boolean {
    return this.ranges.length === 0;
  }

  /** How many lines are still to be read. */
  get size(): number {
    return this.ranges.reduce((sum, range) => sum + range.to - range.from, 0);
  }

  clear(): void {
    this.ranges = [];
  }

  add(from: number, to: number): void {
    if (to <= from) return;
    const before = this.ranges.filter((range) => range.to < from);
    const after = this.ranges.filter((range) => range.from > to);
    for (const range of this.ranges) {
      if (range.to < from || range.from > to) continue;
      from = Math.min(from, range.from);
      to = Math.max(to, range.to);
    }
    this.ranges = [...before, { from, to }, ...after];
  }

  /** Takes up to `count` lines from the front; null where nothing is left. */
  take(count: number): LineRange | null {
    const first = this.ranges[0];
    if (!first) return null;
    const taken = { from: first.from, to: Math.min(first.to, first.from + count) };
    if (taken.to === first.to) this.ranges.shift();
    else first.from = taken.to;
    return taken;
  }

  /** Lines `startLine` to `endLine` became `startLine` to `newEndLine` (all inclusive), and have to be read again. */
  change(startLine: number, endLine: number, newEndLine: number): void {
    const delta = newEndLine - endLine;
    const kept: LineRange[] = [];
    for (const { from, to } of this.ranges) {
      if (from < startLine) kept.push({ from, to: Math.min(to, startLine) });
      if (to > endLine + 1) kept.push({ from: Math.max(from, endLine + 1) + delta, to: to + delta });
    }
    this.ranges = kept;
    this.add(startLine, newEndLine + 1);
  }
}
