/** Finds the parts of a multipart body by its boundary (RFC 2046 section 5.1.1), also where the boundary is broken or missing. */
import type { Span } from '../../record';
import { LineWalker, skipLineEnd } from './line-walker';

const HYPHEN = 45;
/** RFC 2046 allows 70 characters; some senders take more. */
const LONGEST_BOUNDARY = 250;
/** How far `guessBoundary` looks. */
const GUESS_WINDOW = 64 * 1024;

/**
 * The spans between boundary lines, in order; the preamble and what follows the closing line are left out.
 * A body without a closing line ends with its last part. One native search, bounded by the body.
 */
export function findBoundary(text: string, body: Span, boundary: string): Span[] {
  if (boundary === '' || boundary.length > LONGEST_BOUNDARY) return [];
  const window = text.slice(body.start, body.end);
  const mark = `--${boundary}`;
  const parts: Span[] = [];
  let open = -1;
  let at = window.indexOf(mark);
  while (at !== -1) {
    const after = at + mark.length;
    if (!atLineStart(window, at) || !endsLine(window, after)) {
      at = window.indexOf(mark, after);
      continue;
    }
    if (open !== -1) parts.push({ start: body.start + open, end: body.start + Math.max(open, beforeLineEnd(window, at)) });
    open = -1;
    if (window.charCodeAt(after) === HYPHEN && window.charCodeAt(after + 1) === HYPHEN) {
      // some senders close a multipart twice, or go on after closing it: read on
      at = window.indexOf(mark, after);
      continue;
    }
    let next = after;
    while (next < window.length && (window.charCodeAt(next) === 32 || window.charCodeAt(next) === 9)) next++;
    open = skipLineEnd(window, next, window.length);
    at = window.indexOf(mark, Math.max(after, open));
  }
  if (open !== -1 && open < window.length) parts.push({ start: body.start + open, end: body.end });
  return parts;
}

/** A boundary that the body uses though its header names none or another one: `--word` before a `Content-` line. */
export function guessBoundary(text: string, body: Span): string | null {
  const walker = new LineWalker(text, body.start, Math.min(body.end, body.start + GUESS_WINDOW));
  let candidate: string | null = null;
  while (walker.advance()) {
    if (candidate !== null && /^content-(?:type|description|transfer-encoding|disposition)\s{0,5}:/i.test(text.slice(walker.start, walker.start + 40))) return candidate;
    candidate = null;
    if (text.charCodeAt(walker.start) !== HYPHEN || text.charCodeAt(walker.start + 1) !== HYPHEN) continue;
    const name = text.slice(walker.start + 2, Math.min(walker.end, walker.start + 2 + LONGEST_BOUNDARY)).trimEnd();
    if (name.length > 2 && !name.startsWith(' ')) candidate = name;
  }
  return null;
}

function atLineStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return before === 10 || before === 13;
}

/** After the boundary stand nothing, blanks, or the two closing hyphens. */
function endsLine(text: string, at: number): boolean {
  let i = at;
  if (text.charCodeAt(i) === HYPHEN && text.charCodeAt(i + 1) === HYPHEN) return true;
  while (i < text.length && i < at + 80 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  const c = text.charCodeAt(i);
  return i >= text.length || c === 10 || c === 13;
}

/** The line end before a boundary belongs to it. */
function beforeLineEnd(text: string, at: number): number {
  let end = at;
  if (end > 0 && text.charCodeAt(end - 1) === 10) end--;
  if (end > 0 && text.charCodeAt(end - 1) === 13) end--;
  return end;
}
