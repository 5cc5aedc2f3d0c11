/** Line numbers of offsets in one text, mostly asked in ascending order. */

/** Distance of the remembered places. */
const STEP = 16 * 1024;

export class LineCounter {
  /** Line number at every `STEP` characters, as far as counted. */
  readonly #marks: number[] = [1];
  #offset = 0;
  #line = 1;

  constructor(private readonly text: string) {}

  /** Number of the line that holds this offset, from 1. */
  at(offset: number): number {
    const target = Math.min(offset, this.text.length);
    if (target < this.#offset) {
      const mark = Math.floor(target / STEP);
      this.#offset = mark * STEP;
      this.#line = this.#marks[mark]!;
    }
    this.#count(target);
    return this.#line;
  }

  #count(target: number): void {
    const { text } = this;
    for (let i = this.#offset; i < target; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) this.#line++;
      if ((i + 1) % STEP === 0) this.#marks[(i + 1) / STEP] ??= this.#line;
    }
    this.#offset = Math.max(this.#offset, target);
  }
}
