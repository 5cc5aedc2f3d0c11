/**
 * Reads the prefixes of log lines from their bytes. In one log they differ in little: the stamp, the process id, which of a dozen
 * programs. So each hour of each program is read the long way once, by `HeaderReader`; what differs from that only in the digits behind
 * the hour and in the process id has the same host, and its time follows.
 *
 *   2026-10-01T07:15:02.123456+00:00 mx1 postfix/smtp[4711]: 4F5G6H: to=<...
 *   <lead      >mm ss <fraction><rest               >pid
 */
import { bytesOf, findByte, startsWith } from '../scan/bytes';
import { HeaderReader } from './syslog';

/** How far into a line its clock is looked for. */
const FARTHEST_CLOCK = 64;
/** Programs that are remembered: those of one host, or of a few. */
const MOST_KNOWN = 32;
/** More digits of a fraction than any clock has could round up. */
const LONGEST_FRACTION = 9;
/** All zones of the world are so many milliseconds apart, or a multiple. */
const ZONE_STEP = 15 * 60_000;

const AFTER_PID = bytesOf(']: ');
/** RFC 5424 section 6: neither message id nor structured data. */
const NEITHER = bytesOf(' - - ');

interface Known {
  /** All before the minutes. */
  readonly lead: Uint8Array;
  /** All between the clock and the process id, and what follows that. */
  readonly rest: Uint8Array;
  readonly after: Uint8Array;
  /** When its hour began. */
  readonly hour: number;
  readonly hasZone: boolean;
  readonly host: string | null;
  readonly instance: string | null;
}

export class PrefixMemory {
  /** Milliseconds since 1970; NaN where the line has no stamp. */
  time = Number.NaN;
  /** See `StampReader`. */
  hasZone = false;
  host: string | null = null;
  /** See `HeaderReader`. */
  instance: string | null = null;
  private readonly header: HeaderReader;
  private known: Known[] = [];
  private lead: Uint8Array = new Uint8Array(0);

  /** @param referenceTime see `ReadOptions` */
  constructor(referenceTime: number) {
    this.header = new HeaderReader(referenceTime);
  }

  /** @param to where the prefix certainly is over @returns where the daemon's own words begin; -1 where the prefix is not ASCII */
  read(bytes: Uint8Array, from: number, to: number): number {
    const colon = this.colonOf(bytes, from, to);
    if (bytes[colon] !== 58 || bytes[colon + 3] !== 58 || colon < from + 2 || twoDigits(bytes, colon - 2) < 0) return this.readLong(bytes, from, to);
    const minute = twoDigits(bytes, colon + 1);
    const second = twoDigits(bytes, colon + 4);
    let rest = colon + 6;
    let milliseconds = 0;
    if ((bytes[rest] === 46 || bytes[rest] === 44) && isDigit(bytes[rest + 1]!)) {
      const first = ++rest;
      for (let scale = 100; isDigit(bytes[rest]!); rest++, scale = scale === 100 ? 10 : scale === 10 ? 1 : 0) milliseconds += (bytes[rest]! - 48) * scale;
      if (rest - first > LONGEST_FRACTION) return this.readLong(bytes, from, to);
    }
    if (minute < 0 || second < 0) return this.readLong(bytes, from, to);
    const clock = minute * 60_000 + second * 1000 + milliseconds;
    for (let i = 0; i < this.known.length; i++) {
      const known = this.known[i]!;
      const pid = rest + known.rest.length;
      if (bytes[pid - 1] !== known.rest[known.rest.length - 1] || !startsWith(bytes, rest, known.rest) || !startsWith(bytes, from, known.lead)) continue;
      const message = endOfPid(bytes, pid, to, known.after);
      if (message < 0 || from + known.lead.length !== colon) continue;
      this.time = known.hour + clock;
      this.hasZone = known.hasZone;
      this.host = known.host;
      this.instance = known.instance;
      return message;
    }
    return this.learn(clock, colon, rest, bytes, from, to);
  }

  /** The first colon of a line; mostly it stands where it stood in the line before. */
  private colonOf(bytes: Uint8Array, from: number, to: number): number {
    const { lead } = this;
    if (bytes[from + lead.length] === 58 && startsWith(bytes, from, lead)) return from + lead.length;
    return findByte(bytes, from, Math.min(to, from + FARTHEST_CLOCK), 58);
  }

  private learn(clock: number, colon: number, rest: number, bytes: Uint8Array, from: number, to: number): number {
    const message = this.readLong(bytes, from, to);
    const pid = endOfRest(bytes, rest, to);
    const after = bytes[pid - 1] === 91 /* [ */ ? AFTER_PID : NEITHER;
    const hour = this.time - clock;
    if (pid < 0 || message < 0 || message >= to || message !== endOfPid(bytes, pid, to, after) || hour % ZONE_STEP !== 0) return message;
    const lead = copied(bytes, from, colon);
    const same = this.known.findIndex((known) => known.rest.length === pid - rest && startsWith(bytes, rest, known.rest));
    if (same === -1 && this.known.length >= MOST_KNOWN) this.known = [];
    this.known[same === -1 ? this.known.length : same] = { lead, rest: copied(bytes, rest, pid), after, hour, hasZone: this.hasZone, host: this.host, instance: this.instance };
    this.lead = lead;
    return message;
  }

  private readLong(bytes: Uint8Array, from: number, to: number): number {
    for (let i = from; i < to; i++) if (bytes[i]! > 127) return -1;
    const prefix = String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]); // spreading takes twice as long
    const { time, hasZone, host, instance, message } = this.header.read(prefix);
    this.time = time ?? Number.NaN;
    this.hasZone = hasZone;
    this.host = host;
    this.instance = instance;
    return from + message;
  }
}

/** The offset of the process id behind zone, host and program; -1 where they are not followed by one. */
function endOfRest(bytes: Uint8Array, from: number, to: number): number {
  const c = bytes[from];
  const host = c === 43 || c === 45 || c === 90 /* + - Z */ ? findByte(bytes, from, Math.min(to, from + 8), 32) : from;
  if (host < 0 || bytes[host] !== 32) return -1;
  let spaces = 0;
  for (let i = host; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === 58) return -1; // no program, or another clock
    if (byte === 91 /* [ */ || (byte === 32 && ++spaces === 3 && endOfPid(bytes, i + 1, to, NEITHER) > 0)) return i + 1;
  }
  return -1;
}

/** The offset after a process id and what follows it, or -1. */
function endOfPid(bytes: Uint8Array, from: number, to: number, after: Uint8Array): number {
  let end = from;
  while (end < to && isDigit(bytes[end]!)) end++;
  const message = end + after.length;
  return end > from && end - from <= 10 && message <= to && startsWith(bytes, end, after) && bytes[message]! > 32 ? message : -1;
}

/** Not slice(): Node's Buffer gives a view there. */
const copied = (bytes: Uint8Array, from: number, to: number): Uint8Array => new Uint8Array(bytes.subarray(from, to));

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

function twoDigits(bytes: Uint8Array, at: number): number {
  const high = bytes[at]! - 48;
  const low = bytes[at + 1]! - 48;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : -1;
}
