/**
 * Exim main log and reject log, also through syslog.
 *
 *   2026-03-01 10:00:00 1abcDE-000000005vi-0000 ** a@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<a@example.net>: 550 5.1.1 no such user
 *   2026-03-01 10:00:00 1abcDE-000000005vi-0000 == a@example.net R=dnslookup T=remote_smtp defer (-44) H=mx.example.net [192.0.2.1]: SMTP error ...: 451 4.7.1 later
 *   2026-03-01 10:00:00 H=(x) [192.0.2.9] F=<b@example.org> rejected RCPT <c@example.com>: relay not permitted
 *
 * With `-v` and `-d`, and where a container shows the foreground, `LOG: MAIN` stands on a line of its own, and the entry below it has neither
 * stamp nor id:
 *
 *     9   ** a@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1]: SMTP error ...
 *
 * A line with an error but without a flag is one host of several (an attempt): no record.
 */
import { newRecord, setTime } from '../new-record';
import type { Action } from '../record';
import { isReplyAt } from '../scan/reply-start';
import type { LineReader, LogFormat, Sink } from '../source';
import { stageAt } from './stage';
import { HeaderReader } from './syslog';
import { hostName, readWords, setRecipient } from './words';
import { firstOf } from './first-of';

/** After the id of a message: what became of an address. */
const FLAGS: Readonly<Record<string, Action>> = { '**': 'failed', '==': 'delayed', '=>': 'delivered', '->': 'delivered', '>>': 'delivered' };

const FLAG = /(?:^| )(?:\*\*|==|=>|->|>>) /;
const ID = /(?:^|[ \]])(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{6}-[0-9A-Za-z]{11}-[0-9A-Za-z]{4}) $/;
const FIRST_ID = /(?:^|[ \]])([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})) /;
/** What stands before a flag where log entries are shown without stamp and id: blanks, the sign of a list, a process id. */
const SHOWN = /^(?:(?:[-*+] )?\s{0,20}(?:\d{1,10} {1,10})?|LOG: (?:MAIN|PANIC|MAIN PANIC) {1,8})$/;
/** Right behind such a flag: an address, and what only Exim writes behind it. */
const SHOWN_ADDRESS = /^[^\s=]{1,320}(?: \([^)]{1,320}\))?(?: <[^\s>]{1,320}>)? [RFP]=[\w<]/;
/** A deferral whose beginning was cut off. */
const CUT_OFF = / R=\w{1,60} T=\w{1,60} defer \(-?\d{1,5}\)/;
const CONNECTION = /(?:^| )Connection from \[?[\w.:]{2,60}\]?(?::\d{1,5})? refused: /;
const REJECTED = /(?:^| )(?:temporarily )?rejected (RCPT|MAIL|EHLO|HELO|connection|after|DATA|VRFY|EXPN|ETRN|during|by|in|predata|header)\b/;

export const exim: LogFormat = {
  kind: 'log',
  id: 'exim',
  name: 'Exim log',
  stateless: true,
  needles: ['** ', '== ', ' => ', ' -> ', ' >> ', ' defer (', 'rejected ', ' refused: ', 'refused connection'],
  detect: ({ text }) => {
    if (/(?:^|[ |])\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.{0,40} [0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4}) (?:<=|\*\*|==|=>|->|Completed)/m.test(text)) return 0.95;
    if (/(?:^|[ |])\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.{0,200} rejected (?:RCPT|MAIL|EHLO|connection|after DATA)/m.test(text)) return 0.9;
    if (/^[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4}) (?:\*\*|==) [^\s@]{1,128}@/m.test(text)) return 0.9; // pasted without its stamp
    if (/^(?:[-*+] )? {0,20}(?:\d{1,10} {1,10})?LOG: (?:[\w ]{1,60} )?MAIN\b/m.test(text)) return 0.9;
    return /\bexim\d?\[\d{1,10}\]: /.test(text) ? 0.85 : 0;
  },
  open: (options, sink): LineReader => {
    const header = new HeaderReader(options.referenceTime);
    return {
      line(text, start, line) {
        const flag = flagAt(text);
        if (flag >= 0) readDelivery(text, start, line, flag, header, sink);
        else if (text.includes(' T=') && CUT_OFF.test(text)) readCutOff(text, start, line, header, sink);
        else readRefusal(text, start, line, header, sink);
      },
    };
  },
};

/** Offset of a flag that follows a message id, or -1. */
function flagAt(text: string): number {
  const found = FLAG.exec(text);
  if (!found || found.index >= 160) return -1;
  const flag = found.index + found[0].length - 3;
  return ID.test(text.slice(Math.max(0, flag - 31), flag)) || (SHOWN.test(text.slice(0, flag)) && SHOWN_ADDRESS.test(text.slice(flag + 3, flag + 1000))) ? flag : -1;
}

/** Somebody shortened a line: the words of the failure are left, and no address. */
function readCutOff(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const defer = text.indexOf(' defer (');
  const record = newRecord('exim', line, { start, end: start + text.length });
  setTime(record, header.read(text));
  record.action = 'delayed';
  record.at.action = { start: start + defer + 1, end: start + defer + 6 };
  readError(text, start, wordsAt(text, text.indexOf(' R=')), record);
  sink.record(record);
}

