/** Bounces that somebody passed on: attached, or quoted in the text. Read only where the outer mail is none itself. */
import { isAnswer, isDiscussion } from '../evidence';
import { MAXIMUM_FORWARDS } from '../limits';
import type { Mail } from '../mail';
import type { TextLine } from '../mime/body';
import { leavesOf } from '../mime/part';
import { quotedLines } from '../original/quotes';

/** Lines above a mail that was passed on in the text. */
const INTRODUCTION = /^(?:-{2,60} ?)?(?:begin forwarded message|forwarded message|original message|message in error|weitergeleitete nachricht|ursprüngliche nachricht|message transféré|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|mensagem encaminhada|mensagem original|doorgestuurd bericht|転送されたメッセージ|原始邮件|转发邮件)\b/i;
const HEADER = /^(?:from|von|de|da|van|subject|date|return-path|received):\s/i;

/** A header with its trace would be taken for that of the mail that the bounce returns. */
const RECEIVED = /^(?:received|return-path):/i;

/** The mails inside this one that may be bounces, outermost first. */
export function* forwardedIn(mail: Mail): Generator<Mail> {
  if (isAnswer(mail)) return;
  const { enclosed } = mail;
  if (enclosed) yield enclosed;
  yield* attachedTo(mail);
  if (isDiscussion(mail)) return;
  for (const { lines } of mail.passages) {
    const quoted = quotedLines(lines);
    if (quoted.length > 0) yield mail.ofLines(quoted);
    const at = lines.findIndex((line) => INTRODUCTION.test(line.text.slice(0, 200).trim()));
    if (at === -1) continue;
    let first = at + 1;
    while (first < lines.length && first < at + 4 && !HEADER.test(lines[first]!.text.trim())) first++;
    if (first >= lines.length || !HEADER.test(lines[first]!.text.trim())) continue;
    yield mail.ofLines(lines.slice(RECEIVED.test(lines[first]!.text) ? endOfHeader(lines, first) : first));
  }
}

function endOfHeader(lines: readonly TextLine[], from: number): number {
  let i = from;
  while (i < lines.length && lines[i]!.text.trim() !== '') i++;
  return i;
}

/** Attached mails, and those attached to them. */
function* attachedTo(mail: Mail): Generator<Mail> {
  if (mail.depth >= MAXIMUM_FORWARDS.number) {
    mail.limits.hit(MAXIMUM_FORWARDS);
    return;
  }
  for (const leaf of leavesOf(mail.root)) {
    const message = leaf.isMessage ? leaf.message : null;
    if (!message) continue;
    const inner = mail.inside(message);
    yield inner;
    yield* attachedTo(inner);
  }
}
