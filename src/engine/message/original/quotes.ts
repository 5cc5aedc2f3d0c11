/** Text that somebody quoted with `>` in front of each line. */
import type { TextLine } from '../mime/body';

/** Fewer quoted lines than this are an answer, not a bounce that was passed on. */
const FEWEST = 5;

export function isQuoted(line: TextLine): boolean {
  return line.text.charCodeAt(0) === 62 /* > */;
}

/** True where almost nothing but quoted lines stands in a text. */
export function isMostlyQuoted(lines: readonly TextLine[]): boolean {
  let quoted = 0;
  let other = 0;
  for (const line of lines) {
    if (isQuoted(line)) quoted++;
    else if (line.text.trim() !== '') other++;
  }
  return quoted >= FEWEST && quoted > 2 * other;
}

/** The quoted lines of a text without their marks, where there are enough of them. */
export function quotedLines(lines: readonly TextLine[]): TextLine[] {
  const quoted = lines.filter(isQuoted);
  return quoted.length >= FEWEST ? quoted.map(unquoted) : [];
}

/** A line without its quote mark; a mark inside the quoted mail stays. */
export function unquoted(line: TextLine): TextLine {
  const mark = /^(?:> ?)?/.exec(line.text)![0].length;
  return mark === 0 ? line : { ...line, text: line.text.slice(mark), start: line.start + (line.literal ? mark : 0) };
}
