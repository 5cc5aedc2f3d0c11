/**
 * Reads the time stamps that logs begin their lines with. Positions in, milliseconds out, nothing allocated: this runs once for
 * every line that matters of a log of gigabytes.
 */
import { isDigit } from '../scan/characters';

const DAY = 86_400_000;

/** Month abbreviations by their first letters; the languages in which daemons are seen to log. Longer ones first where they collide. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'janv'], ['feb', 'fev', 'fév', 'févr'], ['mar', 'mär', 'mrt', 'mrz', 'mars'], ['apr', 'abr', 'avr'],
  ['may', 'mai', 'mei', 'maj', 'mag'], ['jun', 'juin', 'giu'], ['jul', 'juil', 'lug'], ['aug', 'ago', 'août', 'aou', 'aoû'],
  ['sep', 'set', 'sept'], ['oct', 'okt', 'ott', 'out'], ['nov'], ['dec', 'dez', 'dic', 'déc'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, month) => names.map((name): [string, number] => [name, month])));

/**
 * The stamp that was read last and where it ended. One object is reused for all lines.
 */
export class StampReader {
  /** Milliseconds since 1970, UTC; null where there is no stamp. */
  time: number | null = null;
  /** False where the stamp names no time zone: then `time` is what the clock showed, taken for UTC. */
  hasZone = false;
  /** Offset after the stamp. */
  end = 0;
  private readonly latest: number;
  private readonly latestYear: number;
  private lastMonth = '';
  private lastMonthNumber = -1;
  private dayKey = -1;
  private dayStart = 0;

  /** @param referenceTime the latest time that a stamp without a year can mean */
  constructor(referenceTime: number) {
    this.latest = referenceTime + DAY; // clocks and zones differ by up to a day
    this.latestYear = new Date(referenceTime).getUTCFullYear();
  }

  /** Reads a stamp of any kind at `at`. False where there is none. */
  read(text: string, at: number): boolean {
    this.time = null;
    this.hasZone = false;
    const c = text.charCodeAt(at);
    if (isDigit(c)) return this.iso(text, at) || this.dayFirst(text, at) || this.epoch(text, at) || (text.charCodeAt(at + 4) === 32 && this.syslog(text, at + 5, fourDigits(text, at)));
    return this.syslog(text, at);
  }

  /** RFC 3164 section 4.1.2: `Mmm dd hh:mm:ss`, also with fractions, with a year (`year`: it stood before), with a weekday before, in other languages. */
  syslog(text: string, at: number, year = -1): boolean {
    let i = wordEnd(text, at);
    if (i - at < 3 || i - at > 6) return false;
    if (text.charCodeAt(i) === 46 /* janv. */ || text.charCodeAt(i) === 44 /* Fri, */) i++;
    let month = this.monthAt(text, at);
    if (month < 0) { // a weekday before the month: "Fri Jul  8", "Fri, Jul 8"
      at = skipBlanks(text, i);
      i = wordEnd(text, at);
      if (i - at < 3 || i - at > 6) return false;
      month = this.monthAt(text, at);
      if (month < 0) return false;
    }
    i = skipBlanks(text, i);
    let day = digit(text, i);
    if (day < 0) return false;
    i++;
    if (isDigit(text.charCodeAt(i))) day = day * 10 + digit(text, i++);
    if (text.charCodeAt(i) === 44) i++;
    i = skipBlanks(text, i);
    if (isDigit(text.charCodeAt(i + 2)) && isDigit(text.charCodeAt(i + 3)) && text.charCodeAt(i + 4) === 32) { // "Jan 29 2023 10:00:00"
      year = fourDigits(text, i);
      if (year < 0) return false;
      i = skipBlanks(text, i + 4);
    }
    if (!this.clock(text, i)) return false;
    const clock = this.time!;
    if (year < 0 && text.charCodeAt(this.end) === 32 && fourDigits(text, this.end + 1) > 1970 && !isDigit(text.charCodeAt(this.end + 5))) { // asctime: "Oct 26 18:13:50 2014"
      year = fourDigits(text, this.end + 1);
      this.end += 5;
    }
    this.time = (year < 0 ? this.dayWithoutYear(month, day) : Date.UTC(year, month, day)) + clock;
    return true;
  }

