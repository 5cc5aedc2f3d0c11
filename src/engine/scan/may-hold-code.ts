/**
 * A quick look for what may be a code of class 4 or 5, so that most lines of a log need no closer one. It finds every code that `scanCodes`
 * finds, and few other things: not the parts of an address, a time, a size. The same stands in line-finder.wat.
 */

/** Three digits with a blank or a sign behind them that can follow a reply code; or the beginning of an enhanced status code. */
const CODE = /(?<![+./\d@])[45](?:\d\d(?:[\x00-\x20"#(),:_-]|$)|\.\d{1,3}\.\d)/;

export const mayHoldCode = (text: string): boolean => CODE.test(text);

const FOUR = 52;
const FIVE = 53;
const DOT = 46;
/** What stands right before no code. */
const NOT_BEFORE = tableOf('+./0123456789@');
/** What can follow a reply code; so can the end, and any control character. */
const BEHIND_REPLY = tableOf(' "#(),:_-').map((set, c) => (c < 32 ? 1 : set));
const DIGIT = tableOf('0123456789');

/** The same for bytes between two offsets. @returns where the first of them stands; -1: nowhere */
export function codeInBytes(bytes: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const c = bytes[i]!;
    if ((c === FOUR || c === FIVE) && (i === from || NOT_BEFORE[bytes[i - 1]!] === 0) && isCode(bytes, i, to)) return i;
  }
  return -1;
}

function isCode(bytes: Uint8Array, at: number, to: number): boolean {
  const is = (table: Uint8Array, i: number): boolean => i < to && table[bytes[i]!] === 1;
  if (bytes[at + 1] !== DOT) return is(DIGIT, at + 1) && is(DIGIT, at + 2) && (at + 3 >= to || is(BEHIND_REPLY, at + 3));
  if (!is(DIGIT, at + 2)) return false;
  let i = at + 3;
  while (i < at + 5 && is(DIGIT, i)) i++;
  return i < to && bytes[i] === DOT && is(DIGIT, i + 1);
}

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = 1;
  return table;
}
