/** A document in plain Node that is edited like one in the editor. */
import type { ModelText } from '../../../../src/editor/model-text';
import type { TextChange } from '../../../../src/editor/place-store';

export class DocumentDouble implements ModelText {
  private lines: string[];
  private starts: number[] | null = null;
  readonly uri: string;

  constructor(text: string, readonly languageId = 'mail-log', readonly fileName = '/var/log/mail.log', readonly lineEndLength = 1) {
    this.uri = `file://${fileName}`;
    this.lines = text.split(/\r\n|\r|\n/);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineText(line: number): string {
    return this.lines[line]!;
  }

  lineStart(line: number): number {
    if (!this.starts) {
      this.starts = [0];
      for (let i = 0; i < this.lines.length; i++) this.starts.push(this.starts[i]! + this.lines[i]!.length + this.lineEndLength);
    }
    return this.starts[line]!;
  }

  whole(): string {
    return this.lines.join(this.lineEndLength === 2 ? '\r\n' : '\n');
  }

  /** Replaces the text from line:character to line:character (counted from 0). @returns the change as a model wants it */
  edit(startLine: number, startCharacter: number, endLine: number, endCharacter: number, text: string): TextChange {
    const startOffset = this.lineStart(startLine) + startCharacter;
    const removedLength = this.lineStart(endLine) + endCharacter - startOffset;
    const inserted = text.split('\n');
    const replaced = (this.lines[startLine]!.slice(0, startCharacter) + inserted.join('\n') + this.lines[endLine]!.slice(endCharacter)).split('\n');
    this.lines.splice(startLine, endLine - startLine + 1, ...replaced);
    this.starts = null;
    return {
      startLine, endLine, startOffset, removedLength,
      insertedLength: text.length + (inserted.length - 1) * (this.lineEndLength - 1), insertedLines: inserted.length - 1,
    };
  }
}