function readDelivery(text: string, start: number, line: number, flag: number, header: HeaderReader, sink: Sink): void {
  const record = newRecord('exim', line, { start, end: start + text.length });
  header.read(text);
  setTime(record, header);
  record.reportingMta = header.host;
  const word = flag > 15 ? text.slice(text.lastIndexOf(' ', flag - 2) + 1, flag - 1) : '';
  record.queueId = word.includes('-') ? word.replace(/^.*\]/, '') : null; // where the id is left out a process id may stand
  record.action = FLAGS[text.slice(flag, flag + 2)]!;
  record.at.action = { start: start + flag, end: start + flag + 2 };
  const address = flag + 3;
  const end = readAddress(text, start, address, record);
  const sender = text.indexOf(' F=<', end);
  if (sender > 0) record.sender = text.slice(sender + 4, Math.max(sender + 4, text.indexOf('>', sender + 4)));
  const host = text.indexOf(' H=', end);
  if (host > 0) record.remoteMta = hostName(text, host + 3, wordEnd(text, host + 3))?.replace(/[[\]():]/g, '') || null;
  if (record.action === 'delivered') {
    const reply = text.indexOf(' C="', end);
    if (reply > 0) readWords(record, text, start, reply + 4, text.lastIndexOf('"'));
    const transport = text.indexOf(' T=', end);
    if (text.startsWith('/dev/null', address) || text.startsWith(':blackhole:', address) || (transport > 0 && text.startsWith('**bypassed**', transport + 3))) record.label = 'discarded';
    sink.record(record);
    return;
  }
  readError(text, start, wordsAt(text, end), record);
  sink.record(record);
}

/** `local@domain`, `user <local@domain>`, `final (parent) <original>`, `|pipe <local@domain>`, `:fail: text <"..."@domain>`: the address itself, else what it came from. @returns the offset after it */
function readAddress(text: string, start: number, at: number, record: ReturnType<typeof newRecord>): number {
  const fields = firstOf(text, at, [' R=', ' F=<', ' P=<', ' T=', ' routing defer', ' defer (', ' : ', ': ']);
  const odd = text.charCodeAt(at) === 58 || text.charCodeAt(at) === 124 || text.charCodeAt(at) === 47; // : | /
  const limit = odd ? firstOf(text, at, [' R=', ' F=<', ' T=', ' : ']) : fields;
  const bracket = text.indexOf(' <', at);
  const inBrackets = bracket > 0 && bracket < limit && text.charCodeAt(limit - 1) === 62;
  const parents = odd ? -1 : text.indexOf(' (', at);
  const addressEnd = inBrackets ? bracket : limit;
  const plainEnd = parents > 0 && parents < addressEnd ? parents : addressEnd;
  const plain = text.slice(at, plainEnd);
  if (inBrackets && (odd || !plain.includes('@') || (plain.includes(' ') && !plain.startsWith('"')))) setRecipient(record, text, start, bracket + 2, limit - 1);
  else setRecipient(record, text, start, at, plainEnd);
  return limit;
}

/** Where the words begin: after `: ` behind the fields; a host's address may hold colons, but no colon and blank. */
function wordsAt(text: string, from: number): number {
  const defer = text.indexOf(' defer (', from);
  const colon = text.indexOf(': ', defer >= 0 && defer < from + 200 ? defer : from);
  return colon < 0 ? text.length : colon + 2;
}

/** The reply in `SMTP error from remote mail server after RCPT TO:<a@b>: 550 ...`; the whole text where no server spoke. */
function readError(text: string, start: number, from: number, record: ReturnType<typeof newRecord>): void {
  const error = firstOf(text, from, ['SMTP error from remote mail', 'LMTP error ']);
  let words = from;
  if (error < text.length) {
    const after = text.indexOf(' after ', error);
    if (after > 0) {
      record.stage = stageAt(text, after + 7) ?? (text.startsWith('initial connection', after + 7) ? 'connect' : null);
      for (let colon = text.indexOf(': ', after); colon >= 0; colon = text.indexOf(': ', colon + 2)) {
        if (!isReplyAt(text, colon + 2)) continue;
        words = colon + 2;
        record.remoteMta ??= /: host ([\w.-]{1,255}) \[/.exec(text.slice(after, words))?.[1]?.toLowerCase() ?? null; // Exim 4.80 and older
        break;
      }
    }
  }
  readWords(record, text, start, words, text.length);
}

function readRefusal(text: string, start: number, line: number, header: HeaderReader, sink: Sink): void {
  const found = REJECTED.exec(text);
  const refused = found ? -1 : Math.max(text.indexOf('refused connection from '), CONNECTION.exec(text)?.index ?? -1);
  if (!found && refused < 0) return;
  const verb = found ? found.index : refused;
  header.read(text);
  const record = newRecord('exim', line, { start, end: start + text.length });
  record.action = 'rejected';
  setTime(record, header);
  record.reportingMta = header.host;
  const sender = text.lastIndexOf(' F=', verb);
  if (sender > 0) record.sender = text.slice(sender + 3, wordEnd(text, sender + 3)).replace(/^<|>$/g, '');
  record.queueId = FIRST_ID.exec(text.slice(0, Math.min(verb + 1, 120)))?.[1] ?? null;
  let words = text.length;
  if (found) {
    const what = found[1]!;
    const at = verb + found[0].length;
    record.stage = what === 'connection' ? 'connect' : what === 'after' || what === 'during' || what === 'by' ? 'eod' : stageAt(text, at - what.length);
    if (what === 'RCPT' && text.charCodeAt(at) === 32) {
      const bracket = text.charCodeAt(at + 1) === 60;
      const end = bracket ? text.indexOf('>', at) : wordEnd(text, at + 1);
      if (end > 0) setRecipient(record, text, start, at + 1, end);
    }
    const colon = text.indexOf(': ', at);
    if (colon >= 0) words = colon + 2;
  } else {
    record.stage = 'connect';
    words = refused;
  }
  readWords(record, text, start, words, text.length);
  sink.record(record);
}


function wordEnd(text: string, at: number): number {
  const end = text.indexOf(' ', at);
  return end < 0 ? text.length : end;
}
