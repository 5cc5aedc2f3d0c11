/**
 * One SMTP dialogue as a log tells it, command by command: pairs replies with commands and says what became of the recipients.
 * Shared by the formats that log dialogues and not results.
 */
import type { Action, BounceRecord, Stage } from '../record';
import { isReplyAt } from '../scan/reply-start';
import { readWords } from './words';

/** Recipients that one message may have; more belong to a log that lost its ends. */
const MOST_RECIPIENTS = 1000;
const MOST_WAITING = 50;

interface Recipient {
  readonly address: string;
}

/** What a reader adds to every record of a dialogue: time, hosts, place. */
export type Begin = () => BounceRecord;

export class Conversation {
  private recipients: Recipient[] = [];
  /** Commands that were sent and not answered yet (RFC 2920: several at once). */
  private waiting: { stage: Stage | 'other'; recipient: Recipient | null }[] = [];
  private sender: string | null = null;
  private first: string | null = null;
  private greeted = false;
  private inData = false;

  /** @param role `client`: this machine sends, replies are the remote's; `server`: replies are this machine's @param give takes each record */
  constructor(private readonly role: 'client' | 'server', private readonly give: (record: BounceRecord) => void) {}

  /** The client said something. */
  command(text: string, from: number, to: number): void {
    const verb = text.slice(from, Math.min(to, from + 10)).toUpperCase();
    this.greeted = true;
    const before = this.waiting[this.waiting.length - 1];
    if (before && (before.stage === 'helo' || before.stage === 'data' || before.stage === 'other')) {
      // A client waits for the answer to these before it goes on (RFC 2920 section 3.1): it came, and the log does not show all of it.
      this.waiting = [];
      this.first = null;
    }
    if (this.waiting.length >= MOST_WAITING) this.waiting.shift();
    if (verb.startsWith('RCPT TO')) {
      const recipient = { address: addressIn(text.slice(from + 7, to)) };
      this.waiting.push({ stage: 'rcpt', recipient });
    } else if (verb.startsWith('MAIL FROM')) {
      this.recipients = [];
      this.sender = addressIn(text.slice(from + 9, to));
      this.waiting.push({ stage: 'mail', recipient: null });
    } else if (verb.startsWith('DATA')) {
      this.waiting.push({ stage: 'data', recipient: null });
    } else if (verb.startsWith('BDAT')) {
      this.waiting.push({ stage: 'eod', recipient: null });
    } else if (verb === '.' || verb.startsWith('. ') || verb.startsWith('<CRLF>.')) {
      this.waiting.push({ stage: 'eod', recipient: null });
    } else {
      this.waiting.push({ stage: verb.startsWith('EHLO') || verb.startsWith('HELO') ? 'helo' : 'other', recipient: null });
    }
  }

  /**
   * The server answered; offsets are those of the reply in `text`.
   * @param start offset of the line in the whole text @param begin makes a record for this line
   */
  reply(text: string, start: number, from: number, to: number, begin: Begin): void {
    if (!isReplyAt(text, from)) return;
    if (text.charCodeAt(from + 3) === 45 && !text.slice(from, to).includes(`${text.slice(from, from + 3)} `)) { // more lines follow
      this.first ??= text.slice(from, Math.min(to, from + 1000));
      return;
    }
    const before = this.first;
    this.first = null;
    this.skipUnanswered(text, from, to);
    const answered = this.waiting.shift() ?? { stage: this.inData ? 'eod' as const : this.greeted ? 'other' as const : 'connect' as const, recipient: null };
    const kind = text.charCodeAt(from);
    this.greeted = true;
    if (answered.stage === 'data' && kind === 51) { this.inData = true; return; }
    if (answered.stage === 'rcpt' && kind === 50 && answered.recipient) {
      if (this.recipients.length < MOST_RECIPIENTS) this.recipients.push(answered.recipient);
      return;
    }
    const eod = answered.stage === 'eod' || (answered.stage === 'other' && this.inData);
    if (eod) this.inData = false;
    if (kind === 50 && !eod) return;
    if (kind === 51 || answered.stage === 'other' && !eod || answered.stage === 'helo') return; // a refused EHLO is followed by HELO
    const action = this.action(kind);
    const about = answered.recipient ? [answered.recipient] : this.recipients;
    if (eod && action === 'delivered' && about.length === 0) return;
    for (const recipient of about.length > 0 ? about : [null]) {
      const record = begin();
      record.action = action;
      record.stage = eod ? 'eod' : answered.stage as Stage;
      record.sender = this.sender;
      record.recipient = recipient?.address || null;
      readWords(record, text, start, from, to);
      if (before && record.diagnostic) {
        record.diagnostic = `${before} ${record.diagnostic}`;
        delete record.at.diagnostic;
      }
      this.give(record);
    }
    if (eod) this.recipients = [];
  }

  /** A refusal that names a recipient in its brackets answers that recipient, also where the log lost the answers to the commands before. */
  private skipUnanswered(text: string, from: number, to: number): void {
    if (this.waiting.length < 2 || text.charCodeAt(from) < 52) return;
    const open = text.indexOf('<', from);
    const close = open < 0 ? -1 : text.indexOf('>', open);
    if (close < 0 || close > to || close - open > 321) return;
    const address = text.slice(open + 1, close).toLowerCase();
    const at = this.waiting.findIndex(({ recipient }) => recipient?.address.toLowerCase() === address);
    if (at > 0) this.waiting.splice(0, at);
  }

  private action(kind: number): Action {
    if (kind === 50) return this.role === 'client' ? 'delivered' : 'relayed';
    return this.role === 'server' ? 'rejected' : kind === 52 ? 'delayed' : 'failed';
  }
}

/** The dialogues of a log by their ids; the oldest is dropped where a log never closes them. */
export class Conversations {
  private readonly open = new Map<string, Conversation>();

  constructor(private readonly give: (record: BounceRecord) => void) {}

  /** The dialogue of this id, begun where it is new. */
  of(id: string, role: 'client' | 'server'): Conversation {
    let conversation = this.open.get(id);
    if (!conversation) {
      conversation = new Conversation(role, this.give);
      this.open.set(id, conversation);
      if (this.open.size > 10_000) this.open.delete(this.open.keys().next().value!);
    }
    return conversation;
  }

  /** The dialogue ended. */
  close(id: string): void {
    this.open.delete(id);
  }
}

/** `:<a@b> SIZE=1` and `: a@b`. */
function addressIn(text: string): string {
  const bracket = text.indexOf('<');
  if (bracket >= 0) {
    const end = text.indexOf('>', bracket);
    return text.slice(bracket + 1, end < 0 ? text.length : end).slice(0, 320);
  }
  return /^\s{0,5}:?\s{0,5}(\S{0,320})/.exec(text)?.[1] ?? '';
}
