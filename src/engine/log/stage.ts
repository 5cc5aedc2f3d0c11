/** Which SMTP command was being answered, from the words with which daemons say it. */
import type { Stage } from '../record';
import { bytesOf, startsWith } from '../scan/bytes';

/** The first word (or two) of a command, as Postfix, Exim, Sendmail and others write it after "in reply to", "after", "reject:". */
const STAGES: readonly (readonly [string, Stage])[] = [
  ['RCPT', 'rcpt'], ['MAIL', 'mail'], ['end of DATA', 'eod'], ['END-OF-MESSAGE', 'eod'], ['end of data', 'eod'], ['end of message', 'eod'],
  ['pipelined end of data', 'eod'], ['message body', 'eod'], ['sending data block', 'eod'],
  ['DATA', 'data'], ['BDAT', 'data'], ['EHLO', 'helo'], ['HELO', 'helo'], ['LHLO', 'helo'], ['STARTTLS', 'tls'], ['AUTH', 'auth'],
  ['CONNECT', 'connect'], ['initial connection', 'connect'], ['the initial server greeting', 'connect'], ['VRFY', 'rcpt'],
];

/** The stage whose word stands at `at`, or null. */
export function stageAt(text: string, at: number): Stage | null {
  for (const [word, stage] of STAGES) if (text.startsWith(word, at)) return stage;
  return null;
}

const STAGES_IN_BYTES = STAGES.map(([word, stage]) => ({ word: bytesOf(word), stage }));

/** The same in bytes. */
export function stageInBytes(bytes: Uint8Array, at: number): Stage | null {
  for (let i = 0; i < STAGES_IN_BYTES.length; i++) if (startsWith(bytes, at, STAGES_IN_BYTES[i]!.word)) return STAGES_IN_BYTES[i]!.stage;
  return null;
}
