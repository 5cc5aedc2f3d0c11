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

const SENT = /^[ \t]{0,12}(?:(?:>{3,5}|Sent <<<)[ \t]{0,4}(?=\S)|(?:[\w ,./-]{0,20}\d\d:\d\d:\d\d[.\d]{0,7}:? )?--> (?=[A-Z]))/;
const ANSWERED = /^[ \t]{0,12}(?:(?:<<<|Received >>>)[ \t]{0,4}(?=\S)|(?:[\w ,./-]{0,20}\d\d:\d\d:\d\d[.\d]{0,7}:? )?<-- (?=\d))/;
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
      host = talking[1]!.replace(/\.{1,9}$/, '').toLowerCase();
      command = null;
      continue;
    }
    const sent = SENT.exec(text);
    if (sent) {
      command = Words.ofLines(lines, i, i + 1, sent[0].length);
      commandLine = i;
      continue;
    }
    const answered = ANSWERED.exec(text);
    if (!answered && !MAILER.test(text)) continue;
    let end = i + 1;
    const column = answered?.[0].length ?? 0;
    let words = Words.ofLines(lines, i, end, column);
    // a reply of several lines: 550-... 550 ...
    while (/^\d{3}-/.test(lines[end - 1]!.text.slice(column)) && end < to && end < i + 30 && (answered === null || ANSWERED.test(lines[end]!.text))) {
      words = words.join(Words.ofLines(lines, end, end + 1, column));
      end++;
    }
    if (/^[45]\d\d/.test(words.text)) {
      const named = addressIn(words);
      const recipient = !answered || !command ? named : /^RCPT/i.test(command.text) ? addressIn(command) : /^(?:MAIL|HELO|EHLO|AUTH)/i.test(command.text) ? null : named;
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
