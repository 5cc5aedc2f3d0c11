/**
 * A tolerant JSON reader (RFC 8259) that remembers where every value stands. Broken or cut-off input gives what can be read; nothing
 * throws, and the time is linear. Strings are decoded only when asked for. What Node.js, Python and Ruby print of an object is read, too:
 * names without quotes, strings in single quotes, `=>` for the colon.
 */
import type { Span } from '../record';

/** Deeper nesting is skipped unread: no provider comes near, and it keeps the stack safe. */
const DEEPEST = 100;

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'literal';

/** Text with JSON in it. `origin`: the place in the outermost text for every offset, where the text was decoded from a string. */
export interface JsonText {
  readonly text: string;
  /** Offset of `text` in the outermost text; used where `origin` is absent. */
  readonly base: number;
  readonly origin?: Uint32Array;
}

export class JsonValue {
  /** Member names and values of an object (names decoded), items of an array. */
  readonly names: string[] | null;
  readonly items: JsonValue[] | null;
  /** False where the text ended before the value did. */
  closed = true;
  /** @param start offset of the first character in `source.text`, quotes included @param end offset after the last */
  constructor(readonly source: JsonText, readonly kind: JsonKind, readonly start: number, public end: number) {
    this.names = kind === 'object' ? [] : null;
    this.items = kind === 'object' || kind === 'array' ? [] : null;
  }

  /** The member of that name (the first one), or undefined. */
  get(name: string): JsonValue | undefined {
    const at = this.names ? this.names.indexOf(name) : -1;
    return at < 0 ? undefined : this.items![at];
  }

  /** A member of a member: `value.at('bounce', 'bounceType')`. */
  at(...path: readonly string[]): JsonValue | undefined {
    return path.reduce<JsonValue | undefined>((value, name) => value?.get(name), this);
  }

  /** The member's text where it is a string that is not empty, or a number as it is written; else null. */
  text(...path: readonly string[]): string | null {
    const value = this.at(...path);
    if (!value) return null;
    if (value.kind === 'string') return value.decoded() || null;
    return value.kind === 'number' ? value.source.text.slice(value.start, value.end) : null;
  }

  /** Items of an array; an object is its own only item; else none. */
  list(...path: readonly string[]): readonly JsonValue[] {
    const value = this.at(...path);
    if (!value) return [];
    return value.kind === 'array' ? value.items! : [value];
  }

  /** The text of a string, without quotes and escapes. */
  decoded(): string {
    const raw = this.raw();
    return raw.includes('\\') ? decodeString(raw, null).text : raw;
  }

  /** True where the string stands literally, without escapes. */
  get literal(): boolean {
    return !this.raw().includes('\\');
  }

  /** Where it stands in the outermost text, without the quotes of a string. */
  get span(): Span {
    const inner = this.kind === 'string' ? 1 : 0;
    return { start: originOf(this.source, this.start + inner), end: originOf(this.source, this.end - (inner && this.isQuoted() ? 1 : 0)) };
  }

  /** The place of a part of a string that stands literally; offsets count within `decoded()`. */
  part(from: number, to: number): Span {
    return { start: originOf(this.source, this.start + 1 + from), end: originOf(this.source, this.start + 1 + to) };
  }

  /** The values inside a string that holds JSON itself (an SNS `Message`); their spans lead to the outermost text. */
  nested(): JsonValue[] {
    if (this.kind !== 'string') return [];
    const from = this.start + 1;
    const { text, offsets } = decodeString(this.raw(), from);
    const origin = new Uint32Array(offsets!.length);
    for (let i = 0; i < origin.length; i++) origin[i] = originOf(this.source, offsets![i]!);
    return readValues({ text, base: 0, origin });
  }

  private raw(): string {
    return this.source.text.slice(this.start + 1, this.end - (this.isQuoted() ? 1 : 0));
  }

  /** True where a string ends with the quote that it began with. */
  private isQuoted(): boolean {
    return this.end - 1 > this.start && this.source.text.charCodeAt(this.end - 1) === this.source.text.charCodeAt(this.start);
  }
}

