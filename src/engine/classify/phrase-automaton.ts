/**
 * Finds all of many phrases in one pass (Aho and Corasick, 1975): the time grows with the text alone, whatever the phrases and however
 * hostile the text. Symbols of small alphabets go through a dense table, others (Cyrillic, CJK) through a map.
 */

/** Symbols below this have a column of the dense table: a break, 26 letters, 10 digits, and two more. */
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
  // the trie: edges in tables, and each state's children as a chain, to walk it in order of depth
  private dense = new Uint32Array(this.capacity * COLUMNS);
  private readonly sparse = new Map<number, number>();
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
    for (let i = 0; i < symbols.length; i++) {
      const symbol = symbols[i]!;
      state = this.step(state, symbol) || this.addState(state, symbol);
    }
    if (this.phraseAt[state] === 0) this.phraseAt[state] = ++this.phrases;
    return this.phraseAt[state]! - 1;
  }

  build(): PhraseAutomaton {
    const { dense, sparse, symbolOf, parentOf, firstChild, nextSibling, phraseAt, states } = this;
    /** The state of the longest ending that is a beginning, too. */
    const fail = new Uint32Array(states);
    /** The state itself, or the next one on the way of failures, at which a phrase ends. */
    const output = new Uint32Array(states);
    const queue = new Uint32Array(states);
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const state = queue[head]!;
      if (state !== 0) {
        const parent = parentOf[state]!;
        if (parent !== 0) {
          let from = fail[parent]!;
          let to = this.step(from, symbolOf[state]!);
          while (to === 0 && from !== 0) {
            from = fail[from]!;
            to = this.step(from, symbolOf[state]!);
          }
          fail[state] = to;
        }
        output[state] = phraseAt[state] !== 0 ? state : output[fail[state]!]!;
      }
      for (let child = firstChild[state]!; child !== 0; child = nextSibling[child]!) queue[tail++] = child;
    }
    return {
      states,
      scan(symbols, length, found) {
        let state = 0;
        for (let i = 0; i < length; i++) {
          const symbol = symbols[i]!;
          let next: number;
          if (symbol < COLUMNS) {
            next = dense[state * COLUMNS + symbol]!;
            while (next === 0 && state !== 0) {
              state = fail[state]!;
              next = dense[state * COLUMNS + symbol]!;
            }
          } else {
            next = sparse.get(state * 0x10000 + symbol) ?? 0;
            while (next === 0 && state !== 0) {
              state = fail[state]!;
              next = sparse.get(state * 0x10000 + symbol) ?? 0;
            }
          }
          state = next;
          for (let at = output[state]!; at !== 0; at = output[fail[at]!]!) found(phraseAt[at]! - 1, i + 1);
        }
      },
    };
  }

  private step(state: number, symbol: number): number {
    return symbol < COLUMNS ? this.dense[state * COLUMNS + symbol]! : this.sparse.get(state * 0x10000 + symbol) ?? 0;
  }

  private addState(state: number, symbol: number): number {
    if (this.states === this.capacity) this.grow();
    const next = this.states++;
    if (symbol < COLUMNS) this.dense[state * COLUMNS + symbol] = next;
    else this.sparse.set(state * 0x10000 + symbol, next);
    this.symbolOf[next] = symbol;
    this.parentOf[next] = state;
    this.nextSibling[next] = this.firstChild[state]!;
    this.firstChild[state] = next;
    return next;
  }

  private grow(): void {
    this.capacity *= 2;
    const longer = (array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const result = new Uint32Array(array.length * 2);
      result.set(array);
      return result;
    };
    this.dense = longer(this.dense);
    this.parentOf = longer(this.parentOf);
    this.firstChild = longer(this.firstChild);
    this.nextSibling = longer(this.nextSibling);
    this.phraseAt = longer(this.phraseAt);
    const symbols = new Uint16Array(this.capacity);
    symbols.set(this.symbolOf);
    this.symbolOf = symbols;
  }
}
