/** Header fields with their exact places (RFC 5322 section 2.2): unfolded and decoded only when somebody asks. */
import type { Span } from '../../record';
import { addressesIn } from '../address';
import { MAXIMUM_FIELD_LENGTH, MAXIMUM_HEADER_SIZE, type LimitWatch } from '../limits';
import { decodeWords } from './encoded-words';
import { Words } from '../words';
import { LineWalker } from './line-walker';

const COLON = 58;
const AT = 64;
const SPACE = 32;
const TAB = 9;
/** A field name longer than this is not one. */
const LONGEST_NAME = 76;

/** One header field. */
export class HeaderField {
  #value: string | null = null;

  /**
   * @param name in lower case
   * @param span from the first letter of the name to the end of the last folded line
   * @param body what follows the colon, without blanks at either end
   */
  constructor(
    readonly name: string,
    readonly span: Span,
    readonly body: Span,
    private readonly text: string,
    private readonly binary: boolean,
    private readonly limits: LimitWatch,
  ) {}

  /** True where the value stands in the text as `value` gives it. */
  get literal(): boolean {
    return this.value.length === this.body.end - this.body.start && this.value === this.raw;
  }

  /** The body as it stands. */
  get raw(): string {
    return this.text.slice(this.body.start, this.body.end);
  }

  /** The body on one line, encoded words decoded (RFC 2047). */
  get value(): string {
    if (this.#value === null) {
      let raw = this.raw;
      if (raw.length > MAXIMUM_FIELD_LENGTH.number) {
        this.limits.hit(MAXIMUM_FIELD_LENGTH);
        raw = raw.slice(0, MAXIMUM_FIELD_LENGTH.number);
      }
      this.#value = decodeWords(unfold(raw), this.binary, this.limits);
    }
    return this.#value;
  }

  /** The value, with its place where it stands literally. */
  get words(): Words {
    return this.literal ? Words.at(this.raw, this.body.start) : Words.of(this.value);
  }

  /** The addresses of the value, with their places where it stands literally. */
  addresses(): Words[] {
    const { words } = this;
    return addressesIn(words.text).map((address) => words.find(address) ?? Words.of(address));
  }
}

/** The fields of one header, in order. */
export class Headers {
  constructor(readonly fields: readonly HeaderField[], readonly span: Span) {}

  /** The first field of this name (lower case). */
  field(name: string): HeaderField | null {
    for (const field of this.fields) if (field.name === name) return field;
    return null;
  }

  /** The value of the first field of this name, or an empty string. */
  get(name: string): string {
    return this.field(name)?.value ?? '';
  }

  has(name: string): boolean {
    return this.field(name) !== null;
  }

  all(name: string): HeaderField[] {
    return this.fields.filter((field) => field.name === name);
  }
}

export interface HeaderBlock {
  readonly headers: Headers;
  /** Where the body begins. */
  readonly bodyStart: number;
}

/**
 * Reads header fields from `from` up to the first empty line, or up to the first line that cannot belong to a header.
 * A line without a colon between two fields is skipped: relays and mailboxes leave such lines (`From `, `>From `).
 */
export function readHeaders(text: string, from: number, to: number, binary: boolean, limits: LimitWatch): HeaderBlock {
  const fields: HeaderField[] = [];
  const walker = new LineWalker(text, from, to);
  let name: Span | null = null;
  let end = from;
  const close = (): void => {
    if (name) fields.push(fieldOf(text, name, end, binary, limits));
    name = null;
  };
  let bodyStart = to;
  let headerEnd = from;
  while (walker.advance()) {
    const { start } = walker;
    if (walker.end === start) {
      bodyStart = walker.next;
      break;
    }
    const first = text.charCodeAt(start);
    if (start - from > MAXIMUM_HEADER_SIZE.number) {
      limits.hit(MAXIMUM_HEADER_SIZE);
      continue;
    }
    if (first === SPACE || first === TAB) {
      const blank = isBlank(text, start, walker.end);
      if ((blank || (!name && start === from)) && !continuesHeader(text, walker.next, to)) {
        bodyStart = blank ? walker.next : start;
        break;
      }
      if (name) end = walker.end;
      headerEnd = walker.end;
      continue;
    }
    const nameEnd = endOfName(text, start, walker.end);
    if (nameEnd === -1) {
      if (!continuesHeader(text, walker.next, to)) {
        bodyStart = start;
        break;
      }
      close();
      headerEnd = walker.end;
      continue;
    }
    close();
    name = { start, end: nameEnd };
    end = walker.end;
    headerEnd = end;
  }
  close();
  return { headers: new Headers(fields, { start: from, end: headerEnd }), bodyStart };
}

/** Joins folded lines with one blank each. */
export function unfold(raw: string): string {
  if (!/[\r\n]/.test(raw)) return raw;
  return raw.split(/[\r\n]{1,2}/).map((line) => line.trim()).filter((line) => line !== '').join(' ');
}

/** The offset of the colon that ends a field name at `start` (blanks before it are tolerated), or -1. */
export function endOfName(text: string, start: number, end: number): number {
  const last = Math.min(end, start + LONGEST_NAME);
  for (let i = start; i < last; i++) {
    const c = text.charCodeAt(i);
    if (c === COLON) return i > start ? i : -1;
    if (c === AT) return -1; // `<a@example.net>: no such user` begins a letter
    if (c <= SPACE || c >= 127) {
      let j = i;
      while (j < last && (text.charCodeAt(j) === SPACE || text.charCodeAt(j) === TAB)) j++;
      return j > i && i > start && text.charCodeAt(j) === COLON ? j : -1;
    }
  }
  return -1;
}

function fieldOf(text: string, name: Span, end: number, binary: boolean, limits: LimitWatch): HeaderField {
  let bodyStart = name.end + 1;
  let bodyEnd = end;
  while (bodyStart < bodyEnd && text.charCodeAt(bodyStart) <= SPACE) bodyStart++;
  while (bodyEnd > bodyStart && text.charCodeAt(bodyEnd - 1) <= SPACE) bodyEnd--;
  const label = text.slice(name.start, name.end).trim().toLowerCase();
  return new HeaderField(label, { start: name.start, end }, { start: bodyStart, end: bodyEnd }, text, binary, limits);
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > SPACE) return false;
  return true;
}

/** Fields of a mail's header without a hyphen in their name. A text whose header has no blank line behind it has others: `Reason: ...`. */
const PLAIN_FIELDS = new Set(['from', 'to', 'cc', 'bcc', 'subject', 'date', 'received', 'sender', 'precedence', 'references', 'comments', 'keywords', 'organization', 'organisation', 'priority', 'importance', 'sensitivity', 'status', 'lines', 'autosubmitted']);

/** True where the line at `at` is a field of a mail's header. */
function continuesHeader(text: string, at: number, to: number): boolean {
  let end = at;
  const last = Math.min(to, at + LONGEST_NAME);
  while (end < last && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  const name = text.slice(at, Math.max(at, endOfName(text, at, end))).trim().toLowerCase();
  return name.includes('-') || PLAIN_FIELDS.has(name);
}
