/**
 * qmail-send, plain, through multilog (TAI64N labels), splogger or syslog. qmail writes `_` for blanks. The recipient of a delivery is on
 * the line that starts it, so the reader remembers deliveries until they end.
 *
 *   @40000000419f13a508f3214c starting delivery 5: msg 161214 to remote a@example.net
 *   @40000000419f13a602653a54 delivery 5: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_no_such_user/Giving_up_on_192.0.2.1./
 */
import type { Action, BounceRecord } from '../record';
import { newRecord, setTime } from '../new-record';
import { isReplyAt } from '../scan/reply-start';
import type { LineReader, LogFormat, Sink } from '../source';
import { HeaderReader } from './syslog';
import { readWords } from './words';

/** qmail runs at most 255 deliveries (500 with patches) of each kind at a time; more open ones are leftovers of a cut log. */
const MOST_OPEN = 4096;
const RESULT = /(?:^|[ \]])delivery (\d{1,10}): (success|failure|deferral): /;
const START = /starting delivery (\d{1,10}): msg (\d{1,12}) to (?:remote|local) (\S{1,320})/;
const SENDER = /info msg (\d{1,12}): bytes \d{1,15} from <([^>]{0,320})>/;
const BARE = /^[\w.:-]{3,255}_(?:does_not_like_recipient|failed_after_I_sent_the_message|does_not_like_sender|does_not_like_me)/;
/** How people quote qmail's own words: from the first underscore word to the code and the slash. */
const OWN_WORDS = /(?<!\S)[A-Za-z]{1,20}[,:]?_[^\s/]{1,400}_\(#([45])\.\d\.\d{1,3}\)\//;
const ACTIONS: Readonly<Record<string, Action>> = { success: 'delivered', failure: 'failed', deferral: 'delayed' };
/** A result ends with a slash; IndiMail names its queue behind. */
const END = /\/(?: queue\d{1,4})?$/;
const SAID = 'Remote_host_said:_';

export const qmail: LogFormat = {
  kind: 'log',
  id: 'qmail',
  name: 'qmail log',
  stateless: false,
  needles: ['delivery ', 'info msg ', '_does_not_like_', '_failed_after_I_sent_', '_(#'],
  detect: ({ text }) => /(?:^|[ \]])(?:starting delivery \d{1,10}: msg \d|delivery \d{1,10}: (?:success|failure|deferral): |status: local \d{1,5}\/\d{1,5} remote )/m.test(text) ? 0.93 : /_does_not_like_recipient\.\/Remote_host_said:_/.test(text) || OWN_WORDS.test(text) ? 0.7 : 0,
  open: (options, sink): LineReader => new QmailReader(new HeaderReader(options.referenceTime), sink),
};

class QmailReader implements LineReader {
  private readonly deliveries = new Map<string, { recipient: string; message: string }>();
  private readonly senders = new Map<string, string>();

  constructor(private readonly header: HeaderReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const started = START.exec(text);
    if (started) return remember(this.deliveries, started[1]!, { recipient: started[3]!, message: started[2]! });
    const sender = SENDER.exec(text);
    if (sender) return remember(this.senders, sender[1]!, sender[2]!);
    const result = RESULT.exec(text);
    if (!result) {
      if (BARE.test(text)) return this.give(text, start, line, 0, 'failed', undefined);
      const words = text.includes('_(#') ? OWN_WORDS.exec(text) : null;
      if (words) this.give(text, start, line, words.index, words[1] === '4' ? 'delayed' : 'failed', undefined);
      return;
    }
    const delivery = this.deliveries.get(result[1]!);
    this.deliveries.delete(result[1]!);
    this.give(text, start, line, result.index + result[0].length, ACTIONS[result[2]!]!, delivery);
  }

  private give(text: string, start: number, line: number, from: number, action: Action, delivery: { recipient: string; message: string } | undefined): void {
    const record = newRecord('qmail', line, { start, end: start + text.length });
    record.action = action;
    const label = tai64(text);
    setTime(record, label === null ? this.header.read(text) : { time: label, hasZone: true });
    record.reportingMta = this.header.host;
    record.queueId = delivery?.message ?? null;
    record.sender = delivery ? this.senders.get(delivery.message) ?? null : null;
    readResult(text, start, from, record);
    if (delivery) {
      record.recipient = delivery.recipient;
      const at = text.indexOf(delivery.recipient, from);
      if (at >= 0) record.at.recipient = { start: start + at, end: start + at + delivery.recipient.length };
      else delete record.at.recipient;
    }
    this.sink.record(record);
  }
}

/** The text of a result, blanks put back; what the remote host said where it said something. */
function readResult(text: string, start: number, from: number, record: BounceRecord): void {
  const said = text.indexOf(SAID, from);
  let words = said < 0 ? from : said + SAID.length;
  let end = text.indexOf('/Giving_up_on_', words);
  if (end < 0) end = text.length - (END.exec(text.slice(-20))?.[0].length ?? 0);
  if (end < words) words = end;
  const host = /^(?:\([^)]{1,320}\)_)?([\w.:-]{3,255}?)_(?:does_not_like|accepted_message|failed_after)/.exec(text.slice(from, from + 600));
  if (host) record.remoteMta = host[1]!.toLowerCase();
  record.stage = text.includes('_does_not_like_recipient', from) ? 'rcpt' : text.includes('_failed_after_I_sent', from) ? 'eod' : null;
  readWords(record, text, start, words, end);
  if (said < 0 && !isReplyAt(text, words)) { // a number in qmail's own words
    record.replyCode = null;
    delete record.at.replyCode;
  }
  if (record.diagnostic?.includes('_')) {
    record.diagnostic = record.diagnostic.replace(/_/g, ' ').trim() || null;
    record.encodedIn = record.at.diagnostic!; // the blanks were put back
    delete record.at.diagnostic;
  }
  const address = /[<(]([^\s<>()@]{1,128}@[\w.-]{1,255})[>)]/.exec(text.slice(from, end));
  if (address) {
    record.recipient = address[1]!;
    const at = from + address.index + 1;
    record.at.recipient = { start: start + at, end: start + at + address[1]!.length };
  }
}

/** A TAI64N label (`@` and 24 hexadecimal digits) as milliseconds; TAI was 10 seconds ahead of UTC when multilog's tools were written. */
export function tai64(text: string): number | null {
  if (text.charCodeAt(0) !== 64 || !/^@[0-9a-f]{24}(?![0-9a-f])/.test(text.slice(0, 26))) return null;
  const seconds = (parseInt(text.slice(1, 9), 16) - 0x40000000) * 0x100000000 + parseInt(text.slice(9, 17), 16); // in two halves: 2 to the 62 is beyond a number's precision
  return (seconds - 10) * 1000 + Math.floor(parseInt(text.slice(17, 25), 16) / 1e6);
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MOST_OPEN) map.delete(map.keys().next().value!);
}