  /** RFC 3339 and its relatives: `2024-05-01T10:00:00.123+02:00`, `2024/05/01 10:00:00,123`. */
  iso(text: string, at: number): boolean {
    const year = fourDigits(text, at);
    const separator = text.charCodeAt(at + 4);
    if (year < 1970 || (separator !== 45 && separator !== 47 && separator !== 46) || text.charCodeAt(at + 7) !== separator) return false;
    const month = twoDigits(text, at + 5);
    const day = twoDigits(text, at + 8);
    const between = text.charCodeAt(at + 10);
    if (month < 1 || month > 12 || day < 1 || day > 31 || (between !== 84 && between !== 32 && between !== 45)) return false;
    if (!this.clock(text, at + 11)) return false;
    const key = (year * 16 + month) * 32 + day;
    if (key !== this.dayKey) {
      this.dayKey = key;
      this.dayStart = Date.UTC(year, month - 1, day);
    }
    this.time = this.dayStart + this.time! - this.zone(text);
    return true;
  }

  /** `14-Mar-2026 10:00:00`, `14/Mar/2026:10:00:00 +0100`, `14 mars 10:00:00`, `14.03.2026 10:00:00`; with slashes and numbers the month comes first. */
  private dayFirst(text: string, at: number): boolean {
    let i = at + (isDigit(text.charCodeAt(at + 1)) ? 2 : 1);
    const separator = text.charCodeAt(i);
    if (separator !== 45 && separator !== 47 && separator !== 46 && separator !== 32) return false;
    let day = Number(text.slice(at, i));
    let month: number;
    if (isDigit(text.charCodeAt(++i))) {
      month = twoDigits(text, i) - 1;
      i += 2;
      if (separator === 32) return false;
      if (separator === 47 && day <= 12) [day, month] = [month + 1, day - 1];
    } else {
      const end = wordEnd(text, i);
      month = end - i < 3 ? -1 : monthOf(text.slice(i, end));
      i = end + (text.charCodeAt(end) === 46 && separator === 32 ? 1 : 0);
    }
    if (month < 0 || month > 11 || day < 1 || day > 31 || text.charCodeAt(i) !== separator) return false;
    const year = fourDigits(text, ++i);
    if (year >= 1970) i += 5;
    else if (separator !== 32) return false;
    if (!this.clock(text, i)) return false;
    this.time = (year >= 1970 ? Date.UTC(year, month, day) : this.dayWithoutYear(month, day)) + this.time! - this.zone(text);
    return true;
  }

  /** Seconds since 1970 with or without a fraction, ten digits, as a word of its own. */
  private epoch(text: string, at: number): boolean {
    let i = at;
    while (i - at < 11 && isDigit(text.charCodeAt(i))) i++;
    if (i - at !== 10) return false;
    let seconds = Number(text.slice(at, i));
    if (text.charCodeAt(i) === 46) {
      const from = i++;
      while (isDigit(text.charCodeAt(i)) && i - from < 10) i++;
      seconds += Number(text.slice(from, i));
    }
    const next = text.charCodeAt(i);
    if (next !== 32 && next !== 9 && next !== 58 && next !== 44 && next !== 34 && next === next) return false;
    this.time = Math.round(seconds * 1000);
    this.hasZone = true;
    this.end = i;
    return true;
  }

