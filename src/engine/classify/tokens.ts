/** Tells what a token of a diagnostic is: a code, an address, an IP, a host name, a URL, or words. Linear: each test is one pass. */
import { isDigit, isLetter } from '../scan/characters';

export type TokenKind = 'reply' | 'code' | 'address' | 'ip' | 'host' | 'url' | 'words';

/** What was told last; used again for each token, so that nothing is allocated. */
export class Token {
  kind: TokenKind = 'words';
  start = 0;
  end = 0;

  is(kind: TokenKind, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
  }
}

/** Punctuation around a token that is no part of it. */
const edges = new Uint8Array(128);
for (const character of '.:\'`*-_~#/?') edges[character.charCodeAt(0)] = 1;
const isEdge = (code: number): boolean => code < 128 ? edges[code] === 1 : code === 0x2019;

/**
 * @param text the diagnostic
 * @param from start of the token @param to its end: the next blank, bracket, quote, comma or equals sign
 * @param reply the reply code of the diagnostic's first line; the same digits again begin a further line. Empty: none yet.
 * @param token gets the answer
 */
export function classifyToken(text: string, from: number, to: number, reply: string, token: Token): void {
  let start = from;
  let end = to;
  while (start < end && isEdge(text.charCodeAt(start))) start++;
  while (end > start && isEdge(text.charCodeAt(end - 1))) end--;
  const digits = digitsFrom(text, start, end);
  if (digits === 3 && isReply(text, start, reply)) {
    if (end - start === 3) return token.is('reply', start, to);
    const next = text.charCodeAt(start + 3);
    if (next === 45 || next === 58) { // 550-Text, 550-5.1.1, 550:text
      return token.is('reply', start, start + 4);
    }
    if (reply === '' && isLetter(next)) return token.is('reply', start, start + 3); // 421HL:REP, 550User
  }
  let slash = -1;
  let colons = 0;
  let dots = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 64 /* @ */) return token.is('address', addressStart(text, start, i), addressEnd(text, i + 1, end));
    if (code === 46) dots++;
    else if (code === 58) colons++;
    else if (code === 47) {
      if (slash < 0) slash = i;
      if (i > start + 1 && text.charCodeAt(i - 1) === 58 && text.charCodeAt(i + 1) === 47) return token.is('url', start, end);
    }
  }
  if (dots === 0 && colons < 2) return token.is('words', start, end);
  if (dots > 1 && isWww(text, start)) return token.is('url', start, end);
  if (digits > 0) {
    const numeric = numericKind(text, start, end);
    if (numeric) return token.is(numeric, start, end);
  }
  if ((colons >= 2 || dots >= 2) && isLooseIp(text, start, end)) return token.is('ip', start, end);
  if (dots === 0) return token.is('words', start, end);
  const hostEnd = colons > 0 ? endOfHost(text, start, slash > start ? slash : end) : slash > start ? slash : end;
  if (isHost(text, start, hostEnd)) return slash > start ? token.is('url', start, end) : token.is('host', start, hostEnd);
  return token.is('words', start, end);
}

/** URLs end at a blank, a quote or a closing bracket; a full stop at their end belongs to the sentence. */
export function nameEnd(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && !' \t\r\n<>"()[]{}|\u3001\u3002'.includes(text.charAt(end))) end++;
  while (end > from && '.,;:!?\''.includes(text.charAt(end - 1))) end--;
  return end;
}

function digitsFrom(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isDigit(text.charCodeAt(i))) i++;
  return i - from;
}

function isReply(text: string, start: number, reply: string): boolean {
  const first = text.charCodeAt(start);
  if (first !== 50 && first !== 52 && first !== 53) return false;
  return reply === '' || text.startsWith(reply, start);
}

/** Digits and dots: three parts are a status code (or a version), four an IP. A redacted IP (`x.xx.xx.x`, `1.2.*.*`) is one, too. */
function numericKind(text: string, start: number, end: number): 'code' | 'ip' | null {
  let dots = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) dots++;
    else if ((code === 58 || code === 47) && dots === 3) return digitsFrom(text, i + 1, end) === end - i - 1 ? 'ip' : null; // :port, /24
    else if (!isDigit(code)) return null;
  }
  return dots === 2 ? 'code' : dots === 3 ? 'ip' : null;
}

