/** Text from a document inside Markdown: it stays text, whatever it looks like. */
import { visible } from './panel/say';

/**
 * All signs that could mean something get a backslash (CommonMark section 2.4 allows that before any ASCII punctuation); `<`, `&` and the
 * colon of an address become entities, so that no renderer makes a link or a tag of them.
 */
export function markdownText(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]()#+\-.!|~>"$^=]/g, '\\$&').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/:/g, '&#58;').replace(/@/g, '&#64;');
}
