/**
 * Regular expressions of users, matched in linear time: all ways through the pattern are followed at once, one step per character
 * (Thompson, 1968), so no pattern and no text can make it slow. What that cannot do (back references, look-around) is refused.
 */

/** Steps of a compiled pattern. More would be slow on long texts, though still linear. */
const MOST_STEPS = 2000;
const MOST_REPEATS = 200;

type Step =
  | { readonly kind: 'character'; readonly test: (code: number) => boolean }
  | { readonly kind: 'split'; a: number; b: number }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'notWord' }
  | { readonly kind: 'found' };

type Node =
  | { readonly kind: 'character'; readonly test: (code: number) => boolean }
  | { readonly kind: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'notWord' }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly items: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly least: number; readonly most: number };

export interface LinearPattern {
  /** The first match, or null. Time: length of the text times the size of the pattern. */
  find(text: string): { start: number; end: number } | null;
}

/**
 * @param source a regular expression without slashes; matched without regard to case
 * @throws SyntaxError with a message for the user, in words
 */
export function compileLinearPattern(source: string): LinearPattern {
  const program: Step[] = [];
  emit(new Parser(source).read(), program);
  program.push({ kind: 'found' });
  return { find: (text) => run(program, text) };
}

class Parser {
  private at = 0;

  constructor(private readonly source: string) {}

  read(): Node {
    const node = this.choice(0);
    if (this.at < this.source.length) throw new SyntaxError('there is a ")" without a "("');
    return node;
  }

  private choice(depth: number): Node {
    if (depth > 50) throw new SyntaxError('the brackets are nested too deeply');
    const items = [this.sequence(depth)];
    while (this.source[this.at] === '|') {
      this.at++;
      items.push(this.sequence(depth));
    }
    return items.length === 1 ? items[0]! : { kind: 'choice', items };
  }

  private sequence(depth: number): Node {
    const items: Node[] = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') items.push(this.repeated(this.single(depth)));
    return { kind: 'sequence', items };
  }

  private repeated(item: Node): Node {
    const character = this.source[this.at];
    let bounds: [number, number] | null = null;
    if (character === '*') bounds = [0, Infinity];
    else if (character === '+') bounds = [1, Infinity];
    else if (character === '?') bounds = [0, 1];
    else if (character === '{') bounds = this.counts();
    if (!bounds) return item;
    if (character !== '{') this.at++;
    if (this.source[this.at] === '?') this.at++; // lazy or greedy: which match is found first does not matter here
    if (/^[*+{]/.test(this.source.slice(this.at))) throw new SyntaxError('a repetition is repeated; put brackets around it');
    return { kind: 'repeat', item, least: bounds[0], most: bounds[1] };
  }

  private counts(): [number, number] {
    const match = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.source.slice(this.at));
    if (!match) throw new SyntaxError('write "{" with numbers, like {2,5}, or as \\{');
    this.at += match[0].length;
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] ? Number(match[3]) : Infinity;
    if (least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS)) throw new SyntaxError(`repetitions may go up to ${MOST_REPEATS}`);
    if (most < least) throw new SyntaxError('the numbers of a repetition are the wrong way round');
    return [least, most];
  }

  private single(depth: number): Node {
    const character = this.source[this.at++]!;
    switch (character) {
      case '(': {
        if (this.source[this.at] === '?') {
          if (this.source[this.at + 1] !== ':') throw new SyntaxError('look-ahead, look-behind and named groups are not possible here');
          this.at += 2;
        }
        const inner = this.choice(depth + 1);
        if (this.source[this.at++] !== ')') throw new SyntaxError('a "(" is not closed');
        return inner;
      }
      case '[': return this.set();
      case '.': return { kind: 'character', test: (code) => code !== 10 };
      case '^': return { kind: 'edge', edge: 'start' };
      case '$': return { kind: 'edge', edge: 'end' };
      case '\\': return this.escape();
      case '*': case '+': case '?': case '{': throw new SyntaxError(`"${character}" repeats nothing; write \\${character} for the character itself`);
      default: return literal(character);
    }
  }

  private escape(): Node {
    const character = this.source[this.at++];
    if (character === undefined) throw new SyntaxError('the pattern ends with a "\\"');
    if (character === 'b') return { kind: 'edge', edge: 'word' };
    if (character === 'B') return { kind: 'edge', edge: 'notWord' };
    if (/[1-9]/.test(character)) throw new SyntaxError('back references are not possible here');
    return { kind: 'character', test: classTest(character) ?? literalTest(escaped(character)) };
  }

  private set(): Node {
    const tests: ((code: number) => boolean)[] = [];
    const negated = this.source[this.at] === '^';
    if (negated) this.at++;
    let first = true;
    for (;;) {
      const character = this.source[this.at++];
      if (character === undefined) throw new SyntaxError('a "[" is not closed');
      if (character === ']' && !first) break;
      first = false;
      let from = character;
      if (character === '\\') {
        const next = this.source[this.at++] ?? '';
        const test = classTest(next);
        if (test) {
          tests.push(test);
          continue;
        }
        from = escaped(next);
      }
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']' && this.at + 1 < this.source.length) {
        this.at++;
        let to = this.source[this.at++]!;
        if (to === '\\') to = escaped(this.source[this.at++] ?? '');
        tests.push(rangeTest(from, to));
      } else {
        tests.push(literalTest(from));
      }
    }
    return { kind: 'character', test: (code) => tests.some((test) => test(code)) !== negated };
  }
}

