/**
 * Python: smtplib and aiosmtplib. Their exceptions hold the reply as a pair: `(550, b'5.1.1 no such user')`, refused recipients as a
 * dictionary from address to pair. A failed log-in of the application means that its mail was not sent: a refusal without a recipient.
 */
import type { LogFormat, Sink } from '../../source';
import { beginRecord } from '../begin';
import { HeaderReader } from '../syslog';
import { readWords, setRecipient } from '../words';
import { ADDRESSEE, isRefusal, wordsEnd } from './app-log';

const PAIR = /(?:u?(['"])([^'"\s]{1,320})\1: ?|SMTPRecipientRefused)?\(([45]\d\d), ?b?u?(['"])/g;
const AFTER = /^['"], ?u?['"]([^'"\s]{1,320}@[^'"\s]{1,255})['"]\)/;

export const python: LogFormat = {
  kind: 'log',
  id: 'python',
  name: 'Python mail errors',
  stateless: true,
  needles: ['(4', '(5'],
  detect: ({ text }) => /\bSMTP(?:RecipientsRefused|SenderRefused|DataError|ResponseException|ConnectError|HeloError|AuthenticationError|ServerDisconnected)\b/.test(text) ? 0.75
    : /['"][^'"\s]{1,128}@[^'"\s]{1,255}['"]: ?\([45]\d\d, ?b?['"]|\([45]\d\d, b['"]/.test(text) ? 0.7 : 0,
  open: (options, sink) => {
    const header = new HeaderReader(options.referenceTime);
    return { line: (text, start, line) => readPairs(text, start, line, header, sink) };
  },
};

function readPairs(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const logIn = text.includes('AuthenticationError');
  PAIR.lastIndex = 0;
  for (let found = PAIR.exec(text); found; found = PAIR.exec(text)) {
    const words = found.index + found[0].length;
    const code = text.indexOf(`(${found[3]!}`, found.index) + 1;
    const end = wordsEnd(text, words);
    const record = beginRecord('python', text, start, line, header);
    record.action = 'rejected';
    record.reportingMta = null;
    record.replyCode = found[3]!;
    record.at.replyCode = { start: start + code, end: start + code + 3 };
    readWords(record, text, start, words, end);
    PAIR.lastIndex = Math.max(words, end);
    if (!logIn && !isRefusal(record)) continue;
    if (logIn) record.stage = 'auth';
    if (found[2]) {
      const at = text.indexOf(found[2], found.index);
      setRecipient(record, text, start, at, at + found[2].length);
    }
    const named = record.recipient || logIn ? null : ADDRESSEE.exec(text.slice(0, found.index));
    if (named) setRecipient(record, text, start, named.index, named.index + named[0].length);
    const after = AFTER.exec(text.slice(end, end + 600));
    if (after && text.includes('SMTPRecipientRefused(')) setRecipient(record, text, start, end + after[0].indexOf(after[1]!), end + after[0].indexOf(after[1]!) + after[1]!.length);
    else if (after && text.includes('SMTPSenderRefused')) record.sender = after[1]!;
    sink.record(record);
  }
}