/** The name of a member, which stands in quotes, as a value of its own: some objects are dictionaries, and their names say something. */
export function nameOf({ source, start }: JsonValue): JsonValue {
  let end = start;
  while (end > 0 && /[\s:=>]/.test(source.text.charAt(end - 1))) end--;
  const quote = source.text.charAt(end - 1);
  let at = end - 2;
  while (at > 0 && (source.text.charAt(at) !== quote || source.text.charAt(at - 1) === '\\')) at--;
  return new JsonValue(source, 'string', Math.max(at, 0), end);
}

function originOf(source: JsonText, at: number): number {
  if (!source.origin) return source.base + at;
  const last = source.origin.length - 1;
  return last < 0 ? 0 : source.origin[Math.min(at, last)]!;
}

/** All top-level values of a text, in order: one, several after each other, separated by commas or junk. */
export function readValues(source: JsonText, from = 0): JsonValue[] {
  const values: JsonValue[] = [];
  const reader = new JsonReader(source);
  for (let at = from; at < source.text.length;) {
    const value = reader.next(at);
    if (!value) break;
    values.push(value);
    at = value.end;
  }
  return values;
}

/** The object or array that begins at or after `at`; null where there is no more. Its `end` is the text's end where it is cut off. */
export function readValueAt(source: JsonText, at: number): JsonValue | null {
  return new JsonReader(source).next(at);
}

class JsonReader {
  private at = 0;
  private readonly text: string;

  constructor(private readonly source: JsonText) {
    this.text = source.text;
  }

  next(from: number): JsonValue | null {
    this.at = from;
    while (this.at < this.text.length) {
      const c = this.text.charCodeAt(this.at);
      if (c === 123 || c === 91) return this.value(0);
      if (c === 34) this.skipString();
      else this.at++;
    }
    return null;
  }

  private value(depth: number): JsonValue {
    const start = this.at;
    const c = this.text.charCodeAt(start);
    if (c === 34 || (c === 39 && this.endOfQuoted() > 0)) {
      this.skipString();
      return new JsonValue(this.source, 'string', start, this.at);
    }
    if (c === 123 || c === 91) {
      if (depth >= DEEPEST) {
        this.skipNested();
        return new JsonValue(this.source, 'literal', start, this.at);
      }
      const container = new JsonValue(this.source, c === 123 ? 'object' : 'array', start, start);
      this.at++;
      container.closed = c === 123 ? this.members(container, depth + 1) : this.elements(container, depth + 1);
      container.end = this.at;
      return container;
    }
    while (this.at < this.text.length && !endsScalar(this.text.charCodeAt(this.at))) this.at++;
    if (this.at === start) this.at++; // a stray character: step over it, or nothing moves
    return new JsonValue(this.source, c === 45 || (c >= 48 && c <= 57) ? 'number' : 'literal', start, this.at);
  }

  private members(object: JsonValue, depth: number): boolean {
    for (;;) {
      const c = this.skipTo();
      if (c === -1) return false;
      if (c === 125) { this.at++; return true; }
      if (c === 93) return true; // the bracket of an outer array: this object was never closed
      const raw = this.name(c);
      if (raw === null) { this.at++; continue; }
      const sign = this.skipTo();
      if (sign !== 58 && !(sign === 61 && this.text.charCodeAt(this.at + 1) === 62)) continue; // no value: a name that was cut off, or junk
      this.at += sign === 58 ? 1 : 2;
      const next = this.skipTo();
      if (next === -1 || next === 125 || next === 44) continue;
      object.names!.push(raw.includes('\\') ? decodeString(raw, null).text : raw);
      object.items!.push(this.value(depth));
    }
  }

  /** The name of a member, whose first character is `c`; null where there is none. */
  private name(c: number): string | null {
    const from = this.at;
    if (c === 34 || (c === 39 && this.endOfQuoted() > 0)) {
      this.skipString();
      return this.text.slice(from + 1, this.at - 1);
    }
    const ruby = c === 58 ? 1 : 0; // :name=>
    let at = from + ruby;
    while (at - from < LONGEST_BARE_NAME && isNameCharacter(this.text.charCodeAt(at))) at++;
    if (at === from + ruby) return null;
    this.at = at;
    return this.text.slice(from + ruby, at);
  }

