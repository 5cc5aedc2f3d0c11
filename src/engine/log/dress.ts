/**
 * What people, tools and consoles put around every line of a log: quotation marks of mails and chats, list signs, line numbers, names of
 * files and pods, colours, HTML. One entry tells one dress, and takes it off.
 */
import { decodeEntities } from '../message/mime/html-text';
import type { InnerLine } from './inner-line';
import { HeaderReader } from './syslog';

export interface Dress {
  /** Takes the dress off; null where the line does not wear it. */
  readonly off: (line: InnerLine) => InnerLine | null;
  /** True where formats recognise a line in it, and then read it wrongly. */
  readonly spoils?: boolean;
  /** True where it is a stamp with what follows it, as `HeaderReader` reads it. */
  readonly stamped?: boolean;
}

/** What stands before a line. */
function before(pattern: RegExp): Dress {
  return {
    off: (line) => {
      const found = pattern.exec(line.text);
      return found && found[0] !== '' ? line.slice(found[0].length) : null;
    },
  };
}

/** What stands around a line: the first group is before it, the second is the line. @param escaped two characters that stand for the second of them */
function around(pattern: RegExp, escaped?: RegExp): Dress {
  return {
    spoils: true,
    off: (line) => {
      const found = pattern.exec(line.text);
      if (!found) return null;
      const inner = line.slice(found[1]!.length, found[1]!.length + found[2]!.length);
      return escaped ? inner.rewritten(escaped, (part) => part.charAt(1)) : inner;
    },
  };
}

/** What is written otherwise inside a line. */
function inside(pattern: RegExp, written: (part: string) => string): Dress {
  return {
    spoils: true,
    off: (line) => {
      const inner = line.rewritten(pattern, written);
      return inner === line ? null : inner;
    },
  };
}

const header = new HeaderReader(0);

export const DRESSES: readonly Dress[] = [
  inside(/\x1b\[[\d;?]{0,16}[A-Za-z]/g, () => ''),
  inside(/&(?:lt|gt|amp|quot|nbsp|apos|#0?39|#34|#x27|#6[02]);|<\/?(?:br|[pbi]|pre|code|span|div|li|td|tr|strong|em|font)(?:\s[^<>]{0,200})?\/?>/gi, (part) => part.startsWith('&') ? decodeEntities(part) : ''),
  around(/^(\s{0,20}\*\*)([^*].{0,8000}[^*])\*\*\s{0,20}$/),
  around(/^(\s{0,20}`)([^`]{1,8000})`\s{0,20}$/),
  around(/^(\s{0,20}")((?:[^"\\]|\\.|""){1,8000})"[,;]?\s{0,20}$/, /\\["\\/]|""/g),
  around(/^(\s{0,20}')((?:[^'\\]|\\.){1,8000})'[,;]?\s{0,20}$/, /\\['\\]/g),
  { ...before(/^(?:\s{0,8}>){1,6} ?/), spoils: true },
  { ...before(/^(?:[-*+•·]|\s{0,8}\d{1,6}\.) {1,4}/), spoils: true },
  before(/^(?:[$#] {1,4}|\s{1,40})/),
  before(/^\[pod\/[^\]\s]{1,250}\] /),
  before(/^[\w.-]{1,80} {1,40}[|│] /),
  before(/^\d{1,4}\|[\w.-]{1,40} {0,40}\| /), // pm2
  before(/^(?:[\w.~-]{0,80}\/[\w./~@-]{1,250}|[\w.-]{1,80}(?:log|\.gz|\.txt|\.\d))[:-](?:\d{1,9}[:-](?!\d\d[-:/]))?/), // grep
  before(/^\s{0,8}\d{1,8}(?:[:|-]\s?|\t|\s{1,4}\|?\s{0,2})(?!\d\d[:-])/), // grep -n, cat -n, nl
  before(/^\d{10}(?:\.\d{1,9}|\d{3}|\d{6})?[ \t]{1,4}/),
  { off: (line) => line.text.includes('\t') || !line.text.includes('  ') ? null : line.rewritten(/ {2,40}/g, () => '\t') }, // tabs that became blanks
  {
    spoils: true,
    off: (line) => {
      if (!/^\s{0,20}\|.{0,8000}\|\s{0,20}$/.test(line.text)) return null;
      return line.rewritten(/^\s{0,20}\|\s{0,200}|\s{0,200}\|\s{0,20}$|\s{1,200}\|\s{1,200}/g, (part) => part.trim() === '|' && part.startsWith(' ') && part.endsWith(' ') ? ' ' : '');
    },
  },
  { ...before(/^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]{1,4}(?:std(?:out|err) [FP] )?(?:\{\w{1,40}="[^{}]{0,400}\} )?/), stamped: true },
  {
    stamped: true,
    off: (line) => {
      header.read(line.text);
      return header.time !== null && header.message > 0 ? line.slice(header.message).rewritten(/^(?:\w{1,20}\.[A-Z]{3,10}|[A-Z]{4,8}): /g, () => '') : null;
    },
  },
  before(/^[a-z0-9][\w.-]{2,80} {1,40}[a-z][\w.-]{1,62} {1,40}(?=[\w<[])/), // stern: pod and container
];
