/**
 * A dialogue with a mail server as people and libraries show it: which of its lines is a refusal, of what, and of whom. It needs only commands and
 * refusals, for a stream shows no more: what the server took stands on lines without a code of class 4 or 5.
 */
import type { Stage } from '../record';
import { mayHoldCode } from '../scan/may-hold-code';
import { wordsEnd } from './app/app-log';
import { HeaderReader } from './syslog';

/** One of these stands in every command that matters. */
export const COMMAND_WORDS: readonly string[] = ['RCPT', 'rcpt', 'MAIL F', 'mail FROM', 'mail from', 'DATA', 'QUIT'];

/** A server answers a command within so many lines; later it answers the message. */
const NEAR = 5;
/** So long may a message be that is shown below its `DATA`, and where that is not shown. */
const LONGEST_MESSAGE = 5000;
const LONGEST_UNSEEN = 60;
const MOST_RECIPIENTS = 100;
const LONGEST_WORDS = 2000;
/** A reply begins at the beginning of a line. */
const BEGINNING = 200;

const ADDRESS = /(?:^|[\s>:"'\-→])(RCPT TO|MAIL FROM): ?<?([^\s<>"'\\]{0,320})/i;
const DATA = /(?:^|[\s>:"'])DATA(?=\s{0,3}$|["'\\<])/;
const QUIT = /(?:^|[\s>:"'])QUIT(?=\s{0,3}$|["'\\<])/;
/** Nothing but signs stands before a reply, or behind what says that the server speaks: `S:`, `SERVER -> CLIENT:`, `<**`, and Ruby's `-> "`. */
const REPLY = /(?:^|(?:^|[\s\]>])(?:S|(?<!-> )SERVER(?: -> CLIENT)?|INBOUND|[Rr]eply|[Rr]ecv|[Rr]esponse|SMTP)(?=[\s:<>])|<[<\-~=*|]|←|->\s?(?=")|\s<(?=\s))[\s:<>*\-─└│├|~=→←"'\]]{0,16}(?:b['"])?(?=[45]\d\d[ -])/;
/** What the client says, as swaks, PHPMailer and others mark it; not Ruby's server. */
const SENT = /^\s{0,4}(?:-{1,2}|~|>>)>(?! ?")|^.{0,80}CLIENT -> SERVER: /;

/** Before the replies of a dialogue that somebody shows stands no more. */
const LITTLE = 40;
/** A line that is a command, and goes on with nothing but its parameters, however it is shown. */
const ALONE = /(?:RCPT TO|MAIL FROM): ?(?:<[^\s<>]{0,320}>|[^\s<>"'@]{1,64}@[^\s<>"'\\]{1,255})(?: \w{2,12}(?:=\S{1,60})?){0,5}(?:\\r\\n)?["']?(?:<br ?\/?>)?\r?$/im;

/** A refusal: the server's words stand between the offsets `from` and `to`. */
export interface Refusal {
  readonly stage: Stage;
  readonly sender: string | null;
  /** Whom it is about; null: nobody is named. None: each of them was refused before. */
  readonly recipients: readonly (string | null)[];
  readonly from: number;
  readonly to: number;
}

export class Dialogue {
  private stage: 'mail' | 'rcpt' | 'data' | null = null;
  private line = 0;
  private sender: string | null = null;
  /** Those that were not refused. */
  private recipients: string[] = [];
  private refused = false;

  /** Takes a line that may be a command. */
  command(text: string, line: number): void {
    if (!COMMAND_WORDS.some((word) => text.includes(word))) return;
    const [, verb, address] = ADDRESS.exec(text) ?? [];
    if (verb === undefined) {
      if (this.stage === 'rcpt' && line - this.line <= LONGEST_UNSEEN && DATA.test(text)) this.stage = 'data';
      else if (QUIT.test(text)) this.stage = null;
      else return;
    } else if (/^m/i.test(verb)) {
      this.stage = 'mail';
      this.sender = address || null;
      this.recipients = [];
      this.refused = false;
    } else {
      if (this.stage === null || this.stage === 'data' || line - this.line > LONGEST_UNSEEN) { // of a message whose `MAIL FROM` is not shown
        this.recipients = [];
        this.refused = false;
      }
      this.stage = 'rcpt';
      if (address && this.recipients.length < MOST_RECIPIENTS) this.recipients.push(address);
    }
    this.line = line;
  }

  /** Whether a line is part of the message that is sent: a code in it was not said now. */
  isMessage(text: string): boolean {
    return this.stage === 'data' && SENT.test(text);
  }

  /** @param header reads the line's stamp @returns what a line refuses where it answers a command before it */
  refusal(text: string, header: HeaderReader, line: number): Refusal | null {
    const distance = line - this.line;
    const isNear = distance <= NEAR;
    if (this.stage === null || distance > (this.stage === 'data' ? LONGEST_MESSAGE : this.stage === 'rcpt' ? LONGEST_UNSEEN : NEAR)) return null;
    const from = replyAt(text, isNear ? header : null);
    if (from < 0 || this.isMessage(text)) return null;
    const to = replyEnd(text, from);
    const { sender } = this;
    if (this.stage === 'mail') {
      this.stage = null;
      return { stage: 'mail', sender, recipients: [null], from, to };
    }
    // several commands may be sent at once (RFC 2920), and each recipient may get an answer to the message (RFC 2033): the address tells
    const words = text.slice(from, Math.min(to, from + LONGEST_WORDS)).toLowerCase();
    const named = this.recipients.find((address) => words.includes(`<${address.toLowerCase()}>`));
    const one = named ?? (this.stage === 'rcpt' && isNear ? this.recipients[this.recipients.length - 1] : undefined);
    if (this.recipients.length === 0 && this.refused && !isNear) return null; // there is no message that it could be about
    const recipients: readonly (string | null)[] = one !== undefined ? [one] : this.recipients.length > 0 || this.refused ? this.recipients : [null];
    const stage = isNear && (this.stage === 'rcpt' || named !== undefined) ? 'rcpt' : this.stage === 'data' && distance === 1 ? 'data' : 'eod';
    this.refused = true;
    this.recipients = this.recipients.filter((address) => !recipients.includes(address));
    return { stage, sender, recipients, from, to };
  }
}

/** @param header where a stamp alone may stand before a reply @returns where a reply of class 4 or 5 begins on a line that the server says; -1: nowhere */
export function replyAt(text: string, header: HeaderReader | null): number {
  const whole = REPLY.exec(text.slice(0, BEGINNING));
  if (whole) return whole.index + whole[0].length;
  const message = header ? header.read(text).message : 0;
  const bare = message > 0 ? REPLY.exec(text.slice(message, message + BEGINNING)) : null;
  return bare ? message + bare.index + bare[0].length : -1;
}

/** Programs quote what they show, with its line end, or show it on a page. */
export function replyEnd(text: string, from: number): number {
  const to = /["']/.test(text.charAt(from - 1)) ? wordsEnd(text, from) : text.length;
  return from + text.slice(from, to).replace(/(?:\\[rn]|<br ?\/?>|\s){1,8}$/, '').length;
}

/** Whether somebody shows a dialogue in which something was refused, with little before each line: logs of servers have more there. */
export function showsRefusal(text: string): boolean {
  if (!ALONE.test(text)) return false;
  const dialogue = new Dialogue();
  const header = new HeaderReader(0);
  return text.split('\n', 2000).some((line, i) => {
    const found = mayHoldCode(line) && (dialogue.refusal(line, header, i)?.from ?? LITTLE) < LITTLE;
    dialogue.command(line, i);
    return found;
  });
}
