/** Reads a server reply at a known place (RFC 5321 section 4.2, RFC 2034 section 4): cheaper and surer than a search. */
import { isDigit } from './characters';

/** True where three digits of class 2 to 5 stand at `at`, and no further digit or letter. */
export function isReplyAt(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first < 50 || first > 53 || first !== first) return false;
  if (!isDigit(text.charCodeAt(at + 1)) || !isDigit(text.charCodeAt(at + 2))) return false;
  const next = text.charCodeAt(at + 3);
  return next === 32 || next === 45 || next === 41 || next === 95 || next === 59 || next === 44 || next === 13 || next === 10 || next !== next;
}

/** As `isReplyAt`, in the bytes of a text that ends at `to`. */
export function isReplyInBytes(bytes: Uint8Array, at: number, to: number): boolean {
  if (at + 3 > to || bytes[at]! < 50 || bytes[at]! > 53 || !isDigit(bytes[at + 1]!) || !isDigit(bytes[at + 2]!)) return false;
  return at + 3 === to || AFTER_REPLY.includes(bytes[at + 3]!);
}

/** Blank, `-`, `)`, `_`, `;`, `,`, CR, LF. */
const AFTER_REPLY = [32, 45, 41, 95, 59, 44, 13, 10];

/** As `statusEndAt`, in the bytes of a text that ends at `to`. */
export function statusEndInBytes(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at];
  if (at + 5 > to || (first !== 53 && first !== 52 && first !== 50) || bytes[at + 1] !== 46) return -1;
  const subject = digitsEndInBytes(bytes, at + 2, to);
  if (subject === at + 2 || subject > at + 5 || subject >= to || bytes[subject] !== 46) return -1;
  const detail = digitsEndInBytes(bytes, subject + 1, to);
  if (detail === subject + 1 || detail > subject + 4) return -1;
  return detail + 1 < to && bytes[detail] === 46 && isDigit(bytes[detail + 1]!) ? -1 : detail;
}

function digitsEndInBytes(bytes: Uint8Array, at: number, to: number): number {
  let i = at;
  while (i < to && isDigit(bytes[i]!)) i++;
  return i;
}

/** The offset after an enhanced status code that starts at `at`, or -1. */
export function statusEndAt(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if ((first !== 53 && first !== 52 && first !== 50) || text.charCodeAt(at + 1) !== 46) return -1;
  const subject = digitsEnd(text, at + 2);
  if (subject === at + 2 || subject > at + 5 || text.charCodeAt(subject) !== 46) return -1;
  const detail = digitsEnd(text, subject + 1);
  if (detail === subject + 1 || detail > subject + 4) return -1;
  return text.charCodeAt(detail) === 46 && isDigit(text.charCodeAt(detail + 1)) ? -1 : detail;
}

function digitsEnd(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  return i;
}
