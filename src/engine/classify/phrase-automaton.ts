/**
 * Finds all of many phrases in one pass (Aho and Corasick, 1975): the time grows with the text alone, whatever the phrases and however
 * hostile the text. Most states lead on by one symbol only: these are kept as a pair, so that all fits into the processor's cache; the
 * others have a row of a table for the symbols of small alphabets, and a map for letters beyond (Cyrillic, CJK).
 */

/** Symbols below this have a column of the table: a break, 26 letters, 10 digits, and two more. */
const COLUMNS = 39;

/** Called for each phrase that ends at `end` (exclusive). */
export type OnPhrase = (phrase: number, end: number) => void;

export interface PhraseAutomaton {
  /** @param symbols the text, as `columnOf` symbols @param length how many of them count */
  scan(symbols: Uint16Array, length: number, found: OnPhrase): void;
  readonly states: number;
}

/** Symbols as the automaton wants them: a break is 0, a to z 1 to 26, digits 27 to 36; other letters stay as they are. */
export function columnOf(folded: number): number {
  if (folded >= 97 && folded <= 122) return folded - 96;
  if (folded >= 48 && folded <= 57) return folded - 21;
  return folded;
}

/** Takes phrases, then makes the automaton. */
export class AutomatonBuilder {
  private capacity = 4096;
  // the trie: each state's children as a chain
  private symbolOf = new Uint16Array(this.capacity);
  private parentOf = new Uint32Array(this.capacity);
  private firstChild = new Uint32Array(this.capacity);
  private nextSibling = new Uint32Array(this.capacity);
  /** By state: the phrase that ends there, plus one. */
  private phraseAt = new Uint32Array(this.capacity);
  private states = 1;
  private phrases = 0;

  /**
   * @param symbols as `columnOf` gives them, not empty
   * @returns the phrase's number, counted from 0; the same one for the same symbols
   */
  add(symbols: readonly number[]): number {
    let state = 0;
    for (let i = 0; i < symbols.length; i++) state = this.childOf(state, symbols[i]!);
    if (this.phraseAt[state] === 0) this.phraseAt[state] = ++this.phrases;
    return this.phraseAt[state]! - 1;
  }

  build(): PhraseAutomaton {
    const { symbolOf, firstChild, nextSibling, phraseAt, states } = this;
    /** The only symbol that leads on, and where to; 0xffff where none or several do. */
    const onlySymbol = new Uint16Array(states).fill(0xffff);
    const onlyNext = new Uint32Array(states);
    /** Row of the table, plus one; 0 for states without one. */
    const rowOf = new Uint32Array(states);
    let rows = 0;
    for (let state = 0; state < states; state++) {
      const child = firstChild[state]!;
      if (state === 0 || (child !== 0 && nextSibling[child] !== 0)) {
        rowOf[state] = ++rows;
      } else if (child !== 0) {
        onlySymbol[state] = symbolOf[child]!;
        onlyNext[state] = child;
      }
    }
    const table = new Uint32Array((rows + 1) * COLUMNS);
    const beyond = new Map<number, number>();
    for (let state = 0; state < states; state++) {
      const row = rowOf[state]! * COLUMNS;
      if (row === 0) continue;
      for (let child = firstChild[state]!; child !== 0; child = nextSibling[child]!) {
        if (symbolOf[child]! < COLUMNS) table[row + symbolOf[child]!] = child;
        else beyond.set(state * 0x10000 + symbolOf[child]!, child);
      }
    }
    const step = (state: number, symbol: number): number => {
      if (onlySymbol[state] === symbol) return onlyNext[state]!;
      const row = rowOf[state]!;
      return row === 0 ? 0 : symbol < COLUMNS ? table[row * COLUMNS + symbol]! : beyond.get(state * 0x10000 + symbol) ?? 0;
    };
    const { fail, output } = this.failures(step);
    return {
      states,
      scan(symbols, length, found) {
        let state = 0;
        for (let i = 0; i < length; i++) {
          const symbol = symbols[i]!;
          let next = step(state, symbol);
          while (next === 0 && state !== 0) {
            state = fail[state]!;
            next = step(state, symbol);
          }
          state = next;
          for (let at = output[state]!; at !== 0; at = output[fail[at]!]!) found(phraseAt[at]! - 1, i + 1);
        }
      },
    };
  }

  /** By state: the state of its longest ending that is a beginning, too; and the first state on that way at which a phrase ends. */
  private failures(step: (state: number, symbol: number) => number): { fail: Uint32Array; output: Uint32Array } {
    const { symbolOf, parentOf, firstChild, nextSibling, phraseAt, states } = this;
    const fail = new Uint32Array(states);
    const output = new Uint32Array(states);
    const queue = new Uint32Array(states);
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const state = queue[head]!;
      if (state !== 0) {
        const parent = parentOf[state]!;
        if (parent !== 0) {
          let from = fail[parent]!;
          let to = step(from, symbolOf[state]!);
          while (to === 0 && from !== 0) {
            from = fail[from]!;
            to = step(from, symbolOf[state]!);
          }
          fail[state] = to;
        }
        output[state] = phraseAt[state] !== 0 ? state : output[fail[state]!]!;
      }
      for (let child = firstChild[state]!; child !== 0; child = nextSibling[child]!) queue[tail++] = child;
    }
    return { fail, output };
  }

  private childOf(state: number, symbol: number): number {
    for (let child = this.firstChild[state]!; child !== 0; child = this.nextSibling[child]!) if (this.symbolOf[child] === symbol) return child;
    if (this.states === this.capacity) this.grow();
    const child = this.states++;
    this.symbolOf[child] = symbol;
    this.parentOf[child] = state;
    this.nextSibling[child] = this.firstChild[state]!;
    this.firstChild[state] = child;
    return child;
  }

  private grow(): void {
    this.capacity *= 2;
    const longer = (array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const result = new Uint32Array(this.capacity);
      result.set(array);
      return result;
    };
    this.parentOf = longer(this.parentOf);
    this.firstChild = longer(this.firstChild);
    this.nextSibling = longer(this.nextSibling);
    this.phraseAt = longer(this.phraseAt);
    const symbols = new Uint16Array(this.capacity);
    symbols.set(this.symbolOf);
    this.symbolOf = symbols;
  }
}