/** IPv6, and `x.xx.xx.x` with the digits crossed out. */
function isLooseIp(text: string, start: number, end: number): boolean {
  let colons = 0;
  let dots = 0;
  let crosses = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i) | 32;
    if (text.charCodeAt(i) === 58) colons++;
    else if (text.charCodeAt(i) === 46) dots++;
    else if (code === 120 || text.charCodeAt(i) === 42) crosses++;
    else if (!isDigit(text.charCodeAt(i)) && !(code >= 97 && code <= 102)) return false;
  }
  return colons >= 2 ? crosses === 0 : dots >= 2 && crosses > 0;
}

/** Three dots part an address from the words before it: `not allowed...user@example.com`. */
function addressStart(text: string, from: number, at: number): number {
  for (let i = at - 1; i >= from + 3; i--) if (text.startsWith('...', i - 3)) return i;
  return from;
}

/** An address ends where its domain does: `user@example.com:blocked`. */
function addressEnd(text: string, from: number, to: number): number {
  let end = from;
  while (end < to && isPartOfDomain(text, end)) end++;
  return end;
}

function isPartOfDomain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return isLetter(code) || isDigit(code) || code === 46 || code === 45 || code === 95;
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

/** A port after a host name does not belong to it. */
function endOfHost(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 58) return i;
  return end;
}

function isWww(text: string, start: number): boolean {
  return (text.charCodeAt(start) | 32) === 119 && (text.charCodeAt(start + 1) | 32) === 119 && (text.charCodeAt(start + 2) | 32) === 119 && text.charCodeAt(start + 3) === 46;
}

/** Last labels that make two dotted words a host name. Two letters count as well. */
const ENDINGS = new Set(['com', 'net', 'org', 'edu', 'gov', 'mil', 'int', 'info', 'biz', 'name', 'pro', 'mobi', 'asia', 'coop', 'aero', 'jobs', 'cat', 'tel', 'travel',
  'example', 'test', 'invalid', 'local', 'localdomain', 'localhost', 'lan', 'internal', 'intranet', 'corp', 'home', 'arpa', 'cloud', 'online', 'site', 'shop',
  'store', 'email', 'app', 'dev', 'tech', 'agency', 'xyz', 'club', 'top', 'world', 'group', 'solutions', 'services', 'network', 'digital', 'microsoft', 'google',
  'berlin', 'london', 'paris', 'tokyo', 'swiss', 'amsterdam', 'wien', 'hamburg', 'koeln', 'bayern', 'museum', 'systems', 'company', 'center', 'media', 'support']);

const isSmall = (code: number): boolean => code >= 97 && code <= 122;

/** Host name or domain: dotted labels with a known ending, not two sentences without a blank between them (`refused.Please`). */
function isHost(text: string, start: number, end: number): boolean {
  if (end - start > 253) return false;
  let dots = 0;
  let lastDot = -1;
  let numbered = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      if (i === start || i === lastDot + 1) return false;
      dots++;
      lastDot = i;
    } else if (code === 45 || isDigit(code)) {
      numbered = true;
    } else if (!isLetter(code) && code !== 95) {
      return false;
    }
  }
  if (dots === 0 || lastDot === end - 1) return false;
  const ending = text.slice(lastDot + 1, end).toLowerCase();
  if (ending.startsWith('xn--')) return true;
  if (ending.length < 2 || ending.length > 24) return false;
  for (let i = lastDot + 1; i < end; i++) if (!isSmall(text.charCodeAt(i) | 32)) return false;
  if (!isSmall(text.charCodeAt(lastDot + 1)) && isSmall(text.charCodeAt(lastDot + 2)) && isSmall(text.charCodeAt(lastDot - 1))) return false;
  if (ending.length === 2 || ENDINGS.has(ending)) return true;
  return dots > 1 && numbered;
}
