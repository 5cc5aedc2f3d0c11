/** Text from a document made safe to look at, wherever it is shown as plain text. */

/** Controls, marks that turn the reading direction, invisible characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/** One line: line ends and tabs become blanks, other characters that change what one sees become a visible mark. */
export function visible(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029]+/g, ' ').replace(UNSEEN, '\uFFFD');
}
