/**
 * Log lines that a mail program, a forum or a manual has broken into several: what follows has no stamp and no program's name. Only lines of
 * daemons whose entries have a known end are told so; applications write errors on many lines of their own. They log a reply of several
 * lines as it came: what follows begins with the same code (RFC 5321 section 4.2.1).
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
  /(?:^|[ \]])delivery \d{1,10}: (?:success|failure|deferral): \S{1,2000}[^\s/]$/,
].map((pattern) => pattern.source).join('|'));
/** Here an underscore stands for each blank: where such a line is broken there was none. */
const WITHOUT_BLANKS = /(?:^|[ \]])delivery \d{1,10}: \w{7,8}: /;
/** `name[123]:` without a stamp, with a host or without; a queue id without either; a TAI64N label. */
const BEGINNING = /^\s{0,8}(?:@[0-9a-f]{24} |(?:[\w.-]{1,80} )?[\w./-]{2,60}\[\d{1,10}\]: |[0-9A-Za-z]{5,20}: (?:to=|from=|client=|(?:milter-)?reject: ))/;
/** One line of so many must be a piece at least. */
const LEAST_PIECES = 6;
/** More pieces than that are something else. */
const MOST_PIECES = 12;

/** Behind other words the first line of a reply that has more; a line within it. */
const OPEN_REPLY = /\S[\s"'(:=]{1,3}([45]\d\d)-/;
const MORE_REPLY = /^\s{0,8}([45]\d\d)[ -]/;

/** What is broken: the entries, or only replies in them. */
export type Fold = 'entries' | 'replies';

const header = new HeaderReader(0);

function isHead(text: string): boolean {
  return header.read(text).time !== null || BEGINNING.test(text);
}

/** What goes on below among the lines, and is not one stray line; null where nothing does. */
export function foldOf(lines: readonly string[]): Fold | null {
  const heads = lines.map(isHead);
  const pieces = heads.filter((head) => !head).length;
  if (pieces * LEAST_PIECES >= lines.length && lines.some((line, i) => heads[i] && heads[i + 1] === false && UNFINISHED.test(line))) return 'entries';
  return lines.some((line, i) => i > 0 && replyGoesOn(lines[i - 1]!, line, true)) ? 'replies' : null;
}

/** @param first whether the line before is the first of its reply */
function replyGoesOn(before: string, text: string, first: boolean): boolean {
  const code = MORE_REPLY.exec(text)?.[1];
  return code !== undefined && (first ? OPEN_REPLY.exec(before)?.[1] === code : before.trimStart().startsWith(`${code}-`));
}

/** Joins the pieces of each entry. */
export class Unfolder {
  private pieces: { readonly inner: InnerLine; readonly entry: JournalEntry }[] = [];

  constructor(private readonly fold: Fold, private readonly each: (entry: JournalEntry) => void) {}

  /** What follows may be a piece of what was taken last. */
  get waits(): boolean {
    return this.fold === 'entries' || this.pieces.length > 1 || (this.pieces.length === 1 && OPEN_REPLY.test(this.pieces[0]!.inner.text));
  }

  take(entry: JournalEntry): void {
    if (this.pieces.length >= MOST_PIECES || !this.goesOn(entry.inner.text)) this.end();
    this.pieces.push({ inner: entry.inner, entry });
  }

  private goesOn(text: string): boolean {
    if (this.fold === 'entries') return !isHead(text) && text.trim() !== '';
    const before = this.pieces[this.pieces.length - 1]?.inner.text;
    return before !== undefined && replyGoesOn(before, text, this.pieces.length === 1);
  }

  end(): void {
    const [first] = this.pieces;
    if (!first) return;
    const glue = WITHOUT_BLANKS.test(first.inner.text) ? '' : ' ';
    const last = this.pieces[this.pieces.length - 1]!;
    const inner = this.pieces.length === 1 ? first.inner : InnerLine.join(this.pieces.flatMap((piece, i) => i === 0 ? [piece.inner.trimmed()] : [glue, piece.inner.trimmed()]));
    const { line, time, host } = first.entry;
    this.pieces = [];
    this.each({ inner, span: { start: first.entry.span.start, end: last.entry.span.end }, line, time, ownClock: first.entry.ownClock ?? false, host });
  }
}
