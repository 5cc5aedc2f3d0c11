/** Text from a document, made harmless for places that show plain text: lens titles, status bar, quick picks, notifications. */

const LONGEST = 120;

/** Characters that change how the text around them is shown: controls, invisible ones, marks that turn the direction. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * One harmless line: no control or direction characters, no icons (`$(name)` draws one in most of these places), no more than
 * `longest` characters.
 */
export function shownText(text: string, longest = LONGEST): string {
  const plain = text.slice(0, 4 * longest).replace(UNSEEN, ' ').replace(/\s+/g, ' ').replace(/\$\(/g, '$ (').trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** A label within a sentence: `No such mailbox` becomes `no such mailbox`; `SPF failed` and `DNS` stay. */
export function withinSentence(label: string): string {
  const second = label.charAt(1);
  return second === second.toLowerCase() ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** `1 hard bounce`, `3 hard bounces`, `12,000 hard bounces`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
