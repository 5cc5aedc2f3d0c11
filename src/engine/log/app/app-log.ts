/**
 * What applications log when their mail library reports a refusal. A library's file is data: how its errors are worded. An application
 * often logs one error several times (message, object, stack); such repetitions give one record.
 */
import type { BounceRecord } from '../../record';
import type { LineReader, LogFormat, Sink } from '../../source';
import { beginRefusal } from '../begin';
import { HeaderReader } from '../syslog';
import { readWords, setRecipient } from '../words';

export interface AppErrors {
  readonly id: string;
  readonly name: string;
  /** ASCII words of which each line with an error holds one. */
  readonly needles: readonly string[];
  /** True for a text of this library's errors, where these alone do not tell. */
  readonly detect?: RegExp;
  /** True where the error alone says that mail was refused, also without any code. */
  readonly wordsAlone?: boolean;
  /** Each ends where the server's words begin. A named group `to` is the recipient; `refused` says that it was no log-in. Bounded, so that any line takes linear time. */
  readonly errors: readonly RegExp[];
  /** Each says by itself that recipients were refused, with or without a server's words: `to` are their addresses, with commas between. */
  readonly refusals?: readonly RegExp[];
  /** The same for failed log-ins of the application itself: nothing was sent, and no recipient is to blame. */
  readonly logIns?: readonly RegExp[];
}

