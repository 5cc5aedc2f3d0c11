/**
 * Log lines that a mail program, a forum or a manual has broken into several: what follows has no stamp and no program's name. Only lines of
 * daemons whose entries have a known end are told so; applications write errors on many lines of their own.
 */
import { InnerLine } from './inner-line';
import type { JournalEntry } from './journal-fields';
import { HeaderReader } from './syslog';

/** Entries that stop before they have said what became of the mail. */
const UNFINISHED = new RegExp([
  /\bpostfix\/[\w/-]{1,60}\[\d{1,10}\]: [0-9A-Za-z]{5,20}: (?!.*(?:\bstatus=|reject: ))(?:.*, )?(?:to=<|relay=|delays?=|$)/,
  /\bpostfix\/[\w/-]{1,60}\[\d{1,10}\]: [0-9A-Za-z]{5,20}: (?:milter-)?reject: (?!.*; (?:from|proto)=)/,
  /\b(?:sendmail|sm-mta)\[\d{1,10}\]: [0-9A-Za-z]{8,20}: to=(?!.*, stat=)/,
  /(?:^| )[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} (?:\*\*|==) \S{1,320}@(?!.*: )/,
  /\bsmtpd\[\d{1,10}\]: [0-9a-f]{16} m[td]a delivery (?!.*\bresult=)/,
].map((pattern) => pattern.source).join('|'));
/** `name[123]:` without a stamp, with a host or without; a queue id without either. */
const BEGINNING = /^\s{0,8}(?:(?:[\w.-]{1,80} )?[\w./-]{2,60}\[\d{1,10}\]: |[0-9A-Za-z]{5,20}: (?:to=|from=|client=|(?:milter-)?reject: ))/;
/** One line of so many must be a piece at least. */
const LEAST_PIECES = 6;
/** More pieces than that are something else. */
const MOST_PIECES = 12;

const header = new HeaderReader(0);

function isHead(text: string): boolean {
  return header.read(text).time !== null || BEGINNING.test(text);
}

/** True where entries among the lines go on below, and not one stray line does. */
export function isFolded(lines: readonly string[]): boolean {
  const heads = lines.map(isHead);
  if (heads.filter((head) => !head).length * LEAST_PIECES < lines.length) return false;
  return lines.some((line, i) => heads[i] && heads[i + 1] === false && UNFINISHED.test(line));
}

/** Joins the pieces of each entry. */
export class Unfolder {
  private pieces: { readonly inner: InnerLine; readonly entry: JournalEntry }[] = [];

  constructor(private readonly each: (entry: JournalEntry) => void) {}

  take(entry: JournalEntry): void {
    if (isHead(entry.inner.text) || entry.inner.text.trim() === '' || this.pieces.length >= MOST_PIECES) this.end();
    this.pieces.push({ inner: entry.inner, entry });
  }

  end(): void {
    const [first] = this.pieces;
    if (!first) return;
    const last = this.pieces[this.pieces.length - 1]!;
    const inner = this.pieces.length === 1 ? first.inner : InnerLine.join(this.pieces.flatMap((piece, i) => i === 0 ? [piece.inner.trimmed()] : [' ', piece.inner.trimmed()]));
    const { line, time, host } = first.entry;
    this.pieces = [];
    this.each({ inner, span: { start: first.entry.span.start, end: last.entry.span.end }, line, time, ownClock: first.entry.ownClock ?? false, host });
  }
}
