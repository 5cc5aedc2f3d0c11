/** Recipients as reports and bounces write them: typed, bracketed, escaped, or local names. */

/** A host name, also in other scripts, or an address literal. */
const DOMAIN = String.raw`(?:\[[0-9A-Za-z.:]{2,60}\]|[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff._-]{0,252}[A-Za-z0-9\u0080-\uffff])?)`;
/**
 * Something that has the shape of a mail address; not anchored. Bounded, so linear. East Asian text stands right beside an
 * address without a blank: a local part is of one kind of script.
 */
export const ADDRESS = new RegExp(String.raw`(?:[^\s<>"'()[\]:;,|\\@\u2e80-\uffff][^\s<>"()[\]:;,|\\@\u2e80-\uffff]{0,255}|[\u2e80-\u2fff\u3040-\ufeff]{1,64}|"[^"\r\n@]{1,128}")@${DOMAIN}`);

/** What an alias can lead to besides an address; its arguments may hold one. */
const PROGRAM_OR_FILE = /^"?(?:[|/]|:include:)/;

/** The prefix of `rfc822; user@example.com` (RFC 3464 section 2.3.1). */
export const ADDRESS_TYPE = /^\s{0,10}([A-Za-z][A-Za-z0-9-]{0,15})\s{0,5};\s{0,10}/;

/**
 * The address inside a field's value or a bracketed text, as a person would write it.
 * @param value without or with type, brackets, comments, quotes
 * @returns an address where there is one, else the name that stands there, else null
 */
export function addressOf(value: string): string | null {
  let text = value.slice(0, 1000).replace(ADDRESS_TYPE, '').trim();
  if (/\\x\{[0-9A-Fa-f]{1,6}\}/.test(text)) text = unescapeUtf8(text);
  if (PROGRAM_OR_FILE.test(text)) return text.replace(/^"|"$/g, '');
  const bracketed = /<([^<>]{1,320})>/.exec(text);
  if (bracketed) text = bracketed[1]!.trim();
  text = text.replace(/^(?:mailto|smtp|rfc822):/i, '');
  const found = ADDRESS.exec(text);
  if (found) return trimAddress(found[0]);
  const name = text.replace(/^["'<]{1,9}|[>"']{1,9}$/g, '').trim();
  return name === '' ? null : name;
}

export function isAddress(text: string | null): boolean {
  return text !== null && text.includes('@') && !PROGRAM_OR_FILE.test(text);
}

/**
 * An address without what the sentence around it glued to it: punctuation, and letters of another script after an ASCII
 * domain (`user@example.com\u60a8\u597d`; an internationalised domain has dots between its labels).
 */
export function trimAddress(text: string): string {
  const glued = /^([^@]{1,256}@[\x21-\x7e]{0,250}\.[a-z]{2,24})[^\x00-\x7f]/i.exec(text);
  return (glued ? glued[1]! : text).replace(/[.,;:!]{1,9}$/, '');
}

/** `\x{00FC}` of RFC 6533 section 3. */
function unescapeUtf8(text: string): string {
  return text.replace(/\\x\{([0-9A-Fa-f]{1,6})\}/g, (all, hex: string) => {
    const code = parseInt(hex, 16);
    return code < 0x110000 ? String.fromCodePoint(code) : all;
  });
}

/** A host name as reports write it: lower case, without type, port, brackets, comment or final dot. */
export function hostOf(value: string): string | null {
  const text = value.slice(0, 500).replace(/^\s{0,10}[A-Za-z][\w-]{0,15}\s{0,5};\s{0,10}/, '').trim();
  const literal = /^\[([0-9A-Fa-f.:]{2,45})\]/.exec(text);
  if (literal) return literal[1]!.toLowerCase();
  const host = /^[A-Za-z0-9_\u0080-\uffff][A-Za-z0-9._\u0080-\uffff-]{0,252}/.exec(text)?.[0].replace(/[.-]{1,9}$/, '').toLowerCase();
  return host ?? null;
}

/** How far an address can reach to either side of its at sign. */
const REACH = 257;

/**
 * What `text.matchAll` finds with `ADDRESS`, but looked for around at signs only: megabytes without one cost nothing.
 * @param text of any length
 */
export function* addressMatches(text: string): Generator<{ readonly index: number; readonly text: string }> {
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = Math.max(from, at - REACH);
    const match = ADDRESS.exec(text.slice(start, at + REACH));
    from = at + 1; // no address reaches over an at sign that is none of its own
    if (!match || start + match.index + match[0].indexOf('@', 1) !== at) continue;
    yield { index: start + match.index, text: match[0] };
    from = start + match.index + match[0].length;
  }
}

/** The text with a blank in place of each address. */
export function withoutAddresses(text: string): string {
  let rest = '';
  let from = 0;
  for (const { index, text: address } of addressMatches(text)) {
    rest += `${text.slice(from, index)} `;
    from = index + address.length;
  }
  return from === 0 ? text : rest + text.slice(from);
}

/** A field with more addresses than this is a list to somebody. */
const MOST = 1000;

/** All addresses of a field, in order. */
export function addressesIn(text: string): string[] {
  const found: string[] = [];
  for (const match of addressMatches(text)) {
    if (found.length >= MOST) break;
    found.push(trimAddress(match.text));
  }
  return found;
}