  /** `hh:mm:ss` with an optional fraction: milliseconds of the day into `time`. */
  private clock(text: string, at: number): boolean {
    const hour = twoDigits(text, at);
    const minute = twoDigits(text, at + 3);
    if (hour < 0 || minute < 0 || text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58) return false;
    const second = twoDigits(text, at + 6);
    if (second < 0) return false;
    let end = at + 8;
    let fraction = 0;
    const point = text.charCodeAt(end);
    if ((point === 46 || point === 44) && isDigit(text.charCodeAt(end + 1))) {
      let scale = 100;
      for (end++; isDigit(text.charCodeAt(end)); end++, scale /= 10) fraction += (text.charCodeAt(end) - 48) * scale;
    }
    this.time = ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(fraction);
    this.end = end;
    return true;
  }

  /** `Z`, `+02:00`, `+0200`, ` +0200`, ` UTC` after a clock: the offset in milliseconds. */
  private zone(text: string): number {
    let i = this.end;
    const c = text.charCodeAt(i);
    if (c === 90) { this.end = i + 1; this.hasZone = true; return 0; }
    if (c === 32 && (text.charCodeAt(i + 1) === 43 || text.charCodeAt(i + 1) === 45)) i++;
    else if (text.startsWith(' UTC', i) || text.startsWith(' GMT', i)) { this.end = i + 4; this.hasZone = true; return 0; }
    const sign = text.charCodeAt(i) === 43 ? 1 : text.charCodeAt(i) === 45 ? -1 : 0;
    const hours = twoDigits(text, i + 1);
    if (sign === 0 || hours < 0) return 0;
    const colon = text.charCodeAt(i + 3) === 58 ? 1 : 0;
    const minutes = twoDigits(text, i + 3 + colon);
    if (minutes < 0) return 0;
    this.end = i + 5 + colon;
    this.hasZone = true;
    return sign * (hours * 60 + minutes) * 60_000;
  }

  private monthAt(text: string, at: number): number {
    if (this.lastMonth !== '' && text.startsWith(this.lastMonth, at)) return this.lastMonthNumber;
    const month = monthOf(text.slice(at, wordEnd(text, at)));
    if (month >= 0) {
      this.lastMonth = text.slice(at, wordEnd(text, at) + 1);
      this.lastMonthNumber = month;
    }
    return month;
  }

  /** The last such day that is not in the future. */
  private dayWithoutYear(month: number, day: number): number {
    const key = -2 - month * 32 - day;
    if (key === this.dayKey) return this.dayStart;
    this.dayKey = key;
    this.dayStart = Date.UTC(this.latestYear, month, day);
    if (this.dayStart > this.latest) this.dayStart = Date.UTC(this.latestYear - 1, month, day);
    return this.dayStart;
  }
}

/** Number of the month, from 0, or -1. A text read as bytes has two characters for an umlaut: any run of such counts as one letter. */
export function monthOf(word: string): number {
  const lower = word.toLowerCase();
  const known = MONTH_OF.get(lower.slice(0, 4)) ?? MONTH_OF.get(lower.slice(0, 3));
  if (known !== undefined) return known;
  if (/^m[^a-z]{1,3}r/.test(lower)) return 2;
  if (/^f[^a-z]{1,3}v/.test(lower)) return 1;
  if (/^ao[^a-z]{1,3}t?/.test(lower)) return 7;
  return /^d[^a-z]{1,3}c/.test(lower) ? 11 : -1;
}

function wordEnd(text: string, at: number): number {
  let i = at;
  while (i - at < 8) {
    const c = text.charCodeAt(i) | 32;
    if (!((c >= 97 && c <= 122) || c > 126)) break;
    i++;
  }
  return i;
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i - at < 8 && text.charCodeAt(i) === 32) i++;
  return i;
}

const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : -1;
};

function twoDigits(text: string, at: number): number {
  const high = digit(text, at);
  const low = digit(text, at + 1);
  return high < 0 || low < 0 ? -1 : high * 10 + low;
}

function fourDigits(text: string, at: number): number {
  const high = twoDigits(text, at);
  const low = twoDigits(text, at + 2);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}
