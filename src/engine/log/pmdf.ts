/**
 * PMDF and its heirs: the transaction log (`mail.log_current`) of Sun's, now Oracle's, Messaging Server, as lines and as XML elements.
 *
 *   16-Feb-2026 15:41:35.73 tcp_local                 R 1 news@example.org rfc822;ann@example.net ann@example.net dns;mx.example.net
 *     (TCP|192.0.2.1|2788|192.0.2.7|25) (mx.example.net ESMTP) smtp;550 5.1.1 unknown user
 *   <en ts="2026-02-16T15:41:35.73" sc="tcp_local" ac="R" sz="1" so="news@example.org" od="rfc822;ann@example.net" de="ann@example.net" di="smtp;550 5.1.1 unknown user"/>
 *
 * Stamp, channels, what was done (one letter, and how behind it), size, sender, the recipient as it was and as it is now. `E` puts into a
 * queue, `W` is a notice: neither is an outcome.
 */
import { decodeEntities } from '../message/mime/html-text';
import { newRecord, setTime } from '../new-record';
import type { Action, BounceRecord } from '../record';
import type { LogFormat } from '../source';
import { StampReader } from './stamp';
import { readWords, setRecipient } from './words';

const ACTIONS: Readonly<Record<string, Action>> = { D: 'delivered', R: 'failed', K: 'failed', Q: 'delayed', Z: 'delayed', J: 'rejected' };
/** Host and process may stand before the channels. */
const LINE = /(?:^|[\s:])(\d\d?-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d(?:\.\d\d)?)((?: {1,40}[\w.+-]{1,64}){1,4}?) {1,40}([A-Z]{1,7}) \d{1,9} (\S{0,320}) {0,2}rfc822;(\S{0,320}) (\S{1,320})/;
/** Channels that only pass a message on to another one, or drop it. */
const INSIDE = /^(?:(?:re)?process|conversion|defragment|filter_discard|bitbucket|hold)/;
/** What stands before the words: flags, the queue file, ids, the user, the host that was asked, its address and its greeting. */
const BEFORE_WORDS = /\s{1,8}|\d{1,5}(?= \S{0,300}[/<])|\S{0,300}\/\S{1,300}|<([^<>\s]{1,300})>,?|mailsrv(?!\S)|[\w.-]{1,255}(?= (?:dns;|\([^()]{0,255}\[))|dns;\S{1,255}|\([^()]{0,300}\)/y;

type Range = readonly [from: number, to: number];

export const pmdf: LogFormat = {
  kind: 'log',
  id: 'pmdf',
  name: 'Oracle Messaging Server log (PMDF)',
  stateless: true,
  needles: ['rfc822;', '<en ts'],
  detect: ({ text }) => (text.includes('rfc822;') && LINE.test(text)) || /^<en ts="[^<>]{0,400}? ac="/m.test(text) ? 0.9 : 0,
  open: (options, sink) => {
    const stamp = new StampReader(options.referenceTime);
    return {
      line(text, start, line) {
        const entry = text.startsWith('<en ') ? elementOf(text) : lineOf(text);
        const action = entry && ACTIONS[entry.code];
        if (!action || (action === 'delivered' && INSIDE.test(entry.channel))) return;
        const record = newRecord('pmdf', line, { start, end: start + text.length });
        record.action = action;
        if (stamp.read(text, entry.stamp)) setTime(record, stamp);
        const [was, is] = [text.slice(...entry.was).trim(), text.slice(...entry.is).replace(/^@[^:]{1,255}:/, '')];
        setRecipient(record, text, start, ...(was === '' ? entry.is : entry.was));
        if (was !== '' && is.toLowerCase() !== was.toLowerCase() && /@.{1,255}\./.test(is)) record.finalRecipient = is;
        record.sender = entry.sender.replace(/^<>$/, '');
        record.queue = entry.channel;
        record.queueId = entry.id;
        record.remoteMta = /\bdns;([\w.-]{1,255})/.exec(text)?.[1]?.toLowerCase() ?? null;
        if (action !== 'delivered') readWords(record, text, start, ...entry.words);
        asWritten(record);
        sink.record(record);
      },
    };
  },
};

interface Entry {
  readonly code: string;
  readonly channel: string;
  readonly stamp: number;
  readonly sender: string;
  /** The recipient as it was written, and what became of it. */
  readonly was: Range;
  readonly is: Range;
  readonly id: string | null;
  readonly words: Range;
}

function lineOf(text: string): Entry | null {
  const found = LINE.exec(text);
  if (!found) return null;
  const end = found.index + found[0].length;
  const to = end - found[6]!.length - 1;
  let id: string | null = null;
  let words = end;
  for (BEFORE_WORDS.lastIndex = end; ; words = BEFORE_WORDS.lastIndex) {
    const piece = BEFORE_WORDS.exec(text);
    if (!piece) break;
    id = piece[1] ?? id;
  }
  const reply = text.lastIndexOf(' smtp;');
  return {
    code: found[3]!.charAt(0), channel: found[2]!.slice(found[2]!.lastIndexOf(' ') + 1), stamp: text.indexOf(found[1]!, found.index), sender: found[4]!,
    was: [to - found[5]!.length, to], is: [to + 1, end], id, words: [reply < end ? words : reply + 6, text.length],
  };
}

function elementOf(text: string): Entry {
  const place = (name: string): Range => {
    const from = text.indexOf(` ${name}="`) + 5;
    const to = text.indexOf('"', from);
    return from < 5 || to < 0 ? [0, 0] : [from, to];
  };
  const value = (name: string): string => text.slice(...place(name));
  const [from, to] = place(text.includes(' di="') ? 'di' : 're');
  const reply = text.slice(from, to).lastIndexOf('smtp;');
  const [original, end] = place('od');
  return {
    code: value('ac').charAt(0), channel: value('sc'), stamp: place('ts')[0], sender: value('so'),
    was: [original + (text.startsWith('rfc822;', original) ? 7 : 0), end], is: place('de'),
    id: value('mi').replace(/^&lt;|&gt;$/g, '') || null, words: [reply < 0 ? from : from + reply + 5, to],
  };
}

/** XML writes some signs otherwise. */
function asWritten(record: BounceRecord): void {
  const words = decodeEntities(record.diagnostic ?? '');
  const { diagnostic, ...at } = record.at;
  if (!diagnostic || words === record.diagnostic) return;
  Object.assign(record, { diagnostic: words, encodedIn: diagnostic, at });
}
