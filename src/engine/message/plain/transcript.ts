/** The SMTP session that Sendmail, its heirs and some gateways show: `>>>` what was sent, `<<<` what was answered. */
import { ADDRESS } from '../address';
import type { TextLine } from '../mime/body';
import { Words } from '../words';

/** One refusal of a session. */
export interface Refusal {
  /** The recipient that the command or the answer names. */
  readonly recipient: Words | null;
  readonly answer: Words;
  readonly host: string | null;
  readonly line: number;
  readonly to: number;
}

const SENT = /^[ \t]{0,12}>{3,5}[ \t]{0,4}(\S.{0,600})$/;
const ANSWERED = /^[ \t]{0,12}<<<[ \t]{0,4}(\S.{0,2000})$/;
const TALKING = /^(?:\.\.\. )?while talking to ([A-Za-z0-9][A-Za-z0-9._-]{0,252})/i;
/** What the mailer itself says: `550 5.1.1 <user@example.com>... User unknown`, `451 4.0.0 Operating system error`. */
const MAILER = /^[45]\d\d[ -]/;

export function refusalsIn(lines: readonly TextLine[], from: number, to: number): Refusal[] {
  const refusals: Refusal[] = [];
  let host: string | null = null;
  let command: Words | null = null;
  let commandLine = from;
  for (let i = from; i < to; i++) {
    const { text } = lines[i]!;
    const talking = TALKING.exec(text);
    if (talking) {
      host = talking[1]!.replace(/\.+$/, '').toLowerCase();
      command = null;
      continue;
    }
    if (SENT.test(text)) {
      command = Words.ofLines(lines, i, i + 1, text.indexOf('>>>') + 3);
      commandLine = i;
      continue;
    }
    const answered = ANSWERED.test(text);
    if (!answered && !MAILER.test(text)) continue;
    let end = i + 1;
    const column = answered ? text.indexOf('<<<') + 3 : 0;
    let words = Words.ofLines(lines, i, end, column);
    // a reply of several lines: 550-... 550 ...
    while (/^\d{3}-/.test(lines[end - 1]!.text.slice(answered ? lines[end - 1]!.text.indexOf('<<<') + 3 : 0).trim()) && end < to && end < i + 30 && ANSWERED.test(lines[end]!.text) === answered) {
      words = words.join(Words.ofLines(lines, end, end + 1, answered ? lines[end]!.text.indexOf('<<<') + 3 : 0));
      end++;
    }
    if (/^[45]\d\d/.test(words.text)) {
      const named = addressIn(words);
      const recipient = command && /^RCPT/i.test(command.text) && answered ? addressIn(command) : named;
      refusals.push({ recipient, answer: words, host, line: answered && command ? commandLine : i, to: end });
    }
    i = end - 1;
  }
  return refusals;
}

function addressIn(words: Words): Words | null {
  const match = ADDRESS.exec(words.text);
  return match ? words.slice(match.index, match.index + match[0].length) : null;
}
