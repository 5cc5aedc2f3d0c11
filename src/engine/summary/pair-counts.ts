/** How often each of a few columns was counted in each of many rows, in one array: rows that are counted again and again lie together. */
export class PairCounts {
  private counts = new Uint32Array(0);
  /** Columns that there is room for. */
  private width = 8;
  private rows = 0;

  add(row: number, column: number): void {
    if (column >= this.width || row * this.width >= this.counts.length) this.makeRoom(row, column);
    this.counts[row * this.width + column]!++;
    if (row >= this.rows) this.rows = row + 1;
  }

  /** @param each gets every pair that was counted */
  forEach(each: (row: number, column: number, count: number) => void): void {
    const { counts, width, rows } = this;
    for (let at = 0; at < rows * width; at++) if (counts[at] !== 0) each(Math.floor(at / width), at % width, counts[at]!);
  }

  clear(): void {
    this.counts.fill(0, 0, this.rows * this.width);
    this.rows = 0;
  }

  private makeRoom(row: number, column: number): void {
    const { counts, width, rows } = this;
    while (column >= this.width) this.width *= 2;
    const larger = new Uint32Array(this.width * Math.max(2 * rows, row + 1, 64));
    for (let r = 0; r < rows; r++) larger.set(counts.subarray(r * width, (r + 1) * width), r * this.width);
    this.counts = larger;
  }
}
