/**
 * Tells from the bytes of Postfix's common lines what `postfix.ts` reads from their text. It knows only the plain shape of each: whatever
 * is odd about a line (a prefix that nobody knows, an address in quotes, a code that settles a general status) is left to `postfix.ts`.
 */
import type { Stage } from '../record';
import { bytesOf, find, findByte, findLast, startsWith, startsWithOne } from '../scan/bytes';
import { isReplyInBytes, statusEndInBytes } from '../scan/reply-start';
import type { FactReader, LineFacts, ReadOptions } from '../source';
import { TALKING } from './postfix-words';
import { PrefixMemory } from './prefix-memory';
import { stageInBytes } from './stage';

/** How far into a line its prefix and its recipient are looked for. */
const FARTHEST = 512;
/** Queue ids are shorter. */
const LONGEST_ID = 24;

const TO = bytesOf(': to=<');
const AFTER_TO = bytesOf('>, ');
const RELAY = bytesOf(', relay=');
const DSN = bytesOf(', dsn=');
const STATUS = bytesOf(', status=');
const SENT = bytesOf('sent (');
const BOUNCED = bytesOf('bounced (');
const DEFERRED = bytesOf('deferred (');
const EXPIRED = bytesOf('expired,');
/** A filter on this machine: not a delivery, see `postfix.ts`. */
const LOCAL_RELAYS = ['127.', 'localhost[', '::1['].map(bytesOf);
const FROM_MTA = bytesOf('250 2.0.0 from MTA(');
const PRIVATE = bytesOf('private/');
const SAID = bytesOf(' said: ');
const REFUSED = bytesOf(' refused to talk to me: ');
const HOST = bytesOf('host ');
const IN_REPLY_TO = bytesOf(' (in reply to ');
const TALKING_IN_BYTES = TALKING.map(bytesOf);
const WHILE = bytesOf(' while ');

const REJECT = bytesOf('reject: ');
const VERBS = ['milter-', 'proxy-'].map(bytesOf);
const FROM = bytesOf(' from ');
const ENVELOPE_FROM = bytesOf('; from=<');
const ENVELOPE_TO = bytesOf(' to=<');
const COLON = bytesOf(': ');
const CONTENT = ['header ', 'body '].map(bytesOf);

export class PostfixFacts implements FactReader {
  readonly source = 'postfix';
  action: LineFacts['action'] = 'delivered';
  time = Number.NaN;
  ownClock = false;
  reportingMta: string | null = null;
  queue: string | null = null;
  stage: Stage | null = null;
  queueIdFrom = 0;
  queueIdTo = 0;
  recipientFrom = 0;
  recipientTo = 0;
  remoteFrom = 0;
  remoteTo = 0;
  statusFrom = 0;
  statusTo = 0;
  replyFrom = 0;
  replyTo = 0;
  wordsFrom = 0;
  wordsTo = 0;
  private readonly prefix: PrefixMemory;

  constructor(options: ReadOptions) {
    this.prefix = new PrefixMemory(options.referenceTime);
  }

  read(bytes: Uint8Array, from: number, to: number, hit: number): boolean {
    if (hit >= to || hit - from > FARTHEST) return false;
    return startsWith(bytes, hit, STATUS) ? this.readStatus(bytes, from, to, hit) : this.readRefusal(bytes, from, to, hit);
  }

  private readStatus(bytes: Uint8Array, from: number, to: number, hit: number): boolean {
    const word = hit + STATUS.length;
    const sent = startsWith(bytes, word, SENT);
    const failed = !sent && startsWith(bytes, word, BOUNCED);
    const expired = !sent && !failed && startsWith(bytes, word, EXPIRED);
    if (!sent && !failed && !expired && !startsWith(bytes, word, DEFERRED)) return false;
    const id = this.readPrefix(bytes, from, hit);
    const colon = id < 0 ? -1 : endOfId(bytes, id, hit);
    if (colon < 0) return false;
    this.queue = this.prefix.instance;
    this.queueIdFrom = id;
    this.queueIdTo = colon;
    if (expired) return this.isExpiry(bytes, colon);
    if (!startsWith(bytes, colon, TO)) return false;
    this.recipientFrom = colon + TO.length;
    this.recipientTo = endOfAddress(bytes, this.recipientFrom, hit);
    if (this.recipientTo <= this.recipientFrom || !startsWith(bytes, this.recipientTo, AFTER_TO)) return false;
    const relay = find(bytes, this.recipientTo, hit, RELAY);
    if (relay < 0) return false;
    if (sent) return this.isDelivery(bytes, relay + RELAY.length, word + SENT.length);
    this.action = failed ? 'failed' : 'delayed';
    this.setRemoteToRelay(bytes, relay + RELAY.length, hit);
    this.statusFrom = findLast(bytes, relay, hit, DSN) + DSN.length;
    this.statusTo = this.statusFrom < relay ? -1 : statusEndInBytes(bytes, this.statusFrom, to);
    if (this.statusTo !== hit) return false;
    if (!this.readWords(bytes, word + (failed ? BOUNCED : DEFERRED).length, bytes[to - 1] === 41 ? to - 1 : to, to)) return false;
    return !this.isGeneralStatus(bytes) || !mayHoldStatus(bytes, this.wordsFrom, this.wordsTo);
  }

