/**
 * Finds all of many phrases in one pass (Aho and Corasick, 1975): the time grows with the text alone, whatever the phrases and however
 * hostile the text. Most states lead on by one symbol only, to the state right behind them; the others have a row of a table for the
 * symbols of small alphabets, and a map for letters beyond (Cyrillic, CJK). What is known of a state stands side by side, so that a step
 * touches one line of the processor's cache: with an array of its own for each the walk takes a quarter longer.
 */

/** Symbols below this have a column of the table: a break, 26 letters, 10 digits, and two more. */
const COLUMNS = 39;

/** Called for each phrase that ends at `end` (exclusive), the longest first. */
export type OnPhrase = (phrase: number, end: number) => void;

/** Symbols as the automaton wants them: a break is 0, a to z 1 to 26, digits 27 to 36; other letters stay as they are. */
export function columnOf(folded: number): number {
  if (folded >= 97 && folded <= 122) return folded - 96;
  if (folded >= 48 && folded <= 57) return folded - 21;
  return folded;
}

/**
 * A state is named by the place of its cells. Both kinds begin with where to go on when no symbol leads on (the state of the longest ending
 * that is a beginning, too), and with the longest phrase that ends here, plus one; 0 for none.
 */
const FAIL = 0;
const FOUND = 1;
/** A link: the only symbol that leads on, and where to. */
const SYMBOL = 2;
const NEXT = 3;
const LINK_CELLS = 4;
/** A fork: where each symbol with a column leads to, 0 for nowhere. */
const FIRST_COLUMN = 2;
const FORK_CELLS = FIRST_COLUMN + COLUMNS;

/** Leads nowhere. */
const NO_SYMBOL = 0x10000;

/** A step says at once whether a phrase ends where it leads to, so that a state's own cells are looked at only then. */
const stepTo = (state: number, found: number): number => 2 * state + (found === 0 ? 0 : 1);

export class PhraseAutomaton {
  /** @param forks where the cells of the forks begin, and the start is the first of them */
  constructor(
    readonly states: number, private readonly cells: Int32Array, private readonly forks: number,
    /** Steps of forks by symbols that have no column, by `beyondKey`. */
    private readonly beyond: ReadonlyMap<number, number>,
    /** By phrase: the longest other phrase that ends with it, plus one. */
    private readonly shorter: Int32Array,
  ) {}

  /** @param symbols the text, as `columnOf` symbols @param length how many of them count */
  scan(symbols: Uint16Array, length: number, found: OnPhrase): void {
    const { cells, forks, beyond, shorter } = this;
    const start = forks;
    let state = start;
    for (let i = 0; i < length; i++) {
      const symbol = symbols[i]!;
      let step = 0;
      for (;;) {
        if (state >= forks) {
          step = symbol < COLUMNS ? cells[state + FIRST_COLUMN + symbol]! : beyond.get(beyondKey(state - forks, symbol)) ?? 0;
          if (step !== 0 || state === start) break;
        } else if (cells[state + SYMBOL] === symbol) {
          step = cells[state + NEXT]!;
          break;
        }
        state = cells[state + FAIL]!;
      }
      state = step === 0 ? start : step >> 1;
      if ((step & 1) !== 0) for (let phrase = cells[state + FOUND]!; phrase !== 0; phrase = shorter[phrase - 1]!) found(phrase - 1, i + 1);
    }
  }
}

const beyondKey = (fork: number, symbol: number): number => (fork / FORK_CELLS) * 0x10000 + symbol;

/** Takes phrases, then makes the automaton. */
export class AutomatonBuilder {
  // the trie: each state's children as a chain, the one that was asked for last first: phrases come language by language
  private symbolOf: Uint16Array<ArrayBuffer>;
  private firstChild: Int32Array<ArrayBuffer>;
  private nextSibling: Int32Array<ArrayBuffer>;
  /** By state: the phrase that ends there, plus one. */
  private phraseAt: Int32Array<ArrayBuffer>;
  private states = 1;
  private phrases = 0;

  /** @param capacity how many states there is room for at first */
  constructor(capacity = 1024) {
    this.symbolOf = new Uint16Array(capacity);
    this.firstChild = new Int32Array(capacity);
    this.nextSibling = new Int32Array(capacity);
    this.phraseAt = new Int32Array(capacity);
  }