function literal(character: string): Node {
  return { kind: 'character', test: literalTest(character) };
}

function literalTest(character: string): (code: number) => boolean {
  const lower = character.toLowerCase().charCodeAt(0);
  const upper = character.toUpperCase().charCodeAt(0);
  return (code) => code === lower || code === upper;
}

function rangeTest(from: string, to: string): (code: number) => boolean {
  const [low, high] = [from.charCodeAt(0), to.charCodeAt(0)];
  if (high < low) throw new SyntaxError(`the range ${from}-${to} is the wrong way round`);
  const inside = (code: number): boolean => code >= low && code <= high;
  return (code) => inside(code) || inside(otherCase(code));
}

function otherCase(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  return code >= 97 && code <= 122 ? code - 32 : code;
}

function escaped(character: string): string {
  return character === 'n' ? '\n' : character === 't' ? '\t' : character === 'r' ? '\r' : character;
}

const isWordCharacter = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160;
const isNumber = (code: number): boolean => code >= 48 && code <= 57;

function classTest(character: string): ((code: number) => boolean) | null {
  switch (character) {
    case 'd': return isNumber;
    case 'D': return (code) => !isNumber(code);
    case 's': return isBlank;
    case 'S': return (code) => !isBlank(code);
    case 'w': return isWordCharacter;
    case 'W': return (code) => !isWordCharacter(code);
    default: return null;
  }
}

function emit(node: Node, program: Step[]): void {
  if (program.length > MOST_STEPS) throw new SyntaxError('the pattern is too large');
  switch (node.kind) {
    case 'character': case 'edge': program.push(node); return;
    case 'sequence': for (const item of node.items) emit(item, program); return;
    case 'choice': {
      const jumps: { kind: 'split'; a: number; b: number }[] = [];
      node.items.forEach((item, i) => {
        if (i === node.items.length - 1) {
          emit(item, program);
          return;
        }
        const split = { kind: 'split' as const, a: program.length + 1, b: 0 };
        program.push(split);
        emit(item, program);
        const jump = { kind: 'split' as const, a: 0, b: 0 };
        jumps.push(jump);
        program.push(jump);
        split.b = program.length;
      });
      for (const jump of jumps) jump.a = jump.b = program.length;
      return;
    }
    case 'repeat': {
      for (let i = 0; i < node.least; i++) emit(node.item, program);
      if (node.most === Infinity) {
        const split = { kind: 'split' as const, a: program.length + 1, b: 0 };
        program.push(split);
        emit(node.item, program);
        program.push({ kind: 'split', a: program.indexOf(split), b: program.indexOf(split) });
        split.b = program.length;
        return;
      }
      const splits: { kind: 'split'; a: number; b: number }[] = [];
      for (let i = node.least; i < node.most; i++) {
        const split = { kind: 'split' as const, a: program.length + 1, b: 0 };
        splits.push(split);
        program.push(split);
        emit(node.item, program);
      }
      for (const split of splits) split.b = program.length;
    }
  }
}

function run(program: readonly Step[], text: string): { start: number; end: number } | null {
  const added = new Int32Array(program.length).fill(-1);
  let current: { step: number; start: number }[] = [];
  let best: { start: number; end: number } | null = null;
  for (let at = 0; at <= text.length; at++) {
    const next: { step: number; start: number }[] = [];
    const live: { step: number; start: number }[] = [];
    const stack: { step: number; start: number }[] = [];
    const follow = (step: number, start: number): void => {
      stack.push({ step, start });
      while (stack.length > 0) {
        const thread = stack.pop()!;
        if (added[thread.step] === at) continue;
        added[thread.step] = at;
        const now = program[thread.step]!;
        if (now.kind === 'split') {
          stack.push({ step: now.b, start: thread.start }, { step: now.a, start: thread.start });
        } else if (now.kind === 'edge') {
          if (holds(now.edge, text, at)) stack.push({ step: thread.step + 1, start: thread.start });
        } else if (now.kind === 'found') {
          if (!best || thread.start < best.start || (thread.start === best.start && at > best.end)) best = { start: thread.start, end: at };
        } else {
          live.push(thread);
        }
      }
    };
    for (const thread of current) follow(thread.step, thread.start);
    if (!best) follow(0, at);
    const code = at < text.length ? text.charCodeAt(at) : -1;
    for (const thread of live) {
      const now = program[thread.step]!;
      if (code >= 0 && now.kind === 'character' && now.test(code)) next.push({ step: thread.step + 1, start: thread.start });
    }
    if (best && next.length === 0) return best;
    current = next;
  }
  return best;
}

function holds(edge: 'start' | 'end' | 'word' | 'notWord', text: string, at: number): boolean {
  if (edge === 'start') return at === 0;
  if (edge === 'end') return at === text.length;
  const before = at > 0 && isWordCharacter(text.charCodeAt(at - 1));
  const after = at < text.length && isWordCharacter(text.charCodeAt(at));
  return (before !== after) === (edge === 'word');
}