  private isDelivery(bytes: Uint8Array, relay: number, words: number): boolean {
    this.action = 'delivered';
    return !startsWith(bytes, words, FROM_MTA) && !startsWithOne(bytes, relay, LOCAL_RELAYS);
  }

  /** The queue manager's line, which tells nothing but that. */
  private isExpiry(bytes: Uint8Array, colon: number): boolean {
    this.action = 'expired';
    this.stage = null;
    this.recipientFrom = this.recipientTo = this.remoteFrom = this.remoteTo = this.statusFrom = this.statusTo = 0;
    this.replyFrom = this.replyTo = this.wordsFrom = this.wordsTo = 0;
    return startsWith(bytes, colon, EXPIRED_FROM);
  }

  /** @returns where the line's own words begin, or -1 */
  private readPrefix(bytes: Uint8Array, from: number, to: number): number {
    const message = this.prefix.read(bytes, from, to);
    this.time = this.prefix.time;
    this.ownClock = !this.prefix.hasZone;
    this.reportingMta = this.prefix.host;
    return message;
  }

  /** `mx.example.net[192.0.2.1]:25`; sockets, `none`, `local` name no host. */
  private setRemoteToRelay(bytes: Uint8Array, from: number, to: number): void {
    let end = from;
    while (end < to && bytes[end] !== 91 && !(bytes[end] === 44 && bytes[end + 1] === 32)) end++;
    const isHost = end > from && bytes[end] === 91 && bytes[end + 1] !== 47 && !startsWith(bytes, end + 1, PRIVATE);
    this.remoteFrom = from;
    this.remoteTo = isHost ? end : from;
  }

  /** As `readServerWords`. @param to where the words end @param lineTo where the line does @returns false where the host has no name */
  private readWords(bytes: Uint8Array, from: number, to: number, lineTo: number): boolean {
    this.wordsFrom = from;
    this.wordsTo = to;
    this.stage = null;
    const said = find(bytes, from, lineTo, SAID);
    if (said > 0 && said < to) {
      this.wordsFrom = said + SAID.length;
      this.setRemoteToHostBefore(bytes, from, said);
      const reply = findLast(bytes, this.wordsFrom + 1, Math.min(lineTo, to + IN_REPLY_TO.length), IN_REPLY_TO);
      if (reply > 0) {
        this.wordsTo = reply;
        this.stage = stageInBytes(bytes, reply + IN_REPLY_TO.length);
      }
    } else {
      const refused = find(bytes, from, lineTo, REFUSED);
      if (refused > 0) {
        this.wordsFrom = refused + REFUSED.length;
        this.setRemoteToHostBefore(bytes, from, refused);
        this.stage = 'connect';
      } else if (!isReplyInBytes(bytes, from, lineTo)) {
        this.readTalk(bytes, from, to, lineTo);
      }
    }
    this.readReply(bytes, lineTo);
    return this.remoteFrom < this.remoteTo || bytes[this.remoteTo] !== 91 /* [ */;
  }

  private readReply(bytes: Uint8Array, lineTo: number): void {
    this.replyFrom = this.wordsFrom;
    this.replyTo = isReplyInBytes(bytes, this.wordsFrom, lineTo) ? this.wordsFrom + 3 : this.wordsFrom;
  }

  private setRemoteToHostBefore(bytes: Uint8Array, from: number, end: number): void {
    const host = findLast(bytes, from, end + HOST.length, HOST);
    const bracket = host < 0 ? -1 : findByte(bytes, host, end, 91);
    if (bracket <= host) return;
    this.remoteFrom = host + HOST.length;
    this.remoteTo = bracket;
  }

  private readTalk(bytes: Uint8Array, from: number, to: number, lineTo: number): void {
    for (let i = 0; i < TALKING_IN_BYTES.length; i++) {
      const phrase = TALKING_IN_BYTES[i]!;
      const at = find(bytes, from, lineTo, phrase);
      if (at < 0 || at > to) continue;
      const host = at + phrase.length;
      const bracket = findByte(bytes, host, lineTo, 91);
      if (bracket > host && bracket - host < 256 && findByte(bytes, host, lineTo, 32) > bracket && this.remoteFrom === this.remoteTo) {
        this.remoteFrom = host;
        this.remoteTo = bracket;
      }
      this.stage = TALKING[i] === 'connect to ' ? 'connect' : stageWhile(bytes, host, lineTo) ?? (TALKING[i]!.includes('TLS') ? 'tls' : null);
      return;
    }
    if (startsWithOne(bytes, from, TLS_FIRST)) this.stage = 'tls';
  }

