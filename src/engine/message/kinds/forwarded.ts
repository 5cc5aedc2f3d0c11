/** Bounces that somebody passed on: attached, or quoted in the text. Read only where the outer mail is none itself. */
import { MAXIMUM_FORWARDS } from '../limits';
import { Mail } from '../mail';
import type { TextLine } from '../mime/body';
import { leavesOf } from '../mime/part';

/** Lines above a mail that was passed on in the text. */
const INTRODUCTION = /^(?:-{2,20} ?)?(?:begin forwarded message|forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|message transféré|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|mensagem encaminhada|mensagem original|doorgestuurd bericht|転送されたメッセージ|原始邮件|转发邮件)\b/i;
const HEADER = /^(?:from|von|de|da|van|subject|date|return-path|received):\s/i;
const QUOTED = /^>{1,3} ?/;

/** The mails inside this one that may be bounces, outermost first. */
export function* forwardedIn(mail: Mail): Generator<Mail> {
  if (mail.depth >= MAXIMUM_FORWARDS.number) {
    mail.limits.hit(MAXIMUM_FORWARDS);
    return;
  }
  // an answer talks about what it attaches; somebody who passes a bounce on does not answer
  if (/^re(?:\[\d{1,2}\])?:/i.test(mail.header('subject').trim()) && mail.root.headers.has('in-reply-to')) return;
  for (const leaf of leavesOf(mail.root)) {
    const message = leaf.isMessage ? leaf.message : null;
    if (message) yield mail.inside(message);
  }
  for (const { lines } of mail.passages) {
    const quoted = lines.filter((line) => QUOTED.test(line.text)).length;
    if (quoted >= 5) yield mail.ofLines(lines.filter((line) => QUOTED.test(line.text)).map(unquoted));
    const at = lines.findIndex((line) => INTRODUCTION.test(line.text.trim()));
    if (at === -1) continue;
    let first = at + 1;
    while (first < lines.length && first < at + 4 && !HEADER.test(lines[first]!.text.trim())) first++;
    if (first < lines.length && HEADER.test(lines[first]!.text.trim())) yield mail.ofLines(lines.slice(first));
  }
}

/** A line without its quote marks; a mark inside the quoted mail stays. */
function unquoted(line: TextLine): TextLine {
  const mark = /^> ?/.exec(line.text)![0].length;
  return { ...line, text: line.text.slice(mark), start: line.start + (line.literal ? mark : 0) };
}
