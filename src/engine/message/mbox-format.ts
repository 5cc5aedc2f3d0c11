/** A mailbox file: mails one after the other, each after a `From ` line (RFC 4155). */
import type { Span } from '../record';
import type { TextFormat } from '../source';
import { detectMbox } from './detect';
import { LineCounter } from './line-counter';
import { endOfName } from './mime/headers';
import { LineWalker } from './mime/line-walker';
import { readMail } from './read-mail';

export const mbox: TextFormat = {
  id: 'mbox',
  name: 'Mailbox (mbox)',
  kind: 'text',
  detect: detectMbox,
  read(source, _options, sink) {
    const counter = new LineCounter(source.text);
    for (const { start, end } of mailsOf(source.text)) readMail(source, start, end, counter, sink);
  },
  // whether a `From ` line begins a mail is told by what stands up to REACH after it
  completeTo(text) {
    let complete = 0;
    for (const { start } of mailsOf(text)) {
      if (start > text.length - REACH) break;
      complete = start;
    }
    return complete;
  },
};

/** `From sender date`: a clock time and a year. */
const FROM_LINE = /^From \S{1,320} .{0,30}\d{1,2}:\d{2}(?::\d{2})?.{0,20} \d{4}/;

/**
 * The mails of a mailbox, each with its `From ` line. A `From ` line counts where the text begins, or where a blank line stands
 * before it and a header field after it: bodies hold such lines, too.
 */
export function* mailsOf(text: string): Generator<Span> {
  const walker = new LineWalker(text, 0, text.length);
  let open = 0;
  let blank = true;
  while (walker.advance()) {
    const { start } = walker;
    if (blank && start > open && text.startsWith('From ', start) && FROM_LINE.test(text.slice(start, Math.min(walker.end, start + 500))) && headerFollows(text, walker.next) && !isInsideMultipart(text, open, start)) {
      yield { start: open, end: start };
      open = start;
    }
    blank = walker.end === start;
  }
  if (open < text.length) yield { start: open, end: text.length };
}

/** How much of a mail is looked at for its boundary, and for the end of its parts. */
const REACH = 256 * 1024;

/** True where the mail that began at `open` has parts, and the last of them ends after `at`: then the line belongs to a part. */
function isInsideMultipart(text: string, open: number, at: number): boolean {
  const head = text.slice(open, Math.min(at, open + 16 * 1024));
  const blank = /\n\r?\n|\r\r/.exec(head);
  const boundary = /boundary\s{0,3}=\s{0,3}(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i.exec(blank ? head.slice(0, blank.index) : head);
  if (!boundary) return false;
  const end = `--${boundary[1] ?? boundary[2]}--`;
  return text.slice(Math.max(open, at - REACH), at).lastIndexOf(end) === -1 && text.slice(at, at + REACH).includes(end);
}

function headerFollows(text: string, at: number): boolean {
  const walker = new LineWalker(text, at, Math.min(text.length, at + 400));
  if (!walker.advance()) return false;
  return endOfName(text, walker.start, walker.end) !== -1 || text.startsWith('>From ', walker.start);
}
