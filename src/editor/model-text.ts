/** What a model needs to know of a document. The editor's documents and the doubles of the tests both fit it. */

export interface ModelText {
  readonly uri: string;
  readonly fileName: string;
  readonly languageId: string;
  readonly lineCount: number;
  /** One line without its end; counted from 0. */
  lineText(line: number): string;
  /** Offset of the first character of a line; counted from 0. */
  lineStart(line: number): number;
  /** Length of a line end: 1 or 2. An editor gives all lines of a document the same. */
  readonly lineEndLength: number;
  /** The whole text. Costs a copy of it, so ask seldom. */
  whole(): string;
}

/** The first characters of a document, cut at a line end, for detection; does not touch the rest of it. */
export function beginningOf(text: ModelText, length: number): string {
  const lines: string[] = [];
  let have = 0;
  for (let line = 0; line < text.lineCount && have < length; line++) {
    const content = text.lineText(line).slice(0, length - have);
    lines.push(content);
    have += content.length + 1;
  }
  return lines.join('\n');
}
