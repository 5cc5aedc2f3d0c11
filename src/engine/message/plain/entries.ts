/**
 * Recipients that stand at the beginning of a line, as almost every mail server lists them: `<user@example.com>: reason`,
 * an indented address alone, `user@example.com ... unknown host`, `550 <user@example.com>... User unknown`, `Recipient: <user@example.com>`.
 */
import { scanCodes } from '../../scan/codes';
import { ADDRESS, trimAddress } from '../address';
import type { TextLine } from '../mime/body';
import { normalise, Phrases } from '../phrases/phrases';
import failure from '../phrases/failure.json';
import labels from '../phrases/recipient-labels.json';
import { Words } from '../words';
import { AT_TIME } from './by-name';
import { isRule } from './paragraphs';

export interface Entry {
  readonly recipient: Words;
  /** Index of its line, of the last one where the address is broken over two. */
  readonly line: number;
  /** Where its own words begin on that line. */
  readonly column: number;
  /** Blanks before it. */
  readonly indent: number;
  /** The words begin before the address: with a code, or with a reason. */
  readonly leading: boolean;
  /** `bare`: nothing but the address, so that only the text around it can tell whether it failed. */
  readonly bare: boolean;
  /** `To:`, which many bounces write in a summary of the returned mail. */
  readonly weak: boolean;
}

