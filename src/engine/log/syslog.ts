/**
 * Peels what stands before a daemon's own words on a log line: container and orchestrator prefixes, priorities, time stamps,
 * the host, the program and its process id. RFC 3164, RFC 5424, ISO stamps, journald export, docker, compose and Kubernetes.
 */
import { isDigit, isLetter } from '../scan/characters';
import { StampReader } from './stamp';

/** How far into a line a prefix is looked for. */
const FARTHEST = 400;

/** What stood before the message of the line read last. One object is reused for all lines of a text. */
export class HeaderReader {
  time: number | null = null;
  /** See `StampReader`. */
  hasZone = false;
  /** Lower case, null where the line names none. */
  host: string | null = null;
  /** As written, without the process id: `postfix/smtpd`. */
  program: string | null = null;
  pid: string | null = null;
  /** Offset of the daemon's own words. */
  message = 0;
  private readonly stamp: StampReader;
  private lastHost = '';
  private lastHostLower = '';
  private lastProgram = '';
  private lastInstance: string | null = null;

  /** @param referenceTime see `ReadOptions` */
  constructor(referenceTime: number) {
    this.stamp = new StampReader(referenceTime);
  }

  /** Of a program that names itself `instance/daemon`, as Postfix does with a `syslog_name` of its own: the instance; null for plain `postfix`. */
  get instance(): string | null {
    return this.program === null ? null : this.lastInstance;
  }

  /** Reads the prefix of a line. A line without any has its message at the first character that is no blank. */
  read(text: string): this {
    this.time = null;
    this.host = null;
    this.program = null;
    this.pid = null;
    let at = skipBlanks(text, byteOrderMarkEnd(text));
    let stamped = this.stampAt(text, at); // most lines begin with their stamp: containers' prefixes are looked for where it fails
    if (!stamped) {
      at = outerLayersEnd(text, at);
      if (text.charCodeAt(at) === 60 /* < */) at = priorityEnd(text, at);
      const version = text.charCodeAt(at) === 49 && text.charCodeAt(at + 1) === 32 && text.charCodeAt(at + 2) !== 32;
      if (version && (this.stamp.read(text, at + 2) || text.startsWith('- ', at + 2))) return this.rfc5424(text, at + 2);
      stamped = this.stampAt(text, at);
    }
    if (stamped) {
      for (let layer = 0; layer < 2; layer++) { // docker's stamp, then the daemon's
        at = this.afterStamp(text);
        const c = text.charCodeAt(at);
        if (!isDigit(c) && !(c <= 90 && (isDigit(text.charCodeAt(at + 4)) || isDigit(text.charCodeAt(at + 5)))) || !this.stampAt(text, at)) break; // "Jan 15", "Jan  5"
      }
    }
    this.hostAndProgram(text, at, stamped);
    return this;
  }

  private stampAt(text: string, at: number): boolean {
    const bracket = text.charCodeAt(at) === 91 && isDigit(text.charCodeAt(at + 1)) ? 1 : 0; // [2026-03-14 10:00:00]
    if (!this.stamp.read(text, at + bracket)) return false;
    if (bracket && text.charCodeAt(this.stamp.end) === 93) this.stamp.end++;
    this.time = this.stamp.time;
    this.hasZone = this.stamp.hasZone;
    return true;
  }

  /** Behind a stamp: blanks, a container's stream name, ` am | `, a priority. */
  private afterStamp(text: string): number {
    let at = skipBlanks(text, this.stamp.end);
    const c = text.charCodeAt(at);
    if (c === 115 /* s */) at = streamWordEnd(text, at);
    else if (c === 97 || c === 112 || c === 124 /* a p | */) {
      const bar = text.indexOf('| ', at);
      if (bar >= 0 && bar - at < 4) at = skipBlanks(text, bar + 1);
    }
    return text.charCodeAt(at) === 60 ? priorityEnd(text, at) : at;
  }

  /** RFC 5424 section 6: stamp, host, program, process id, message id, structured data. `at`: offset of the stamp. */
  private rfc5424(text: string, at: number): this {
    this.time = text.charCodeAt(at) === 45 ? null : this.stamp.time;
    this.hasZone = this.stamp.hasZone;
    let i = text.charCodeAt(at) === 45 ? at + 2 : skipBlanks(text, this.stamp.end);
    const hostEnd = tokenEnd(text, i);
    this.setHost(text, i, hostEnd);
    i = hostEnd + 1;
    const programEnd = tokenEnd(text, i);
    this.setProgram(text, i, programEnd);
    i = programEnd + 1;
    const pidEnd = tokenEnd(text, i);
    this.pid = pidEnd - i === 1 && text.charCodeAt(i) === 45 ? null : text.slice(i, pidEnd);
    i = tokenEnd(text, pidEnd + 1) + 1;
    while (text.charCodeAt(i) === 91 /* [ */) { // structured data: ends at a "]" outside quotes
      const end = structuredEnd(text, i);
      if (end < 0) break;
      i = end;
    }
    if (text.charCodeAt(i) === 45 && (text.charCodeAt(i + 1) === 32 || i + 1 >= text.length)) i++;
    i = skipBlanks(text, i);
    if (text.charCodeAt(i) === 0xfeff) i++;
    else if (text.startsWith('ï»¿', i)) i += 3;
    this.message = Math.min(i, text.length);
    return this;
  }

  private hostAndProgram(text: string, at: number, stamped: boolean): void {
    this.message = at;
    if (this.programAt(text, at, stamped) || !stamped) return; // no host: "Jan 1 10:00:00 postfix/smtp[1]: ..."
    const hostEnd = tokenEnd(text, at);
    if (hostEnd >= text.length || hostEnd - at > 255) return;
    let i = skipBlanks(text, hostEnd);
    const c = text.charCodeAt(i);
    if (c === 109 || c === 60 /* m < */) i = facilityEnd(text, i);
    if (this.programAt(text, i, true)) this.setHost(text, at, hostEnd);
  }

