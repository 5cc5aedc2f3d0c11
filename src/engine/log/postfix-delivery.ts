/** Tells Postfix's plain deliveries from their bytes: nine of ten results in a healthy log, and all that is counted of them is when and to whom. */
import type { DeliveryReader, ReadOptions } from '../source';
import { HeaderReader } from './syslog';

/** How far into a line its prefix and its recipient are looked for; what stands farther is read the long way. */
const FARTHEST = 512;

const SENT = bytesOf(', status=sent (');
const TO = bytesOf(': to=<');
const RELAY = bytesOf(', relay=');
/** A filter on this machine: not a delivery, see `postfix.ts`. */
const LOCAL_RELAYS = ['127.', 'localhost[', '::1['].map(bytesOf);
const FROM_MTA = bytesOf('250 2.0.0 from MTA(');

export class PostfixDeliveries implements DeliveryReader {
  time: number | null = null;
  recipientFrom = 0;
  recipientTo = 0;
  queueIdFrom = 0;
  queueIdTo = 0;
  private readonly header: HeaderReader;
  /** The first bytes of the line before: in most logs the stamp is the same for many lines. */
  private readonly stamp = new Uint8Array(15);
  private stampLength = 0;

  constructor(options: ReadOptions) {
    this.header = new HeaderReader(options.referenceTime);
  }

  read(bytes: Uint8Array, from: number, to: number, hit: number): boolean {
    if (!startsWith(bytes, hit, SENT) || startsWith(bytes, hit + SENT.length, FROM_MTA)) return false;
    const limit = Math.min(hit, from + FARTHEST);
    const start = find(bytes, from, limit, TO);
    if (start < 0) return false;
    this.recipientFrom = start + TO.length;
    let end = this.recipientFrom;
    for (; end < limit && bytes[end] !== 62 /* > */; end++) if (bytes[end]! > 127) return false;
    const relay = find(bytes, end, limit, RELAY);
    if (end === limit || end === this.recipientFrom || relay < 0 || hit >= to) return false;
    if (LOCAL_RELAYS.some((local) => startsWith(bytes, relay + RELAY.length, local))) return false;
    this.recipientTo = end;
    this.queueIdTo = start;
    this.queueIdFrom = start;
    while (this.queueIdFrom > from && bytes[this.queueIdFrom - 1] !== 32) this.queueIdFrom--;
    this.readTime(bytes, from, start);
    return true;
  }

  private readTime(bytes: Uint8Array, from: number, to: number): void {
    // "Oct  1 00:00:00": 15 bytes that begin with a letter and end with the second
    if (this.stampLength === 15 && startsWith(bytes, from, this.stamp)) return;
    const prefix = String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]); // spreading takes twice as long
    this.time = this.header.read(prefix).time;
    this.stampLength = bytes[from]! > 64 && bytes[from + 15] === 32 && bytes[from + 12] === 58 ? 15 : 0;
    if (this.stampLength > 0) this.stamp.set(bytes.subarray(from, from + 15));
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

function startsWith(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let i = 0; i < what.length; i++) if (bytes[at + i] !== what[i]) return false;
  return true;
}

function find(bytes: Uint8Array, from: number, to: number, what: Uint8Array): number {
  const first = what[0]!;
  for (let i = from; i < to; i++) if (bytes[i] === first && startsWith(bytes, i, what)) return i;
  return -1;
}