  /** `x.0.0`: a more specific one in the server's words would be the record's. */
  private isGeneralStatus(bytes: Uint8Array): boolean {
    const { statusTo } = this;
    return bytes[statusTo - 1] === 48 && bytes[statusTo - 2] === 46 && bytes[statusTo - 3] === 48 && bytes[statusTo - 4] === 46;
  }

  /** As `readRefusal`, of an SMTP command that names an envelope. */
  private readRefusal(bytes: Uint8Array, from: number, to: number, hit: number): boolean {
    const what = hit + REJECT.length;
    let verb = hit;
    for (const before of VERBS) if (startsWith(bytes, hit - before.length, before)) verb = hit - before.length;
    const colon = verb - 2;
    const id = this.readPrefix(bytes, from, hit);
    if (id < 0 || colon <= id || endOfId(bytes, id, hit) !== colon || !startsWith(bytes, colon, COLON)) return false;
    if (startsWithOne(bytes, what, CONTENT) || find(bytes, what, to, STATUS) >= 0) return false;
    const envelope = findLast(bytes, what, to, ENVELOPE_FROM);
    if (envelope < 0) return false;
    this.action = 'rejected';
    this.queue = null;
    this.stage = stageInBytes(bytes, what);
    this.remoteFrom = this.remoteTo = 0;
    if (!this.setRefusedRecipient(bytes, envelope, to)) return false;
    const words = wordsOfRefusal(bytes, what, envelope, to);
    if (words < 0) return false;
    this.wordsFrom = words;
    this.wordsTo = envelope;
    this.readReply(bytes, to);
    this.statusFrom = this.replyTo > this.replyFrom ? this.replyTo + 1 : words;
    this.statusTo = Math.max(this.statusFrom, statusEndInBytes(bytes, this.statusFrom, to));
    return true;
  }

  /** @returns false where there is one, and it is odd, or where the words may name the one that is missing */
  private setRefusedRecipient(bytes: Uint8Array, envelope: number, to: number): boolean {
    const start = find(bytes, envelope, to, ENVELOPE_TO);
    if (start < 0 && this.stage === 'rcpt') return false;
    this.recipientFrom = start < 0 ? 0 : start + ENVELOPE_TO.length;
    this.recipientTo = start < 0 ? 0 : endOfAddress(bytes, this.recipientFrom, to);
    return this.recipientTo >= this.recipientFrom;
  }
}

const EXPIRED_FROM = bytesOf(': from=<');
const TLS_FIRST = ['Server certificate ', 'Cannot start TLS'].map(bytesOf);

/** Where a queue id that begins at `at` ends; -1 where it is none, or longer than any. */
function endOfId(bytes: Uint8Array, at: number, to: number): number {
  let end = at;
  for (; end < to && end - at <= LONGEST_ID; end++) {
    const lower = bytes[end]! | 32;
    if (!(lower >= 97 && lower <= 122) && !(bytes[end]! >= 48 && bytes[end]! <= 57)) return end;
  }
  return -1;
}

/** The first `>` behind printable ASCII without blanks, or -1. */
function endOfAddress(bytes: Uint8Array, at: number, to: number): number {
  for (let i = at; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === 62) return i;
    if (byte <= 32 || byte > 126) return -1;
  }
  return -1;
}

/** Behind the client: `RCPT from host[192.0.2.1]: 550 ...`; -1 where there are none. */
function wordsOfRefusal(bytes: Uint8Array, what: number, limit: number, to: number): number {
  const bracket = findByte(bytes, what, to, 91);
  const from = bracket < 0 || bracket >= limit ? -1 : find(bytes, what, to, FROM);
  const client = from > 0 && from < bracket ? findByte(bytes, bracket, to, 93) : what;
  const colon = client < 0 ? -1 : find(bytes, client, to, COLON);
  return colon < 0 || colon + COLON.length >= limit ? -1 : colon + COLON.length;
}

function stageWhile(bytes: Uint8Array, at: number, to: number): Stage | null {
  const sending = find(bytes, at, to, WHILE);
  const blank = sending < 0 ? -1 : findByte(bytes, sending + WHILE.length, to, 32);
  return blank < 0 ? null : stageInBytes(bytes, blank + 1);
}

/** `4.2`, `5.7` and the like, as a status code begins; not within a number or an IP. */
function mayHoldStatus(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i + 2 < to; i++) {
    const byte = bytes[i]!;
    if (bytes[i + 1] !== 46 || byte < 50 || byte > 53 || !isDigit(bytes[i + 2]!)) continue;
    if (!isDigit(bytes[i - 1]!) && !(bytes[i - 1] === 46 && isDigit(bytes[i - 2]!))) return true;
  }
  return false;
}

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
