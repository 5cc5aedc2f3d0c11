/**
 * Any other log, line by line: a line that holds a code, names an address and clearly says that mail failed gives a record; a dialogue gives
 * one for each refusal. A line with a code and without such clarity is shown as not understood. Codes of log-ins are left alone.
 */
import type { BounceRecord } from '../record';
import { scanCodes, type CodeMention } from '../scan/codes';
import { mayHoldCode } from '../scan/may-hold-code';
import type { LineReader, LogFormat, ReadOptions, Sample, Sink } from '../source';
import { isRefusal, recipientInWords, Repetitions } from './app/app-log';
import { beginRecord, TIME_MEMBER } from './begin';
import { COMMAND_WORDS, Dialogue, replyAt, replyEnd, showsRefusal } from './dialogue';
import { HeaderReader } from './syslog';
import { readWords, setRecipient } from './words';

const PLACE_TEXT = 400;

const FAILURE = /\b(?:bounced?|fail(?:ed|ure|s)?|reject(?:ed|ing|s)?|refus(?:ed|al|es)|undeliver(?:able|ed)|not (?:be )?deliver(?:ed)?|unable to (?:deliver|send|relay)|permanent(?: delivery)? error|temporary error|deferred|delivery error|error sending|denied|unknown user|user unknown|no such (?:user|recipient|mailbox)|not exist|mailbox (?:is )?(?:full|unavailable|disabled)|blocked|quota|said:)(?![\w-])/i;
/** Right before a reply: somebody says that it was an error. */
const STATED = /(?:\bsaid|error|exception|failed|rejected|refused|bounced)["')\]]{0,2}\s?[:=]\s?["'([]{0,2}$/i;
const LOG_IN = /\b(?:SASL|AUTH|authenticat\w{0,5}|log-?in)\b/i;
const RECIPIENT = /\b(?:to|rcpt|recipients?|addr|address|for)[=:]? {0,2}(?:to:? ?)?[<"'[]{0,2}([^\s<>"'(),;:[\]=]{1,128}@[\w.-]{1,255}\w)/i;
const ANY_ADDRESS = /<([^\s<>"'(),;:]{1,128}@[\w.-]{1,255})>/;

export const generic: LogFormat = {
  kind: 'log',
  id: 'generic',
  name: 'Log with SMTP replies',
  stateless: false,
  needles: COMMAND_WORDS,
  codes: true,
  detect: (sample) => sureness(sample),
  open: (options, sink) => new GenericReader(options, sink),
};

class GenericReader implements LineReader {
  private readonly header: HeaderReader;
  private readonly dialogue = new Dialogue();
  /** A reply of several lines whose last one is still to come. */
  private held: { readonly records: readonly BounceRecord[]; readonly code: string; line: number } | null = null;
  private readonly repetitions = new Repetitions();
  /** The words of the record given last: right below, a library may tell in its own words what came. */
  private told = { words: '', line: -10 };

  constructor(options: ReadOptions, private readonly sink: Sink) {
    this.header = new HeaderReader(options.referenceTime);
  }

  line(text: string, start: number, line: number): void {
    if (mayHoldCode(text) && !this.goesOn(text, start, line) && !this.isRefused(text, start, line) && !this.dialogue.isMessage(text)) this.single(text, start, line);
    this.dialogue.command(text, line);
  }

  end(): void {
    this.giveHeld();
  }

  private isRefused(text: string, start: number, line: number): boolean {
    const refusal = this.dialogue.refusal(text, this.header, line);
    if (!refusal) return false;
    const { from, to, stage, sender } = refusal;
    const records = refusal.recipients.map((recipient) => {
      const record = this.begin(text, start, line);
      record.action = 'rejected';
      record.stage = stage;
      record.sender = sender;
      record.recipient = recipient;
      readWords(record, text, start, from, to);
      return record;
    });
    if (!records.every(isRefusal)) return false;
    const code = text.slice(from, from + 3);
    this.held = { records, code, line };
    if (isLast(text, from, code)) this.giveHeld();
    return true;
  }

  /** @returns whether the line is the next one of a reply that was begun */
  private goesOn(text: string, start: number, line: number): boolean {
    if (!this.held) return false;
    const { records, code, line: before } = this.held;
    const from = line === before + 1 ? replyAt(text, this.header) : -1;
    if (from < 0 || !text.startsWith(code, from)) {
      this.giveHeld();
      return false;
    }
    for (const record of records) {
      const said = record.diagnostic;
      readWords(record, text, start, from, replyEnd(text, from));
      record.diagnostic = `${said} ${record.diagnostic}`;
      delete record.at.diagnostic; // they stand on several lines
    }
    this.held.line = line;
    if (isLast(text, from, code)) this.giveHeld();
    return true;
  }

  private giveHeld(): void {
    const { held } = this;
    this.held = null;
    for (const record of held?.records ?? []) this.give(record, record.line);
  }

  private single(text: string, start: number, line: number): void {
    const bad = scanCodes(text).filter((mention) => mention.code.charCodeAt(0) === 52 || mention.code.charCodeAt(0) === 53);
    const first = firstWord(text, bad);
    if (!first || (LOG_IN.test(text) && !/\b(?:RCPT|recipient)\b/i.test(text))) return;
    const said = STATED.test(text.slice(Math.max(0, first.span.start - 24), first.span.start));
    const record = this.begin(text, start, line);
    readWords(record, text, start, first.span.start, text.length);
    if (!isRefusal(record)) return;
    findRecipient(record, text, start, first.span.start);
    if (FAILURE.test(text) && (record.recipient || said)) {
      record.action = record.replyCode?.startsWith('4') || (!record.replyCode && record.status?.startsWith('4')) || /\bdeferred\b/i.test(text) ? 'delayed' : 'failed';
      this.give(record, line);
    } else if (line - this.told.line > 3 || !text.includes(this.told.words)) {
      this.sink.notUnderstood({ line, span: { start, end: start + text.length }, text: text.slice(0, PLACE_TEXT) });
    }
  }

  /** A program prints a dialogue, and then the error that came of it; what has a stamp is counted as often as it is logged. */
  private give(record: BounceRecord, line: number): void {
    if (record.time === null && this.repetitions.add(record, line)) return;
    this.told = { words: record.diagnostic ?? '', line };
    this.sink.record(record);
  }

  private begin(text: string, start: number, line: number): BounceRecord {
    const record = beginRecord('generic', text, start, line, this.header);
    if (!this.header.program) record.reportingMta = null;
    return record;
  }
}

/** Whether no more lines follow: those that do have a dash behind their code, unless a program shows them all as one. */
const isLast = (text: string, from: number, code: string): boolean => text.charCodeAt(from + 3) !== 45 || text.includes(`${code} `, from);

/** The reply code, or the status where no reply stands before it. */
function firstWord(text: string, codes: readonly CodeMention[]): CodeMention | undefined {
  const status = codes.find((mention) => mention.kind === 'status');
  const reply = codes.find((mention) => mention.kind === 'reply');
  if (!status) return reply && /[A-Za-z<]/.test(text.slice(reply.span.end, reply.span.end + 40)) ? reply : undefined;
  return reply && reply.span.start < status.span.start ? reply : status;
}

function findRecipient(record: BounceRecord, text: string, start: number, words: number): void {
  const named = RECIPIENT.exec(text.slice(0, words));
  if (named) {
    const at = named.index + named[0].lastIndexOf(named[1]!);
    return setRecipient(record, text, start, at, at + named[1]!.length);
  }
  recipientInWords(record, text, start, words);
  if (record.recipient) return;
  const after = RECIPIENT.exec(text.slice(words)) ?? ANY_ADDRESS.exec(text.slice(words));
  if (!after) return;
  const at = words + after.index + after[0].lastIndexOf(after[1]!);
  setRecipient(record, text, start, at, at + after[1]!.length);
}

/** A log that says failures of mail: lines with a stamp or a file name of a log, and a reply with its code. Prose and source code about codes are neither. */
function sureness(sample: Sample): number {
  const log = sample.languageId === 'log' || sample.languageId === 'mail-log' || /\.(?:log|err|out)(?:\.\d{1,3})?$|(?:^|[\\/])(?:maillog|mainlog|rejectlog|mail\.(?:log|err|warn|info))(?:[.-]\d{1,8})?$/i.test(sample.fileName ?? '');
  const reader = new HeaderReader(0);
  let lines = 0;
  let stamped = 0;
  let codes = 0;
  for (const line of sample.text.slice(0, 32_768).split('\n', 200)) {
    if (line.trim() === '') continue;
    lines++;
    const head = line.slice(0, 1000);
    const isStamped = reader.read(head).time !== null || TIME_MEMBER.test(head);
    if (isStamped) stamped++;
    if (!(log || isStamped) || !mayHoldCode(head)) continue;
    if (/(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.test(head) || (/@/.test(head) && FAILURE.test(head) && scanCodes(head).some((m) => /^[45]/.test(m.code)))) codes++;
  }
  if (showsRefusal(sample.text)) return 0.35;
  if (codes === 0) return 0;
  return log || stamped > lines / 2 ? 0.35 : 0;
}