  /**
   * @param symbols as `columnOf` gives them @param length how many of them count, one at least
   * @returns the phrase's number, counted from 0; the same one for the same symbols
   */
  add(symbols: readonly number[], length = symbols.length): number {
    let state = 0;
    for (let i = 0; i < length; i++) state = this.childOf(state, symbols[i]!);
    if (this.phraseAt[state] === 0) this.phraseAt[state] = ++this.phrases;
    return this.phraseAt[state]! - 1;
  }

  build(): PhraseAutomaton {
    const { symbolOf, firstChild, nextSibling, phraseAt, states } = this;
    const { places, forks, size } = this.place();
    const cells = new Int32Array(size);
    const beyond = new Map<number, number>();
    const shorter = new Int32Array(this.phrases);
    const next = (state: number, symbol: number): number => {
      if (state < forks) return cells[state + SYMBOL] === symbol ? cells[state + NEXT]! : 0;
      return symbol < COLUMNS ? cells[state + FIRST_COLUMN + symbol]! : beyond.get(beyondKey(state - forks, symbol)) ?? 0;
    };
    // the states nearest to the start first: where one fails to is nearer, so it is complete
    const queue = new Int32Array(states);
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const parent = queue[head]!;
      const from = places[parent]!;
      if (from < forks) cells[from + SYMBOL] = NO_SYMBOL;
      for (let child = firstChild[parent]!; child !== 0; child = nextSibling[child]!) {
        const symbol = symbolOf[child]!;
        const to = places[child]!;
        let near = from;
        let fail = 0;
        while (near !== forks && fail === 0) {
          near = cells[near + FAIL]!;
          fail = next(near, symbol) >> 1;
        }
        cells[to + FAIL] = fail === 0 ? forks : fail;
        const inside = fail === 0 ? 0 : cells[fail + FOUND]!;
        const phrase = phraseAt[child]!;
        if (phrase !== 0) shorter[phrase - 1] = inside;
        const found = cells[to + FOUND] = phrase === 0 ? inside : phrase;
        const step = stepTo(to, found);
        if (from < forks) {
          cells[from + SYMBOL] = symbol;
          cells[from + NEXT] = step;
        } else if (symbol < COLUMNS) {
          cells[from + FIRST_COLUMN + symbol] = step;
        } else {
          beyond.set(beyondKey(from - forks, symbol), step);
        }
        queue[tail++] = child;
      }
    }
    return new PhraseAutomaton(states, cells, forks, beyond, shorter);
  }

  /** Gives each state its cells: the links first, in the order in which they were made, which is the order in which most are walked. */
  private place(): { places: Int32Array; forks: number; size: number } {
    const { firstChild, nextSibling, states } = this;
    const places = new Int32Array(states);
    let links = 1; // no state stands at 0, which is nowhere
    let forks = 0;
    for (let state = 0; state < states; state++) {
      const child = firstChild[state]!;
      const isFork = state === 0 || (child !== 0 && nextSibling[child] !== 0);
      places[state] = isFork ? -1 - forks++ : LINK_CELLS * links++;
    }
    const start = LINK_CELLS * links;
    for (let state = 0; state < states; state++) if (places[state]! < 0) places[state] = start + FORK_CELLS * (-1 - places[state]!);
    return { places, forks: start, size: start + FORK_CELLS * forks };
  }

  private childOf(state: number, symbol: number): number {
    const { symbolOf, firstChild, nextSibling } = this;
    for (let child = firstChild[state]!, before = 0; child !== 0; before = child, child = nextSibling[child]!) {
      if (symbolOf[child] !== symbol) continue;
      if (before !== 0) {
        nextSibling[before] = nextSibling[child]!;
        nextSibling[child] = firstChild[state]!;
        firstChild[state] = child;
      }
      return child;
    }
    if (this.states === this.symbolOf.length) this.grow();
    const child = this.states++;
    this.symbolOf[child] = symbol;
    this.nextSibling[child] = this.firstChild[state]!;
    this.firstChild[state] = child;
    return child;
  }

  private grow(): void {
    const capacity = 2 * this.states;
    const longer = (array: Int32Array): Int32Array<ArrayBuffer> => {
      const result = new Int32Array(capacity);
      result.set(array);
      return result;
    };
    this.firstChild = longer(this.firstChild);
    this.nextSibling = longer(this.nextSibling);
    this.phraseAt = longer(this.phraseAt);
    const symbols = new Uint16Array(capacity);
    symbols.set(this.symbolOf);
    this.symbolOf = symbols;
  }
}
