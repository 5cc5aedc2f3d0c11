/**
 * Python: smtplib and aiosmtplib. Their exceptions hold the reply as a pair: `(550, b'5.1.1 no such user')`, refused recipients as a
 * dictionary from address to pair. A failed log-in of the application means that its mail was not sent: a refusal without a recipient.
 */
import type { BounceRecord } from '../../record';
import type { LineReader, LogFormat, Sink } from '../../source';
import { beginRefusal } from '../begin';
import { Conversation } from '../conversation';
import { HeaderReader } from '../syslog';
import { readWords, setRecipient } from '../words';
import { ADDRESSEE, isRefusal, Repetitions, wordsEnd } from './app-log';

const PAIR = /(?:u?(['"])([^'"\s]{1,320})\1: ?|SMTPRecipientRefused)?\(([45]\d\d), ?b?u?(['"])/g;
const AFTER = /^['"], ?u?['"]([^'"\s]{1,320}@[^'"\s]{1,255})['"]\)/;
/** What smtplib prints when it is asked to: `send: 'rcpt TO:<a@example.net>\r\n'`, `reply: b'550 5.1.1 no\r\n'`, and the whole reply once more. */
const SAID = /(?:^|\s)(send|reply): (?:b?['"]|retcode \(\d{3}\); Msg: (?:b?['"])?)/;
const LINE_END = /(?:\\r|\\n){0,4}$/;

export const python: LogFormat = {
  kind: 'log',
  id: 'python',
  name: 'Python mail errors',
  stateless: false,
  needles: ['(4', '(5', 'send: ', 'reply: '],
  detect: ({ text }) => /\bSMTP(?:RecipientsRefused|SenderRefused|DataError|ResponseException|ConnectError|HeloError|AuthenticationError|ServerDisconnected)\b/.test(text) ? 0.75
    : /['"][^'"\s]{1,128}@[^'"\s]{1,255}['"]: ?\([45]\d\d, ?b?['"]|\([45]\d\d, b['"]|(?:^|\s)reply: b?['"][45]\d\d[ -]/.test(text) ? 0.7 : 0,
  open: (options, sink) => new PythonReader(new HeaderReader(options.referenceTime), sink),
};

class PythonReader implements LineReader {
  private readonly dialogue = new Conversation('client', (record) => {
    if (record.action !== 'delivered') {
      record.action = 'rejected';
      this.last.push(record);
      this.repeat(record.diagnostic!.slice(4), record.line); // a pair holds the code apart
    }
    this.sink.record(record);
  });
  /** The refusals of the last reply. */
  private last: BounceRecord[] = [];
  /** What the dialogue told: the exception that comes of it says the same. */
  private readonly told = new Repetitions();
  taken = 0;

  constructor(private readonly header: HeaderReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const said = SAID.exec(text);
    if (said) this.said(said[1] === 'send', said[0].includes('retcode'), text, start, line, said.index + said[0].length);
    else readPairs(text, start, line, this.header, (record) => {
      if (this.told.has(record, line)) this.taken = line;
      else this.sink.record(record);
    });
  }

  private repeat(diagnostic: string, line: number): void {
    for (const record of this.last) this.told.add({ ...record, diagnostic }, line);
  }

  private said(isCommand: boolean, isWhole: boolean, text: string, start: number, line: number, from: number): void {
    this.taken = line;
    const end = wordsEnd(text, from);
    const to = end - LINE_END.exec(text.slice(from, end))![0].length;
    if (isWhole) return this.repeat(text.slice(from, to), line);
    this.last = [];
    if (!isCommand) return this.dialogue.reply(text, start, from, to, () => beginRefusal('python', text, start, line, this.header));
    if (text.endsWith('\\r\\n.', to)) this.dialogue.command('.', 0, 1);
    else this.dialogue.command(text, from, to);
  }
}

function readPairs(text: string, start: number, line: number, header: HeaderReader, give: (record: BounceRecord) => void): void {
  const logIn = text.includes('AuthenticationError');
  PAIR.lastIndex = 0;
  for (let found = PAIR.exec(text); found; found = PAIR.exec(text)) {
    const words = found.index + found[0].length;
    const code = text.indexOf(`(${found[3]!}`, found.index) + 1;
    const end = wordsEnd(text, words);
    const record = beginRefusal('python', text, start, line, header);
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
    give(record);
  }
}
