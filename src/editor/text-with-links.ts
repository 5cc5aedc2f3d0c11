/** A plain text that grows, with places in it that lead to lines of another document. */

export interface TextLink {
  /** Line (from 0) and characters of the link in this text. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Line that it leads to, counted from 1. */
  readonly target: number;
  /** The file that it leads to, where the text speaks of several. */
  readonly file?: string | undefined;
}

export class TextWithLinks {
  readonly links: TextLink[] = [];
  private readonly lines: string[] = [''];

  add(text: string): this {
    this.lines[this.lines.length - 1] += text;
    return this;
  }

  link(label: string, target: number, file?: string): this {
    const line = this.lines.length - 1;
    const from = this.lines[line]!.length;
    this.add(label);
    this.links.push({ line, from, to: from + label.length, target, file });
    return this;
  }

  end(): this {
    this.lines.push('');
    return this;
  }

  toString(): string {
    return this.lines.join('\n');
  }
}
