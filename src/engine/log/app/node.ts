/**
 * Node.js: Nodemailer. One error appears as a message, as an object with `response`, and with the refused recipients after it.
 *
 *   Error: Can't send mail - all recipients were rejected: 550 5.1.1 no such user
 *     response: '550 5.1.1 no such user',
 *     rejected: [ 'a@example.net' ],
 *
 * Loggers that write JSON (pino, winston, bunyan) put all of it on one line, words and recipients as members.
 */
import type { BounceRecord } from '../../record';
import type { LineReader, LogFormat, Sink } from '../../source';
import { beginRefusal } from '../begin';
import { HeaderReader } from '../syslog';
import { readWords, setRecipient } from '../words';
import { isRefusal, recipientInWords, wordsEnd } from './app-log';

/** Lines that an error's object and stack take. */
const NEAR = 60;
/** Lines between a command and the error that came of it. */
const BELOW = 4;
const MESSAGE = /(?:all recipients were rejected|(?:Message|Mail command|Data command|Sender command|Recipient command|RCPT command) failed|Invalid greeting|Google said)[^:'"]{0,60}: (?:response=)?(?=[45]\d\d)/;
const MEMBER = /(?:^|[\s,{])"?(?:response|data|smtpResponse)"?: ?['"`](?=[45]\d\d)/;
const REJECTED = /(?:^|\s)"?rejected"?: ?\[(.{0,4000})/;
const REJECTED_MEMBER = /"rejected": ?\[([^\]]{0,4000})/;
/** In what the library shows of the dialogue. */
const COMMAND = /(?<=\bC: RCPT TO:)<[^<>\s]{1,320}>/;
const ADDRESS = /['"]([^'"\s]{1,128}@[^'"\s]{1,255})['"]/g;

export const node: LogFormat = {
  kind: 'log',
  id: 'nodemailer',
  name: 'Nodemailer errors',
  stateless: false,
  needles: ['ejected', 'failed', 'response', 'data', 'reeting', 'said', 'smtpResponse', 'C: RCPT TO:<'],
  detect: ({ text }) => /Can't send mail - all recipients were rejected|\b(?:EENVELOPE|EMESSAGE)\b|\b(?:Message|Mail command|Data command) failed: [45]\d\d/.test(text) ? 0.75 : 0,
  open: (options, sink) => new NodeReader(new HeaderReader(options.referenceTime), sink),
};

class NodeReader implements LineReader {
  /** What was told last: the error of each recipient may follow inside the error of all. */
  private told: { readonly words: string; line: number; inside: boolean } | null = null;
  /** The error read last: its recipients may still follow. */
  private open: { record: BounceRecord; line: number } | null = null;
  /** The last recipient that the library asked about. */
  private asked: { readonly found: RegExpExecArray; readonly start: number; readonly line: number } | null = null;
  taken = 0;

  constructor(private readonly header: HeaderReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    if (this.open && line - this.open.line > NEAR) this.end();
    const asked = COMMAND.exec(text);
    if (asked) this.asked = { found: asked, start, line };
    const found = MESSAGE.exec(text) ?? MEMBER.exec(text);
    if (found) return this.error(text, start, line, found.index + found[0].length);
    const rejected = this.open ? REJECTED.exec(text) : null;
    if (rejected) this.recipients(text, start, rejected[1]!, text.length - rejected[1]!.length);
  }

  end(): void {
    if (this.open) this.sink.record(this.open.record);
    this.open = null;
  }

  private error(text: string, start: number, line: number, from: number): void {
    const record = beginRefusal('nodemailer', text, start, line, this.header);
    const json = text.charCodeAt(0) === 123 || text.includes('{"');
    readWords(record, text, start, from, json ? stringEnd(text, from) : wordsEnd(text, from));
    if (!isRefusal(record)) return;
    this.taken = line;
    if (this.isInside(record, text, line)) return;
    recipientInWords(record, text, start, from);
    const { asked } = this;
    if (!record.recipient && asked && line - asked.line <= BELOW && /recipients were|R(?:ecipient|CPT) command/.test(text)) setRecipient(record, asked.found.input, asked.start, asked.found.index, asked.found.index + asked.found[0].length);
    const before = this.open?.record;
    if (before && begins(before.diagnostic) === begins(record.diagnostic)) return; // the same error once more
    this.end();
    this.open = { record, line };
    const rejected = json ? REJECTED_MEMBER.exec(text) : null;
    if (rejected) this.recipients(text, start, rejected[1]!, rejected.index + rejected[0].length - rejected[1]!.length);
  }

  /** `rejectedErrors: [ Error: Recipient command failed: 550 ...` repeats what was told of all recipients. */
  private isInside(record: BounceRecord, text: string, line: number): boolean {
    const { told } = this;
    if (!told || line - told.line > NEAR || told.words !== begins(record.diagnostic) || !(told.inside || text.includes('Recipient command failed'))) return false;
    told.inside = true;
    told.line = line;
    return true;
  }

  private recipients(text: string, start: number, list: string, offset: number): void {
    const { record } = this.open!;
    ADDRESS.lastIndex = 0;
    const found = [...list.matchAll(ADDRESS)];
    if (found.length === 0) return;
    this.told = { words: begins(this.open!.record.diagnostic), line: this.open!.line, inside: false };
    this.open = null;
    for (const one of found) {
      const copy: BounceRecord = { ...record, at: { ...record.at } };
      const at = offset + one.index + 1;
      setRecipient(copy, text, start, at, at + one[1]!.length);
      this.sink.record(copy);
    }
  }
}

/** Where the JSON string ends in which the words stand. */
function stringEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== 34) at += text.charCodeAt(at) === 92 ? 2 : 1;
  return Math.min(at, text.length);
}

/** Enough of the words to know them again; escapes and line ends are written in different ways. */
function begins(words: string | null): string {
  return (words ?? '').replace(/\\[rn]/g, ' ').replace(/\s{1,20}/g, ' ').slice(0, 40);
}
