/** Reads a log whose lines do not depend on each other. An edit, a paste or a growing file costs the lines that it touched. */
import type { LineReader, LogFormat } from '../engine/source';
import { LineRanges } from './line-ranges';
import type { TextChange } from './place-store';
import type { Reading, ReadingContext } from './reading';

/** Lines between two looks at the clock. */
const LINES_AT_ONCE = 64;

export class LineReading implements Reading {
  readonly patience = 0;
  private readonly unread = new LineRanges();
  private readonly reader: LineReader;

  constructor(format: LogFormat, private readonly context: ReadingContext) {
    this.reader = format.open(context.options, context.findings.sink(context.service));
    this.unread.add(0, context.text.lineCount);
  }

  step(late: () => boolean): boolean {
    const { text } = this.context;
    do {
      const range = this.unread.take(LINES_AT_ONCE);
      if (!range) return true;
      let start = text.lineStart(range.from);
      for (let line = range.from; line < range.to; line++) {
        const content = text.lineText(line);
        if (content) this.reader.line(content, start, line + 1);
        start += content.length + text.lineEndLength;
      }
    } while (!late());
    return this.unread.empty;
  }

  change(change: TextChange): void {
    this.context.findings.change(change, 'drop');
    this.unread.change(change.startLine, change.endLine, change.startLine + change.insertedLines);
  }
}
