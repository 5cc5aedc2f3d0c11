/** The SMTP session that Sendmail, its heirs and some gateways show: `>>>` what was sent, `<<<` what was answered. */
import { addressMatches } from '../address';
import type { TextLine } from '../mime/body';
import { Words } from '../words';
import { isTranscript } from './entries';
import { isRule } from './paragraphs';

/** One refusal of a session. */
export interface Refusal {
  /** The recipient that the command or the answer names. */
  readonly recipient: Words | null;
  readonly answer: Words;
  readonly host: string | null;
  /** True for a server's and a program's own words: they count instead of what the mailer made of them, `554 <ann@shop.example>... Remote protocol error`. */
  readonly instead: boolean;
  readonly line: number;
  readonly to: number;
}

const SENT = /^[ \t]{0,12}(?:(?:>{3,5}|Sent <<<)[ \t]{0,4}(?=\S)|(?:[\w ,./-]{0,20}\d\d:\d\d:\d\d[.\d]{0,7}:? (?:\[\d{1,9}(?::\d{1,9})?\] )?)?--> (?=[A-Z])|050 (?=[A-Z]{4}\b))/;
const ANSWERED = /^[ \t]{0,12}(?:(?:<<<|Received >>>)[ \t]{0,4}(?=\S)|(?:[\w ,./-]{0,20}\d\d:\d\d:\d\d[.\d]{0,7}:? (?:\[\d{1,9}(?::\d{1,9})?\] )?)?<-- (?=\d))/;
/** Batch SMTP of mainframes numbers its commands like answers: `050 RCPT TO:<ann@shop.example>`, `550 Mailbox does not exist`. */
const BATCH = /^[ \t]{0,12}050 /;
/** MDaemon and others show a session without marks: a command, and the answer right below it. */
const COMMAND = /^[ \t]{0,12}(?=(?:MAIL FROM|RCPT TO):|(?:[EHL]?HLO|HELO|VRFY|AUTH) \S|DATA[ \t]{0,4}$)/i;
const UNMARKED = /^[ \t]{0,12}(?=\d{3}(?:[ -]|$))/;
const TALKING = /^(?:\.\.\. )?while talking to \[?([A-Za-z0-9][A-Za-z0-9._:-]{0,252})/i;
/** What the mailer itself says: `550 5.1.1 <user@example.com>... User unknown`, `451 4.0.0 Operating system error`. */
export const MAILER = /^[45]\d\d[ -]/;

/** What the mailer says of a program that failed; its own words stand above. */
const SAYS_LITTLE = /\b(?:service unavailable|unknown mailer error|can'?t create output|operating system error|mailer (?:error|exited|died)|local configuration error)/i;
/** A program says no more than this. */
const MOST_LINES = 8;

export function refusalsIn(lines: readonly TextLine[], from: number, to: number): Refusal[] {
  const refusals: Refusal[] = [];
  let host: string | null = null;
  let command: Words | null = null;
  let commandLine = from;
  for (let i = from; i < to; i++) {
    const { text } = lines[i]!;
    const talking = TALKING.exec(text);
    if (talking) {
      host = talking[1]!.replace(/[.:]{1,9}$/, '').toLowerCase();
      command = null;
      continue;
    }
    const sent = SENT.exec(text) ?? (UNMARKED.test(lines[i + 1]?.text ?? '') ? COMMAND.exec(text) : null);
    if (sent) {
      command = Words.ofLines(lines, i, i + 1, sent[0].length);
      commandLine = i;
      continue;
    }
    const mark = command && isUnmarked(lines[commandLine]!.text) ? UNMARKED : ANSWERED;
    const answered = ANSWERED.exec(text) ?? mark.exec(text);
    if (!answered && !MAILER.test(text)) continue;
    let end = i + 1;
    const column = answered?.[0].length ?? 0;
    let words = Words.ofLines(lines, i, end, column);
    // a reply of several lines: 550-... 550 ...
    while (/^\d{3}-/.test(lines[end - 1]!.text.slice(column)) && end < to && end < i + 30 && (answered === null || mark.test(lines[end]!.text))) {
      words = words.join(Words.ofLines(lines, end, end + 1, column));
      end++;
    }
    if (/^[45]\d\d/.test(words.text)) {
      const named = addressIn(words);
      const recipient = !answered || !command ? named : /^RCPT/i.test(command.text) ? addressIn(command) : /^(?:MAIL|HELO|EHLO|AUTH)/i.test(command.text) ? null : named;
      const above = refusals[refusals.length - 1];
      if (!answered && recipient && above?.to === i && !above.recipient && ANSWERED.test(lines[i - 1]!.text)) {
        refusals.push({ ...above, recipient, instead: true, to: end });
      } else {
        const first = answered || !SAYS_LITTLE.test(words.text) ? i : programAbove(lines, i, from);
        refusals.push({ recipient, answer: first < i ? Words.ofLines(lines, first, end) : words, host, instead: first < i || answered !== null, line: answered && command ? commandLine : first, to: end });
      }
    }
    i = end - 1;
  }
  return refusals;
}

function isUnmarked(command: string): boolean {
  return BATCH.test(command) || !SENT.test(command);
}

/** True for what a mailer says of a program, and no more: `550 <ann@shop.example>... Can't create output`. */
export function saysLittle(text: string): boolean {
  return /\.\.\. [^.;:]{1,60}$/.test(text.slice(0, 500)) && SAYS_LITTLE.test(text);
}

/** True for a line that begins the session with a server, or stands in it. */
export function isSession(text: string): boolean {
  return TALKING.test(text) || isTranscript(text);
}

/** The mailer's own reason, which names nobody: `553 shop.example. config error: mail loops back to me`. */
const MAILERS_REASON = /^[45]\d\d [^@]{8,300}$/;

/** The first of the lines right above a mailer's line that are a program's output: no session, no title, nothing that the mailer says of somebody. */
function programAbove(lines: readonly TextLine[], line: number, from: number): number {
  if (line > from && MAILERS_REASON.test(lines[line - 1]!.text)) return line - 1;
  let first = line;
  while (first > from && first > line - MOST_LINES) {
    const { text } = lines[first - 1]!;
    if (text.trim() === '' || isRule(text) || MAILER.test(text) || TALKING.test(text) || SENT.test(text) || ANSWERED.test(text) || /^[ \t(<]/.test(text)) break;
    first--;
  }
  return first;
}

function addressIn(words: Words): Words | null {
  // `554 Too many hops: from <carl@home.example> via gate.example, to <ann@shop.example>`
  const to = /\bfrom <[^<>]{1,320}>.{0,300}\bto <(?=[^<>]{1,320}>)/.exec(words.text);
  if (to) return addressIn(words.slice(to[0].length + to.index));
  for (const { index, text } of addressMatches(words.text)) return words.slice(index, index + text.length);
  return null;
}
