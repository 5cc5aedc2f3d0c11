/** The text of a bounce in paragraphs: lines that stand together. */
import { scanCodes } from '../../scan/codes';
import type { TextLine } from '../mime/body';
import { normalise } from '../phrases/phrases';
import { Words } from '../words';

export interface Paragraph {
  /** Index of its first line and the line after its last. */
  readonly from: number;
  readonly to: number;
  /** All of it on one line. */
  readonly words: Words;
  /** `words` in lower case with single blanks. */
  readonly plain: string;
}

/** Lines drawn with one or two characters, with or without a title: `-----`, `*** End of message ***`. They stand alone. */
const RULE = /^[ \t|]{0,40}(?:[-=*_#+~.]{3,200}|[-=*_#~]{1,200} ?\|?)[ \t]{0,20}$/;

/** A title drawn into the text: `----- Transcript of session follows -----`, `-------server message`. Says what follows, not why. */
const TITLE = /^[ \t|]{0,40}[-=*_#~]{3,100}>?[ \t]{0,20}[A-Za-z\u0080-\uffff][^@<>=*_#~|]{0,100}[-=*_#~| \t:]{0,200}$/;

export function isRule(text: string): boolean {
  return text.length < 300 && (RULE.test(text) || (TITLE.test(text) && scanCodes(text).length === 0));
}

/** Blank lines and drawn lines end a paragraph. */
export function paragraphsOf(lines: readonly TextLine[], from = 0, to = lines.length): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = -1;
  const close = (end: number): void => {
    if (start === -1) return;
    const words = Words.ofLines(lines, start, end);
    paragraphs.push({ from: start, to: end, words, plain: normalise(words.text) });
    start = -1;
  };
  for (let i = from; i < to; i++) {
    const { text } = lines[i]!;
    if (text.trim() === '' || isRule(text)) close(i);
    else if (start === -1) start = i;
  }
  close(to);
  return paragraphs;
}
