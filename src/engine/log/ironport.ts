/**
 * Cisco Secure Email (IronPort AsyncOS), its mail log. A delivery names message and recipient by number; the address was named before.
 *
 *   Info: MID 6 ICID 5 RID 0 To: <a@example.net>
 *   Info: Bounced: DCID 8 MID 6 to RID 0 - 5.1.0 - Unknown address error ('550', ['5.1.1 no such user']) []
 *   Info: Delayed: DCID 8 MID 6 to RID 0 - 4.1.0 - Unknown address error ('451', ['4.7.1 later']) []
 *   Info: MID 6 ICID 5 To: <c@example.com> Rejected by LDAPACCEPT
 */
import type { LineReader, LogFormat, Sink } from '../source';
import { beginRecord } from './begin';
import { HeaderReader } from './syslog';
import { readWords, setRecipient, setStatus } from './words';

const RESULT = /\b(Bounced|Delayed): DCID \d{1,12} MID (\d{1,12}) to RID \[?(\d{1,8})\]? - ([45]\.\d{1,3}\.\d{1,3}) - /;
const ADDRESS = /\bMID (\d{1,12}) ICID \d{1,12} RID (\d{1,8}) To: <([^>]{1,320})>/;
const SENDER = /\bMID (\d{1,12}) ICID \d{1,12} From: <([^>]{0,320})>/;
const REFUSED = /\bICID \d{1,12} To: <([^>]{1,320})> Rejected by /;
/** What the server said, as a list of lines. */
const SAID = /\('(\d{3})', \[b?(['"])/;
/** Messages under way. */
const MOST_OPEN = 100_000;

export const ironport: LogFormat = {
  kind: 'log',
  id: 'ironport',
  name: 'Cisco Secure Email log',
  stateless: false,
  needles: [' RID ', ' From: <', ' Rejected by '],
  detect: ({ text }) => RESULT.test(text) || /\bInfo: MID \d{1,12} ICID \d{1,12} (?:RID \d{1,8} To|From): </.test(text) ? 0.93 : 0,
  open: (options, sink): LineReader => new IronPortReader(new HeaderReader(options.referenceTime), sink),
};

class IronPortReader implements LineReader {
  /** By message and recipient number; senders by message number. */
  private readonly addresses = new Map<string, string>();

  constructor(private readonly header: HeaderReader, private readonly sink: Sink) {}

  line(text: string, start: number, line: number): void {
    const result = RESULT.exec(text);
    if (result) return this.result(result, text, start, line);
    const refused = REFUSED.exec(text);
    if (refused) {
      const record = beginRecord('ironport', text, start, line, this.header);
      record.action = 'rejected';
      record.stage = 'rcpt';
      const at = refused.index + refused[0].indexOf('<') + 1;
      setRecipient(record, text, start, at, at + refused[1]!.length);
      readWords(record, text, start, refused.index + refused[0].indexOf('Rejected by'), text.length);
      this.sink.record(record);
      return;
    }
    const address = ADDRESS.exec(text);
    if (address) return this.remember(`${address[1]} ${address[2]}`, address[3]!);
    const sender = SENDER.exec(text);
    if (sender) this.remember(sender[1]!, sender[2]!);
  }

  private result(found: RegExpExecArray, text: string, start: number, line: number): void {
    const record = beginRecord('ironport', text, start, line, this.header);
    record.action = found[1] === 'Bounced' ? 'failed' : 'delayed';
    record.at.action = { start: start + found.index, end: start + found.index + found[1]!.length };
    record.queueId = found[2]!;
    record.recipient = this.addresses.get(`${found[2]} ${found[3]}`) ?? null;
    record.sender = this.addresses.get(found[2]!) ?? null;
    const from = found.index + found[0].length;
    setStatus(record, text, start, from - 3 - found[4]!.length, from - 3);
    const said = SAID.exec(text.slice(from));
    if (said) {
      const code = from + said.index + 2;
      const words = from + said.index + said[0].length;
      if (/^[45][0-5]/.test(said[1]!)) {
        record.replyCode = said[1]!;
        record.at.replyCode = { start: start + code, end: start + code + 3 };
      }
      const end = text.indexOf(`${said[2]}]`, words);
      readWords(record, text, start, words, end < 0 ? text.length : end);
    } else {
      readWords(record, text, start, from, text.length);
    }
    this.sink.record(record);
  }

  private remember(key: string, address: string): void {
    this.addresses.delete(key);
    this.addresses.set(key, address);
    if (this.addresses.size > MOST_OPEN) this.addresses.delete(this.addresses.keys().next().value!);
  }
}