  /** Where a string in single quotes ends, on its line; -1 where the quote is an apostrophe. */
  private endOfQuoted(): number {
    for (let at = this.at + 1; at < this.text.length; at++) {
      const c = this.text.charCodeAt(at);
      if (c === 39) return at + 1;
      if (c === 10) return -1;
      if (c === 92) at++;
    }
    return -1;
  }

  private elements(array: JsonValue, depth: number): boolean {
    for (;;) {
      const c = this.skipTo();
      if (c === -1) return false;
      if (c === 93) { this.at++; return true; }
      if (c === 125) return true;
      if (c === 44) { this.at++; continue; }
      array.items!.push(this.value(depth));
    }
  }

  /** To the next character that is no blank; -1 at the end. Commas are steps between values. */
  private skipTo(): number {
    while (this.at < this.text.length) {
      const c = this.text.charCodeAt(this.at);
      if (c > 32 && c !== 44 && c !== 0xfeff) return c;
      this.at++;
    }
    return -1;
  }

  /** From a quote to after its partner; a string without one ends with the text. */
  private skipString(): void {
    if (this.text.charCodeAt(this.at) === 39) { this.at = this.endOfQuoted(); return; }
    let at = this.at + 1;
    for (;;) {
      const quote = this.text.indexOf('"', at);
      if (quote < 0) { this.at = this.text.length; return; }
      let slashes = 0;
      while (this.text.charCodeAt(quote - 1 - slashes) === 92 && quote - 1 - slashes > this.at) slashes++;
      at = quote + 1;
      if (slashes % 2 === 0) { this.at = at; return; }
    }
  }

  private skipNested(): void {
    let open = 0;
    while (this.at < this.text.length) {
      const c = this.text.charCodeAt(this.at);
      if (c === 34) { this.skipString(); continue; }
      this.at++;
      if (c === 123 || c === 91) open++;
      else if ((c === 125 || c === 93) && --open <= 0) return;
    }
  }
}

/** Nobody's event has longer ones. */
const LONGEST_BARE_NAME = 60;

function isNameCharacter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c === 36;
}

function endsScalar(c: number): boolean {
  return c <= 32 || c === 44 || c === 93 || c === 125 || c === 58 || c === 34;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * Takes the escapes out of a string's inside (RFC 8259 section 7).
 * @param from offset of the inside; where given, `offsets` tells the place of every character, and of the end
 */
export function decodeString(raw: string, from: number | null): { text: string; offsets: Uint32Array | null } {
  const offsets = from === null ? null : new Uint32Array(raw.length + 1);
  let text = '';
  let copied = 0;
  let length = 0;
  for (let i = 0; i < raw.length;) {
    const slash = raw.indexOf('\\', i);
    const plainEnd = slash < 0 ? raw.length : slash;
    if (offsets) for (let p = i; p < plainEnd; p++) offsets[length++] = from! + p;
    if (slash < 0) break;
    text += raw.slice(copied, slash);
    let next = slash + 2;
    let character = raw.charAt(slash + 1);
    if (character === 'u') {
      const code = /^[0-9a-fA-F]{4}$/.test(raw.slice(slash + 2, slash + 6)) ? parseInt(raw.slice(slash + 2, slash + 6), 16) : -1;
      character = code < 0 ? 'u' : String.fromCharCode(code);
      if (code >= 0) next = slash + 6;
    } else {
      character = ESCAPES[character] ?? character;
    }
    text += character;
    if (offsets && character) offsets[length++] = from! + slash;
    copied = i = next;
  }
  text += raw.slice(Math.min(copied, raw.length));
  if (offsets) offsets[length] = from! + raw.length;
  return { text, offsets: offsets ? offsets.subarray(0, length + 1) : null };
}
