/**
 * Markdown that grows. Our own markdown, plain text and the words of a document take three different ways in, so that nothing that
 * came out of a mail or a log can become markup, a link, an icon or a command.
 */
import { shownText, UNSEEN } from './shown-text';

/** Longer words of a server are cut: a hover is read in seconds. */
const LONGEST_QUOTE = 300;

/** CommonMark lets every one of these stand for itself behind a backslash. `:`, `.` and `@` are among them: no automatic links. */
const PUNCTUATION = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;

export class MarkdownText {
  private readonly parts: string[] = [];

  get value(): string {
    return this.parts.join('');
  }

  /** Markdown that this project wrote. Nothing else, ever. */
  own(markdown: string): this {
    this.parts.push(markdown);
    return this;
  }

  /** Text of the catalog or of the user's settings: every character stands for itself. */
  text(text: string): this {
    return this.own(text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').replace(/\$\(/g, '$ (').replace(PUNCTUATION, '\\$&'));
  }

  /** Words out of a document, as code: one line, and nothing in it is markup. */
  quote(words: string): this {
    const shown = shownText(words, LONGEST_QUOTE);
    if (!shown) return this;
    // A code span ends at as many backticks as it began with: one more than the words hold keeps all of them inside.
    const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((ticks) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
    return this.own(`${fence}${pad}${shown}${pad}${fence}`);
  }

  /** @param target an address of the catalog; anything but http(s) is left out and the label stays */
  link(label: string, target: string): this {
    if (!/^https?:\/\/[^\s<>()\\]+$/i.test(target)) return this.text(label);
    return this.own('[').text(label).own(`](${target})`);
  }

  paragraph(): this {
    return this.own('\n\n');
  }

  rule(): this {
    return this.own('\n\n---\n\n');
  }
}