const A = ADDRESS.source;
/** Blanks, bullets, quote marks of a forwarded bounce; a number. */
const BULLET = '[ \\t>*\\u2022\\u00b7|-]{0,12}(?:\\(?\\d{1,3}[.)] {1,3})?';
const CODED = new RegExp(`^${BULLET}[45]\\d\\d[ -](?:#?[245]\\.\\d{1,3}\\.\\d{1,3} )?<?(?<a>${A})>?(?=\\.\\.\\.|:)`);
const BRACKETED = new RegExp(`^${BULLET}<(?<a>${A})>`);
const LOCAL = /^[ \t]{0,8}<(?<a>[A-Za-z0-9][\w.+-]{0,63})>(?=:|\.\.\.|[ \t]*$)/;
/** A display name that is an address itself stands before the one that counts: `user@example.com <other@example.com>`. */
const NAMED = new RegExp(`^${BULLET}["']?${A}["']? <(?<a>${A})>`);
const PLAIN = new RegExp(`^${BULLET}["'([]?(?:mailto:|smtp:)?(?<a>${A})["')\\]]{0,2}`, 'i');
/** Exchange: `Ann Lee (ann@shop.example)<mailto:ann@shop.example>`; `Ann Lee <ann@shop.example>` */
const BY_NAME = new RegExp(`^${BULLET}[^\\s<>@:;()][^<>@:;()]{0,60} [(<](?<a>${A})[)>](?:<mailto:[^<>]{1,400}>)?[ \\t]{0,8}$`, 'i');
/** Exim and Sendmail name programs, files and `an undisclosed address`, and below these the address that they come from. */
const GENERATED = new RegExp(`^[ \\t]{0,12}\\(?(?:(?:ultimately )?generated (?:from|by)|expanded from:?) <?(?<a>${A})>?\\)?(?=[ \\t-]{0,20}$)`, 'i');
/** An X.400 address with ours in it: `c=US;a= ;p=Shop;dda:SMTP=ann@shop.example;` */
const IN_X400 = new RegExp(`^[ \\t]{0,12}[a-z]{1,2}=[^@]{0,200}\\bdda:(?:smtp|rfc-?822)=(?<a>${A})`, 'i');
/** `recipient=ann@shop.example`; an address may hold a `=` itself. */
const EQUAL = new RegExp(`^${BULLET}(?<label>[a-z][a-z_ -]{1,30})=<?(?<a>${A})>?`, 'i');
const LABELLED = new RegExp(`^${BULLET}(?<label>[^:\\uff1a<>@"]{2,40}?)[ \\t]{0,8}[:=\\uff1a][ \\t]{0,24}(?:(?![ \\t]{0,8}from )[^<>@:]{0,40}<|["'\\[])?(?:mailto:|smtp:|rfc822;)?(?<a>${A})[>"'\\]]?`, 'i');
/** What may follow an address that begins a line, so that it is more than the first word of a sentence. */
const REST = /^(?:$|[:;,<[\t]|[ \t]{1,4}(?:\.\.\.|[([<=:,;]|--? |on |was |is |has |does |could |not |because|due |user |unknown|invalid|rejected|failed|delivery|mailbox|recipient|\d{3}[ -])|\.\.\.|[ \t]{2,40}\S)/i;
/** Another recipient on the same line. */
const ALSO = new RegExp(`^[>"']?[ \\t]{0,4}[,;][ \\t]{0,4}["'<]?(?<a>${A})`);

const LABELS = new Set(labels.recipient.map(normalise));
const WEAK_LABELS = new Set(labels.weak.map(normalise));
const FAILURE = new Phrases(failure);
/** The name of an error, explained below: `VNM3041: ann@shop.example`. */
const ERROR_ID = /^[a-z]{2,8}[-_ ]?\d{2,6}[a-z]?$/;
/** `Unknown QuickMail name: ann@shop.example` */
const UNKNOWN = /^(?:unknown|invalid|bad|illegal|unrecogni[sz]ed|nonexistent|non-existent) [a-z]/;
/** Longer lines are prose. */
const LONGEST = 600;

/** The entries of one line, in order. */
export function entriesOfLine(lines: readonly TextLine[], index: number): Entry[] {
  const rest = restOfAddress(lines, index);
  const line = rest === '' ? lines[index]! : { ...lines[index]!, text: lines[index]!.text.trimEnd() + rest.trimStart(), literal: false };
  const text = line.text.length > LONGEST ? line.text.slice(0, LONGEST) : line.text;
  if (isRule(text) || isTranscript(text)) return [];
  const indent = text.length - text.trimStart().length;
  const match = firstOf(text);
  if (!match) return [];
  const entries: Entry[] = [];
  const add = (address: string, column: number, end: number): void => {
    entries.push({ recipient: place(line, address, column), line: index, column: end, indent, leading: match.coded, bare: false, weak: match.weak });
  };
  let column = match.column;
  let end = match.end;
  let address = match.address;
  for (;;) {
    add(address, column, end);
    const also = ALSO.exec(text.slice(end));
    if (!also) break;
    address = also.groups!['a']!;
    column = end + also[0].lastIndexOf(address);
    end = column + address.length;
    if (text.charAt(end) === '>') end++;
  }
  const last = entries[entries.length - 1]!;
  const bare = !match.coded && /^[\s>"'.:;,)*-]*$/.test(text.slice(end));
  if (rest !== '') return entries.map((entry) => ({ ...entry, bare, line: index + 1, column: rest.length }));
  return entries.map((entry) => ({ ...entry, bare, column: match.coded ? match.begin : last.column }));
}

/** `<a.long.name@department.` with the rest of the address on the next line. */
const WRAPPED = new RegExp(`^${BULLET}<[^\\s<>@]{1,128}@?[^\\s<>@]{0,253}$`);
const REST_OF_ADDRESS = /^[ \t]{0,20}[^\s<>]{1,253}>/;

/** The rest of an address that was broken at the end of a line, or an empty string. */
function restOfAddress(lines: readonly TextLine[], index: number): string {
  const { text } = lines[index]!;
  return text.length <= LONGEST && WRAPPED.test(text.trimEnd()) ? REST_OF_ADDRESS.exec(lines[index + 1]?.text ?? '')?.[0] ?? '' : '';
}

interface Found {
  readonly address: string;
  readonly column: number;
  readonly begin: number;
  readonly end: number;
  readonly coded: boolean;
  readonly weak: boolean;
}

function firstOf(text: string): Found | null {
  const coded = CODED.exec(text);
  if (coded) return found(coded, text, { coded: true, begin: text.search(/\d/) });
  const bracketed = BRACKETED.exec(text) ?? LOCAL.exec(text) ?? NAMED.exec(text) ?? GENERATED.exec(text) ?? IN_X400.exec(text);
  if (bracketed) return found(bracketed, text, {});
  const equal = EQUAL.exec(text);
  if (equal && LABELS.has(normalise(equal.groups!['label']!))) return found(equal, text, {});
  const plain = PLAIN.exec(text);
  if (plain) {
    const rest = text.slice(plain[0].length - (plain.groups!['a']!.length - trimAddress(plain.groups!['a']!).length));
    return REST.test(rest) || AT_TIME.test(rest) || scanCodes(rest).length > 0 || FAILURE.isIn(normalise(rest)) ? found(plain, text, {}) : null;
  }
  const named = BY_NAME.exec(text);
  if (named) return found(named, text, { weak: true });
  const labelled = LABELLED.exec(text);
  if (!labelled) return null;
  const label = normalise(labelled.groups!['label']!).replace(/[ .]{1,40}$/, '');
  // a label that is a reason itself belongs to the words: `User's mailbox is full: <user@example.com>`
  if (FAILURE.isIn(label) && !/(?: to| for| recipients?| address(?:es)?| an)$/.test(label)) return found(labelled, text, { coded: true, begin: labelled[0].indexOf(labelled.groups!['label']!) });
  if (LABELS.has(label) || FAILURE.isIn(label) || ERROR_ID.test(label)) return found(labelled, text, {});
  if (UNKNOWN.test(label)) return found(labelled, text, { coded: true, begin: labelled[0].indexOf(labelled.groups!['label']!) });
  return WEAK_LABELS.has(label) ? found(labelled, text, { weak: true }) : null;
}

function found(match: RegExpExecArray, text: string, more: { coded?: boolean; weak?: boolean; begin?: number }): Found {
  const address = trimAddress(match.groups!['a']!);
  const column = match[0].lastIndexOf(address);
  let end = column + address.length;
  while (end < text.length && '>"\')'.includes(text.charAt(end))) end++;
  return { address, column, begin: more.begin ?? 0, end, coded: more.coded ?? false, weak: more.weak ?? false };
}

function place(line: TextLine, address: string, column: number): Words {
  return line.literal ? Words.at(address, line.start + column) : Words.of(address);
}

/** A line that says which address a program or a file stands for. */
export function isGenerated(text: string): boolean {
  return GENERATED.test(text);
}

/** Lines of an SMTP session: `>>> RCPT TO:<...>`, `<<< 550 ...`. */
export function isTranscript(text: string): boolean {
  return /^[ \t]{0,12}(?:(?:>{3,5}|Sent <<<|050)[ \t]{0,4}(?:(?:MAIL|RCPT|DATA|EHLO|HELO|LHLO|QUIT|RSET|NOOP|VRFY|AUTH|BDAT|STARTTLS)\b|\.[ \t]{0,4}$)|(?:<<<|Received >>>)[ \t]{0,4}\d)/i.test(text);
}
