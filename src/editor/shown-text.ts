/** Text from a document, made harmless for places that show plain text: lens titles, status bar, quick picks, notifications. */

const LONGEST = 120;

/** Characters that change how the text around them is shown: controls, invisible ones, marks that turn the direction. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * One harmless line: no control or direction characters, no icons (`$(name)` draws one in most of these places), no more than
 * `longest` characters.
 */
export function shownText(text: string, longest = LONGEST): string {
  const plain = text.slice(0, 4 * longest).replace(UNSEEN, ' ').replace(/\s+/g, ' ').replace(/\$\(/g, '$ (').trim();
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}