/** Lines between the first mention of an error and its repetitions: a stack trace with causes. */
const NEAR = 60;
/** One error may be about several recipients, and all of them are repeated. */
const MOST_REMEMBERED = 50;
/** Within so few lines the same words are the same error, with or without its codes: a library's debug output, its message, the application's. */
const VERY_NEAR = 4;
/** So long must words be that are the beginning of others. */
const FEW_WORDS = 20;
/** What is stamped later is another attempt. */
const AT_ONCE_MS = 5000;
/** So many lines below what the application said stands its library's error. */
const BELOW = 2;
/** Whom an application names, or what its library shows of the dialogue. */
export const ADDRESSEE = /(?<=(?:mail|ending message(?: [\w:.-]{1,80})?) to:? ["'<[]?|SERVER: RCPT TO:<)[^\s<>"'(),;:[\]=]{1,128}@[\w.-]{1,255}\w/;
const LOG_IN = /authenticat|log-?in|STARTTLS|secure connection|password/i;

/** The log format of a library. */
export function appLog(errors: AppErrors): LogFormat {
  return {
    kind: 'log',
    id: errors.id,
    name: errors.name,
    stateless: false,
    needles: [...errors.needles, 'mail to', 'ending message ', 'RCPT TO:<'],
    detect: ({ text }) => (errors.detect ? [errors.detect] : [...errors.errors, ...errors.refusals ?? [], ...errors.logIns ?? []]).some((pattern) => pattern.test(text)) ? 0.7 : 0,
    open: (options, sink) => new AppReader(errors, new HeaderReader(options.referenceTime), sink),
  };
}

class AppReader implements LineReader {
  private readonly repetitions = new Repetitions();
  /** Where an application said to whom it writes: the library's error below may not name the recipient. */
  private above: { readonly found: RegExpExecArray; readonly start: number; readonly line: number } | null = null;
  /** A line that only repeats an error is understood, too. */
  taken = 0;

  constructor(private readonly errors: AppErrors, private readonly header: HeaderReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const addressee = ADDRESSEE.exec(text);
    if (addressee) this.above = { found: addressee, start, line };
    for (const error of this.errors.errors) {
      const found = error.exec(text);
      if (found && this.read(found, text, start, line, false)) return;
    }
    for (const refusal of this.errors.refusals ?? []) {
      const found = refusal.exec(text);
      if (found) return this.refusal(found, text, start, line);
    }
    for (const error of this.errors.logIns ?? []) {
      const found = error.exec(text);
      if (found && this.read(found, text, start, line, true)) return;
    }
  }

  /** @returns whether the line tells of a refusal */
  private read(found: RegExpExecArray, text: string, start: number, line: number, logIn: boolean): boolean {
    const record = beginRefusal(this.errors.id, text, start, line, this.header);
    const from = found.index + found[0].length;
    readWords(record, text, start, from, wordsEnd(text, from));
    if (!record.diagnostic || !(logIn || found.groups?.['refused'] || this.isRefused(record, record.diagnostic))) return false;
    if (logIn) record.stage = 'auth';
    const to = found.groups?.['to'];
    if (to) {
      const at = text.indexOf(to, found.index);
      setRecipient(record, text, start, at, at + to.length);
    } else if (!logIn) {
      recipientInWords(record, text, start, from);
      const { above } = this;
      if (!record.recipient && above && line - above.line <= BELOW && (!above.found.input.startsWith('RCPT', above.found.index - 9) || found[0].includes('RCPT'))) setRecipient(record, above.found.input, above.start, above.found.index, above.found.index + above.found[0].length);
    }
    this.give(record, line);
    return true;
  }

  private refusal(found: RegExpExecArray, text: string, start: number, line: number): void {
    const end = found.index + found[0].length;
    const to = found.groups!['to']!;
    let at = end - to.length;
    const words = text.startsWith(': ', end) ? end + 2 : found.index;
    for (const address of to.split(', ')) {
      const record = beginRefusal(this.errors.id, text, start, line, this.header);
      readWords(record, text, start, words, words > end ? wordsEnd(text, words) : end);
      setRecipient(record, text, start, at, at + address.length);
      if (words < end && this.repetitions.hasTold(address, line)) this.taken = line;
      else this.give(record, line);
      at += address.length + 2;
    }
  }

  private give(record: BounceRecord, line: number): void {
    this.above = null; // of this error, and of no other
    if (this.repetitions.add(record, line)) this.taken = line;
    else this.sink.record(record);
  }

  private isRefused(record: BounceRecord, words: string): boolean {
    return isRefusal(record) || (this.errors.wordsAlone === true && !record.replyCode && !record.status && !LOG_IN.test(words));
  }
}

/** The errors read lately: an application tells one several times, and its library's debug output tells it before. */
export class Repetitions {
  private readonly seen: { readonly record: BounceRecord; line: number }[] = [];

  /** @returns whether a line shortly before has told of this recipient's refusal, or of one without a recipient */
  hasTold(recipient: string, line: number): boolean {
    return this.seen.some((one) => line - one.line < NEAR && (one.record.recipient === null || one.record.recipient === recipient));
  }

  /** @returns whether a line shortly before has said the same */
  has(record: BounceRecord, line: number): boolean {
    return this.seen.some((one) => isRepeated(one.record, record, line - one.line));
  }

  /** The same, and remembers it. */
  add(record: BounceRecord, line: number): boolean {
    const before = this.seen.find((one) => isRepeated(one.record, record, line - one.line));
    if (before) {
      before.line = line;
      return true;
    }
    this.seen.push({ record, line });
    if (this.seen.length > MOST_REMEMBERED) this.seen.shift();
    return false;
  }
}

function isRepeated(before: BounceRecord, record: BounceRecord, lines: number): boolean {
  if (lines >= NEAR || (before.recipient && record.recipient && before.recipient !== record.recipient)) return false;
  if (before.time !== null && record.time !== null && Math.abs(record.time - before.time) > AT_ONCE_MS) return false; // it was tried again
  const [said, says] = [before.diagnostic ?? '', record.diagnostic ?? ''];
  const compared = Math.min(80, Math.max(FEW_WORDS, Math.min(said.length, says.length))); // one may be the first line of the other
  if (said.slice(0, compared) === says.slice(0, compared)) return true;
  const words = (text: string): string => text.replace(/^(?:[45]\d\d[ -])?(?:[45]\.\d{1,3}\.\d{1,3} )?/, '').slice(0, 40);
  return lines < VERY_NEAR && words(said) === words(says);
}

/** Where the quote or parenthesis closes in which the words stand; trailing brackets and quotes belong to the program's text. */
export function wordsEnd(text: string, from: number): number {
  const before = text.charAt(from - 1);
  if (before === '"' || before === "'") {
    for (let at = text.indexOf(before, from); at >= 0; at = text.indexOf(before, at + 1)) {
      if (text.charCodeAt(at - 1) === 92) continue;
      if (before === "'" && /[A-Za-z]/.test(text.charAt(at + 1))) continue; // the apostrophe of "doesn't"
      return at;
    }
  }
  let end = text.length;
  while (end > from && /[\s"'\]})]/.test(text.charAt(end - 1)) && !(text.charAt(end - 1) === ')' && text.slice(from, end).includes('('))) end--;
  return end;
}

/** A reply or status of class 4 or 5 that is not about a log-in: wrong passwords say nothing about a recipient. */
export function isRefusal(record: BounceRecord): boolean {
  const { replyCode, status } = record;
  if (replyCode && /^[23]/.test(replyCode)) return false;
  if (replyCode && /^(?:334|432|53[458])$/.test(replyCode)) return false; // 530 is no wrong password: mail was refused for want of one
  if (status === '5.7.8' || status === '5.7.9' || status === '4.7.12') return false;
  return replyCode !== null || status !== null;
}

/** Right behind the codes most servers name the address that they refuse; the sender's they call by that name. */
const REFUSED_FIRST = /^(?:[45]\d\d[ -])?(?:#?[45]\.\d{1,3}\.\d{1,3} )?<([^\s<>"'(),;:]{1,128}@[\w.-]{1,255})>(?!:?,? (?:sender|from|domain of sender|does not own|not owned)\b)/i;

/** The recipient where the server's words name it as such; an address alone may be the sender's. */
export function recipientInWords(record: BounceRecord, text: string, start: number, from: number): void {
  const words = text.slice(from, from + 1000);
  const aboutSender = record.status !== null && /^[45]\.1\.[78]$/.test(record.status); // RFC 3463: bad sender's address
  const found = (aboutSender ? null : REFUSED_FIRST.exec(words)) ?? /(?:recipient|mailbox|user|for|to):? {0,3}<?([^\s<>"'(),;:]{1,128}@[\w.-]{1,255}\w)/i.exec(words)
    ?? /<([^\s<>"'(),;:]{1,128}@[\w.-]{1,255})>(?:\.\.\.|:|,)? (?:recipient|user|mailbox|no such|does ?n|unknown|relay|is not|not found|invalid|account)/i.exec(words);
  if (!found) return;
  const at = from + found.index + found[0].lastIndexOf(found[1]!);
  setRecipient(record, text, start, at, at + found[1]!.length);
}
