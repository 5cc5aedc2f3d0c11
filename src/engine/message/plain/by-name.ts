/**
 * Recipients that Exchange's gateways name as their users know them, with the time and the reason below, in many languages:
 * `Sampson, Lea on Tue, 29 Feb 2000 14:19:31 +0100`. Their addresses are those to which the letter says that the mail was sent.
 */
import { normalise } from '../phrases/phrases';
import { Words } from '../words';
import type { TextLine } from '../mime/body';

/** `on Tue, 29 Feb 2000 14:19:31 +0100`, `am 29.02.2000 14:19`. */
const TIME = String.raw`\p{L}{1,5}\.? (?:\p{L}{2,4}\.?, )?\d{1,4}[ ./-]{1,2}\w{1,4}\.?[ ./-]{1,2}\d{2,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AP]M)?(?: ?[+-]\d{4})?`;
export const AT_TIME = new RegExp(`^ ?${TIME}`, 'iu');
const NAMED = new RegExp(String.raw`^(\p{L}[^<>@:;()\t]{0,80}) ${TIME}[ \t]{0,20}$`, 'iu');
/** Shorter pieces of a name stand in too many addresses. */
const SHORTEST = 3;
/** A letter to more people than this names none of them. */
const MOST = 200;

/** The name of a recipient that a line begins with, where its reason follows deeper; null for any other line. */
export function namedAt(lines: readonly TextLine[], index: number): Words | null {
  const line = lines[index]!;
  const match = line.text.length <= 200 && /^[ \t]/.test(lines[index + 1]?.text ?? '') ? NAMED.exec(line.text) : null;
  return match ? Words.ofLines([{ ...line, text: match[1]! }], 0, 1) : null;
}

/**
 * Which of some addresses belong to some names: those that hold a piece of the name; of the rest, one each in order where there are
 * as many names as addresses left.
 */
export function addressesOf(names: readonly Words[], addresses: readonly Words[]): ReadonlyMap<Words, Words> {
  const found = new Map<Words, Words>();
  if (names.length > MOST || addresses.length > MOST) return found;
  let left = [...addresses];
  const take = (name: Words, address: Words): void => {
    found.set(name, address);
    left = left.filter((one) => one !== address);
  };
  for (const name of names) {
    const pieces = normalise(name.text).split(/\P{L}+/u).filter((piece) => piece.length >= SHORTEST);
    const address = left.find(({ text }) => pieces.some((piece) => normalise(text.slice(0, text.lastIndexOf('@'))).includes(piece)));
    if (address) take(name, address);
  }
  const open = names.filter((name) => !found.has(name));
  if (open.length === left.length) for (const [i, address] of left.entries()) take(open[i]!, address);
  return found;
}
