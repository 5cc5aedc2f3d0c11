/** Text from a document inside Markdown: it stays text, whatever it looks like, and can still be read unrendered. */
import { visible } from './panel/say';

/**
 * Signs that mean something within a line get a backslash (CommonMark section 2.4). A colon that could belong to the scheme of a link gets
 * one too, so that no renderer makes a link of a bare address; `@` at the start of a word is no mention.
 */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()#|~$]/g, '\\$&')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    .replace(/(?<=[a-z]):(?=\S)/gi, '\\:')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/(?<![\p{L}\p{N}])@/gu, '&#64;');
}