  /** A word `name[pid]:` or `name:` at `at`; sets program, process id and message. */
  private programAt(text: string, at: number, stamped: boolean): boolean {
    const wordEnd = tokenEnd(text, at);
    const colon = wordEnd - 1;
    if (text.charCodeAt(colon) !== 58 || colon <= at || colon - at > 130) return false;
    let end = colon;
    let pid: string | null = null;
    if (text.charCodeAt(colon - 1) === 93 /* ] */) {
      end = text.lastIndexOf('[', colon);
      if (end <= at || colon - end > 22) return false;
      pid = text.slice(end + 1, colon - 1);
    }
    if (!stamped && (!isProgramName(text, at, end) && pid === null || !isWord(text, at, end))) return false; // a bare "ABC123: to=..." is a message, not a program
    let i = skipBlanks(text, colon + 1);
    if (text.startsWith('[ID ', i)) { // Solaris: "[ID 197553 mail.info] "
      const close = text.indexOf('] ', i);
      if (close > 0 && close - i < 40) i = close + 2;
    }
    this.setProgram(text, at, end);
    this.pid = pid;
    this.message = i;
    return true;
  }

  // Hosts and programs repeat: the same string is given out again, so that records do not hold on to the lines they came from.
  private setHost(text: string, from: number, to: number): void {
    if (to - from === 1 && text.charCodeAt(from) === 45) { this.host = null; return; }
    if (this.lastHost.length !== to - from || !text.startsWith(this.lastHost, from)) {
      this.lastHost = text.slice(from, to);
      this.lastHostLower = this.lastHost.toLowerCase();
    }
    this.host = this.lastHostLower;
  }

  private setProgram(text: string, from: number, to: number): void {
    if (this.lastProgram.length !== to - from || !text.startsWith(this.lastProgram, from)) {
      this.lastProgram = text.slice(from, to);
      const slash = this.lastProgram.lastIndexOf('/');
      this.lastInstance = slash > 0 && this.lastProgram.slice(0, slash) !== 'postfix' ? this.lastProgram.slice(0, slash) : null;
    }
    this.program = this.lastProgram === '-' ? null : this.lastProgram;
  }
}

/** Postfix, OpenSMTPD and others put a slash or a dot into program names; a queue id has neither. */
function isProgramCharacter(c: number): boolean {
  return isDigit(c) || isLetter(c) || c === 45 || c === 95 || c === 47 || c === 46 || c === 64;
}

function isWord(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isProgramCharacter(text.charCodeAt(i))) return false;
  return true;
}

/** Without a stamp before it, a word with a colon is a program only where it has a slash. */
function isProgramName(text: string, from: number, to: number): boolean {
  const slash = text.indexOf('/', from);
  return slash > from && slash < to;
}

function byteOrderMarkEnd(text: string): number {
  const first = text.charCodeAt(0);
  return first === 0xfeff ? 1 : first === 0xef && text.startsWith('ï»¿') ? 3 : 0;
}

/** `MESSAGE=` of a journal export, `[pod/name/container] `, `name_1  | `: the offset after it. */
function outerLayersEnd(text: string, at: number): number {
  if (text.startsWith('MESSAGE=', at)) return at + 8;
  if (text.startsWith('[pod/', at)) {
    const end = text.indexOf('] ', at);
    if (end > 0 && end - at < FARTHEST) at = skipBlanks(text, end + 2);
  }
  const bar = barAfterName(text, at);
  return bar < 0 ? at : skipBlanks(text, bar + 1);
}

/** `<22>`, `<mail.notice>`: the offset after it and blanks; `at` where it is none. */
function priorityEnd(text: string, at: number): number {
  const end = text.indexOf('>', at);
  return end < 0 || end - at > 20 ? at : skipBlanks(text, end + 1);
}

/** Kubernetes: `stdout F `, `stderr P ` after a stamp. */
function streamWordEnd(text: string, at: number): number {
  if (!text.startsWith('stdout ', at) && !text.startsWith('stderr ', at)) return at;
  const flag = text.charCodeAt(at + 7);
  return (flag === 70 || flag === 80) && text.charCodeAt(at + 8) === 32 ? at + 9 : at + 7;
}

/** `mail.info ` between host and program. */
function facilityEnd(text: string, at: number): number {
  if (!text.startsWith('mail.', at) && !text.startsWith('<mail.', at)) return at;
  const end = tokenEnd(text, at);
  return end - at > 16 || text.charCodeAt(end - 1) === 58 ? at : skipBlanks(text, end);
}

/** Compose and friends: a short text, blanks, `| `. The offset of the bar, or -1. */
function barAfterName(text: string, at: number): number {
  const farthest = Math.min(text.length, at + 80);
  for (let i = at; i < farthest; i++) {
    const c = text.charCodeAt(i);
    if (c === 124) return i > at && text.charCodeAt(i - 1) === 32 && text.charCodeAt(i + 1) === 32 ? i : -1;
    if (c === 60 || c === 61 || c === 91 || c === 64) return -1; // the message has begun
  }
  return -1;
}

function structuredEnd(text: string, at: number): number {
  let quoted = false;
  for (let i = at + 1; i < text.length && i - at < 4000; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 92) i++;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 93) return i + 1;
  }
  return -1;
}

function tokenEnd(text: string, at: number): number {
  const end = text.indexOf(' ', at);
  return end < 0 ? text.length : end;
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++;
  return i;
}
