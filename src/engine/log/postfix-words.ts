/** The text in parentheses that ends a Postfix `status=` line: who answered, with what, to which command. */
import type { BounceRecord, Stage } from '../record';
import { isReplyAt } from '../scan/reply-start';
import { stageAt } from './stage';

const IN_REPLY_TO = ' (in reply to ';

/** Phrases with which Postfix names a host that it could not talk to; the host follows. */
export const TALKING = ['connect to ', 'lost connection with ', 'conversation with ', 'TLS is required, but was not offered by host ', 'Cannot start TLS: '];

/**
 * Fills diagnostic, reply code, remote host and stage of a record.
 * @param start offset of the line in the whole text @param from first offset inside the parentheses @param to offset after the last
 */
export function readServerWords(text: string, start: number, from: number, to: number, record: BounceRecord): void {
  let words = from;
  let end = to;
  const said = text.indexOf(' said: ', from);
  if (said > 0 && said < to) {
    words = said + 7;
    hostBefore(text, from, said, record);
    const reply = text.lastIndexOf(IN_REPLY_TO, to);
    if (reply > words) {
      end = reply;
      record.stage = stageAt(text, reply + IN_REPLY_TO.length);
    }
  } else {
    const refused = text.indexOf(' refused to talk to me: ', from);
    if (refused > 0) {
      words = refused + 24;
      hostBefore(text, from, refused, record);
      record.stage = 'connect';
    } else if (!isReplyAt(text, from)) {
      readTalk(text, from, to, record);
    }
  }
  if (isReplyAt(text, words)) {
    record.replyCode = text.slice(words, words + 3);
    record.at.replyCode = { start: start + words, end: start + words + 3 };
  }
  record.diagnostic = text.slice(words, end);
  record.at.diagnostic = { start: start + words, end: start + end };
}

/** `host mx.example.net[192.0.2.1]` ends at `end`. */
function hostBefore(text: string, from: number, end: number, record: BounceRecord): void {
  const host = text.lastIndexOf('host ', end);
  if (host < from) return;
  const bracket = text.indexOf('[', host);
  if (bracket > host && bracket < end) record.remoteMta = text.slice(host + 5, bracket).toLowerCase();
}

/** No server answered: `connect to mx.example.net[192.0.2.1]:25: Connection timed out`. */
function readTalk(text: string, from: number, to: number, record: BounceRecord): void {
  for (const phrase of TALKING) {
    const at = text.indexOf(phrase, from);
    if (at < 0 || at > to) continue;
    const host = at + phrase.length;
    const bracket = text.indexOf('[', host);
    if (bracket > host && bracket - host < 256 && text.indexOf(' ', host) > bracket) record.remoteMta ??= text.slice(host, bracket).toLowerCase();
    record.stage = phrase === 'connect to ' ? 'connect' : stageWhile(text, host) ?? (phrase.includes('TLS') ? 'tls' : null);
    return;
  }
  if (text.startsWith('Server certificate ', from) || text.startsWith('Cannot start TLS', from)) record.stage = 'tls';
}

/** `while sending RCPT TO`, `while receiving the initial server greeting`. */
function stageWhile(text: string, at: number): Stage | null {
  const sending = text.indexOf(' while ', at);
  if (sending < 0) return null;
  const word = text.indexOf(' ', sending + 7) + 1;
  return stageAt(text, word);
}
