/**
 * The lines of a part as text, each with its place in the original. A line that stands in the original as it is (also inside
 * a quoted-printable or 8-bit part) is `literal`: ranges inside it are exact. Others carry the range of what encodes them.
 */
import type { Span } from '../../record';
import { MAXIMUM_LINE_LENGTH, MAXIMUM_TEXT_SIZE } from '../limits';
import { decodeBase64 } from './base64';
import { decodeBytes, isAsciiCompatible, isPlainAscii } from './charset';
import { textOfHtml } from './html-text';
import { LineWalker } from './line-walker';
import type { Part } from './part';
import { decodeQuotedLine, softBreak } from './quoted-printable';

export interface TextLine {
  readonly text: string;
  /** Place of the line in the original, without its line end. */
  readonly start: number;
  readonly end: number;
  /** `text` stands in the original from `start` on, character by character. */
  readonly literal: boolean;
}

/** The decoded lines of a part. Large ones are cut (`MAXIMUM_TEXT_SIZE`). */
export function linesOf(part: Part): TextLine[] {
  const { mail } = part;
  let { end } = part.body;
  if (end - part.body.start > MAXIMUM_TEXT_SIZE.number) {
    mail.limits.hit(MAXIMUM_TEXT_SIZE);
    end = part.body.start + MAXIMUM_TEXT_SIZE.number;
  }
  const body = { start: part.body.start, end };
  const lines = part.encoding === 'base64' ? base64Lines(part, body) : part.encoding === 'quoted-printable' ? quotedLines(part, body) : plainLines(part, body);
  return part.type === 'text/html' ? htmlLines(lines, body) : lines;
}

/** The lines between two offsets of an unencoded text. */
export function plainLines(part: Part, body: Span): TextLine[] {
  const { text, binary } = part.mail;
  const walker = new LineWalker(text, body.start, body.end);
  const { charset } = part;
  const lines: TextLine[] = [];
  while (walker.advance()) {
    const { start, end } = walker;
    const raw = cutLine(text.slice(start, end), part);
    lines.push(literalOrDecoded(raw, start, end, binary, charset));
  }
  return lines;
}

function literalOrDecoded(raw: string, start: number, end: number, binary: boolean, charset: string): TextLine {
  if (isPlainAscii(raw) ? isAsciiCompatible(charset) || !/[+~\0]/.test(raw) : !binary && !raw.includes('\x1b')) return { text: raw, start, end, literal: true };
  const text = decodeBytes(raw, charset);
  return { text, start, end, literal: text === raw };
}

function quotedLines(part: Part, body: Span): TextLine[] {
  const { text, binary } = part.mail;
  const { charset } = part;
  const walker = new LineWalker(text, body.start, body.end);
  const lines: TextLine[] = [];
  let joined = '';
  let joinStart = -1;
  const push = (bytes: string, start: number, end: number, literal: boolean): void => {
    if (literal) lines.push(literalOrDecoded(bytes, start, end, binary, charset));
    else for (const line of splitLines(decodeMixed(bytes, charset))) lines.push({ text: line, start, end, literal: false });
  };
  while (walker.advance()) {
    const raw = cutLine(walker.line, part);
    const soft = softBreak(raw);
    if (soft !== -1 && joined.length < MAXIMUM_LINE_LENGTH.number) {
      if (joinStart === -1) joinStart = walker.start;
      joined += decodeQuotedLine(raw.slice(0, soft));
      continue;
    }
    const decoded = decodeQuotedLine(raw);
    if (joinStart === -1) push(decoded, walker.start, walker.end, decoded === raw);
    else push(joined + decoded, joinStart, walker.end, false);
    joined = '';
    joinStart = -1;
  }
  if (joinStart !== -1) push(joined, joinStart, body.end, false);
  return lines;
}

/** Decoded bytes may stand beside characters that are text already (a decoded source). */
function decodeMixed(bytes: string, charset: string): string {
  for (let i = 0; i < bytes.length; i++) {
    if (bytes.charCodeAt(i) > 255) return bytes.replace(/[\x80-\xff]{1,8192}/g, (run) => decodeBytes(run, charset));
  }
  return decodeBytes(bytes, charset);
}

function base64Lines(part: Part, body: Span): TextLine[] {
  const decoded = decodeBytes(decodeBase64(part.mail.text, body.start, body.end), part.charset);
  return splitLines(decoded).map((line) => ({ text: cutLine(line, part), start: body.start, end: body.end, literal: false }));
}

function htmlLines(lines: readonly TextLine[], body: Span): TextLine[] {
  return textOfHtml(lines.map((line) => line.text).join('\n')).map((text) => ({ text, start: body.start, end: body.end, literal: false }));
}

export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function cutLine(line: string, part: Part): string {
  if (line.length <= MAXIMUM_LINE_LENGTH.number) return line;
  part.mail.limits.hit(MAXIMUM_LINE_LENGTH);
  return line.slice(0, MAXIMUM_LINE_LENGTH.number);
}
