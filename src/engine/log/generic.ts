/**
 * Any other log, line by line: a line that holds a code, names an address and clearly says that mail failed gives a record; a dialogue gives
 * one for a refused `RCPT TO`. A line with a code and without such clarity is shown as not understood. Codes of log-ins are left alone.
 */
import type { BounceRecord } from '../record';
import { scanCodes, type CodeMention } from '../scan/codes';
import { mayHoldCode } from '../scan/may-hold-code';
import type { LineReader, LogFormat, ReadOptions, Sample, Sink } from '../source';
import { isRefusal, recipientInWords, Repetitions } from './app/app-log';
import { beginRecord, TIME_MEMBER } from './begin';
import { HeaderReader } from './syslog';
import { readWords, setRecipient } from './words';

/** A reply further below than this belongs to something else. */
const NEAR = 5;
const PLACE_TEXT = 400;

const FAILURE = /\b(?:bounced?|fail(?:ed|ure|s)?|reject(?:ed|ing|s)?|refus(?:ed|al|es)|undeliver(?:able|ed)|not (?:be )?deliver(?:ed)?|unable to (?:deliver|send|relay)|permanent(?: delivery)? error|temporary error|deferred|delivery error|error sending|denied|unknown user|user unknown|no such (?:user|recipient|mailbox)|not exist|mailbox (?:is )?(?:full|unavailable|disabled)|blocked|quota|said:)(?![\w-])/i;
/** Right before a reply: somebody says that it was an error. */
const STATED = /(?:\bsaid|error|exception|failed|rejected|refused|bounced)["')\]]{0,2}\s?[:=]\s?["'([]{0,2}$/i;
const LOG_IN = /\b(?:SASL|AUTH|authenticat\w{0,5}|log-?in)\b/i;
const RECIPIENT = /\b(?:to|rcpt|recipients?|addr|address|for)[=:]? {0,2}(?:to:? ?)?[<"'[]{0,2}([^\s<>"'(),;:[\]=]{1,128}@[\w.-]{1,255}\w)/i;
const ANY_ADDRESS = /<([^\s<>"'(),;:]{1,128}@[\w.-]{1,255})>/;
const COMMAND = /(?:^|[\s>:"'\-→])RCPT TO: ?<?([^\s<>"']{1,320})>?/i;
const DIALOGUE_REPLY = /^[\s<>*\-─└│├|~=→←"']{0,16}(?:S:|SERVER:|reply:|<<<|<--|b['"])?\s{0,4}(?:b['"])?(?=[45]\d\d[ -])/;

/** A recipient, and the refusal below. */
const DIALOGUE = /^.{0,40}RCPT TO: ?<[^\s<>]{3,320}>.{0,80}\r?\n(?:[<>*\s-]{1,8}250[ -].{0,200}\r?\n)?[<>*\s-]{0,8}[45]\d\d[ -]/im;

export const generic: LogFormat = {
  kind: 'log',
  id: 'generic',
  name: 'Log with SMTP replies',
  stateless: false,
  needles: ['RCPT', 'rcpt'],
  codes: true,
  detect: (sample) => sureness(sample),
  open: (options, sink) => new GenericReader(options, sink),
};

class GenericReader implements LineReader {
  private readonly header: HeaderReader;
  private asked: { recipient: string; line: number } | null = null;
  private readonly repetitions = new Repetitions();

  constructor(options: ReadOptions, private readonly sink: Sink) {
    this.header = new HeaderReader(options.referenceTime);
  }

  line(text: string, start: number, line: number): void {
    if (!mayHoldCode(text)) {
      const command = text.includes('RCPT') || text.includes('rcpt') ? COMMAND.exec(text) : null;
      if (command) this.asked = { recipient: command[1]!, line };
      return;
    }
    const asked = this.asked && line - this.asked.line <= NEAR ? this.asked : null;
    const reply = asked ? DIALOGUE_REPLY.exec(text) : null;
    if (asked && reply) {
      const record = this.begin(text, start, line);
      record.stage = 'rcpt';
      record.action = 'rejected';
      readWords(record, text, start, reply[0].length, text.length);
      if (isRefusal(record)) {
        this.asked = null;
        record.recipient = asked.recipient;
        this.give(record, line);
        return;
      }
    }
    const command = COMMAND.exec(text);
    if (command) this.asked = { recipient: command[1]!, line };
    this.single(text, start, line);
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
    } else {
      this.sink.notUnderstood({ line, span: { start, end: start + text.length }, text: text.slice(0, PLACE_TEXT) });
    }
  }

  /** A program prints a dialogue, and then the error that came of it; what has a stamp is counted as often as it is logged. */
  private give(record: BounceRecord, line: number): void {
    if (record.time === null && this.repetitions.add(record, line)) return;
    this.sink.record(record);
  }

  private begin(text: string, start: number, line: number): BounceRecord {
    const record = beginRecord('generic', text, start, line, this.header);
    if (!this.header.program) record.reportingMta = null;
    return record;
  }
}

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
  if (DIALOGUE.test(sample.text)) return 0.35;
  if (codes === 0) return 0;
  return log || stamped > lines / 2 ? 0.35 : 0;
}
