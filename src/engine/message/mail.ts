/** One mail as the bounce readers see it: its header, what the server wrote, its reports; each computed when first asked for. */
import { addressesIn } from './address';
import type { LimitWatch } from './limits';
import type { LineCounter } from './line-counter';
import { linesOf, type TextLine } from './mime/body';
import { Headers } from './mime/headers';
import { leavesOf, Part, readPart } from './mime/part';
import { familyOf, type Family } from './mta/families';
import { recipientsOfOriginal } from './original/recipients';
import { isMostlyQuoted, unquoted } from './original/quotes';
import { findOriginal } from './original/separators';
import { readDeliveryReport, type DeliveryReport } from './report/delivery-status';
import type { Words } from './words';

/** A leaf and its decoded lines. */
export interface Passage {
  readonly part: Part;
  readonly lines: readonly TextLine[];
  /** Index of the line at which the quoted original begins; `lines.length` where it holds none. */
  readonly original: number;
  /** Reports that it is, or that stand in its text; only those that name recipients. */
  readonly reports: readonly DeliveryReport[];
}

/** Lines that can only begin a delivery report. */
const REPORT_LINE = /^(?:reporting-mta|final-recipient|original-recipient|arrival-date|diagnostic-code)\s?:/i;

/** Any line of a report. */
const FIELD_LINE = /^(?:reporting-mta|received-from-mta|final-recipient|original-recipient|original-envelope-id|arrival-date|action|status|diagnostic-code)\s?:/i;

const REPORT_FIELDS = new Set(['reporting-mta', 'final-recipient', 'diagnostic-code']);

/** `>From MAILER-DAEMON@shop.example Mon Aug 30 12:09:58 1999`, and below it a header. */
const ENCLOSED = /^[\r\n]{0,9}>?From [^\s:][^\r\n]{0,500}[\r\n]{1,2}(?:Return-Path|Received|From|To|Date|Subject|Message-ID):/i;
/** A mail has one of these at least. */
const MAIL_FIELDS = new Set(['from', 'to', 'subject', 'date', 'received', 'message-id', 'mime-version', 'content-type', 'return-path']);

export class Mail {
  #passages: readonly Passage[] | null = null;
  #reports: readonly DeliveryReport[] | null = null;
  #lines: readonly TextLine[] | null = null;
  #family: Family | null | undefined;
  #addressed: ReadonlySet<string> | null = null;

  private constructor(readonly root: Part, readonly counter: LineCounter, readonly limits: LimitWatch, readonly depth: number, passages: readonly Passage[] | null = null) {
    this.#passages = passages;
  }

  /** The mail between two offsets of a text; a `From ` line before its header is passed over. */
  static read(text: string, binary: boolean, from: number, to: number, counter: LineCounter, limits: LimitWatch): Mail {
    const root = readPart({ text, binary, limits, parts: 0 }, skipFromLine(text, from, to), to, 0, 'text/plain');
    return new Mail(isBareReport(root.headers) ? withoutHeader(root) : root, counter, limits, 0);
  }

  /** A mail that is a part of this one. */
  inside(message: Part): Mail {
    return new Mail(message, this.counter, this.limits, this.depth + 1);
  }

  /** A whole mail that stands as the text of this one, with its header on top, as Majordomo hands on what it does not take; else null. */
  get enclosed(): Mail | null {
    const { mail, body, type, encoding } = this.root;
    if (type !== 'text/plain' || encoding !== '' || this.depth >= 1 || !ENCLOSED.test(mail.text.slice(body.start, Math.min(body.end, body.start + 2000)))) return null;
    return this.inside(readPart({ ...mail, parts: 0 }, skipFromLine(mail.text, body.start, body.end), body.end, this.root.depth, 'text/plain'));
  }

  /** A mail that stands in lines of this one's text: only its words count, not its header. */
  ofLines(lines: readonly TextLine[]): Mail {
    const empty = readPart({ ...this.root.mail, parts: 0 }, this.root.span.end, this.root.span.end, this.root.depth, 'text/plain');
    return new Mail(empty, this.counter, this.limits, this.depth + 1, [passageOf(empty, lines)]);
  }

  header(name: string): string {
    return this.root.headers.get(name);
  }

  /** The parts in which a server speaks, decoded, in order. Attached mails, other attachments and HTML twins are left out. */
  get passages(): readonly Passage[] {
    return (this.#passages ??= spokenLeaves(this.root).map((part) => passageOf(part, linesOf(part))));
  }

  /** What the server wrote for people, without reports and without the quoted original; a blank line between parts. */
  get lines(): readonly TextLine[] {
    if (this.#lines === null) {
      const lines: TextLine[] = [];
      for (const passage of this.passages) {
        if (isReport(passage)) continue;
        if (lines.length > 0) lines.push({ text: '', start: passage.part.body.start, end: passage.part.body.start, literal: true });
        const reported = reportedLines(passage);
        for (let i = 0; i < passage.original; i++) if (!reported.has(i)) lines.push(passage.lines[i]!);
        if (passage.original < passage.lines.length) break; // what follows the quoted original belongs to it
      }
      this.#lines = lines;
    }
    return this.#lines;
  }

  /** True where the returned mail, or its header, is attached or quoted. */
  get hasOriginal(): boolean {
    return leavesOf(this.root).some((leaf) => leaf.isMessage) || this.passages.some((passage) => passage.original < passage.lines.length);
  }

  /** The mail server that wrote the text, by its signature. */
  get family(): Family | null {
    if (this.#family === undefined) this.#family = familyOf(this);
    return this.#family;
  }

  /** Addresses of the `To` field, in lower case: who gets the bounce sent the mail. */
  get addressed(): ReadonlySet<string> {
    return (this.#addressed ??= new Set(addressesIn(this.header('to')).map((address) => address.toLowerCase())));
  }

  /** Recipients by `X-Failed-Recipients`, in order. */
  get failedRecipients(): readonly Words[] {
    return this.root.headers.all('x-failed-recipients').flatMap((field) => field.addresses());
  }

  /** Whom the returned mail was for, as far as its header tells. */
  get originalRecipients(): readonly Words[] {
    return recipientsOfOriginal(this);
  }

  /** Reports in parts of their own, and reports that stand in the plain text. */
  get reports(): readonly DeliveryReport[] {
    return (this.#reports ??= this.passages.flatMap((passage) => passage.reports));
  }
}

/** A report that was pasted without its mail: what looks like the mail's header are the fields of the report. */
function isBareReport(headers: Headers): boolean {
  return headers.fields.some(({ name }) => REPORT_FIELDS.has(name)) && !headers.fields.some(({ name }) => MAIL_FIELDS.has(name));
}

function withoutHeader({ mail, span, depth }: Part): Part {
  return new Part(mail, new Headers([], { start: span.start, end: span.start }), span, span, depth, 'text/plain');
}

function passageOf(part: Part, raw: readonly TextLine[]): Passage {
  const lines = isMostlyQuoted(raw) ? raw.map(unquoted) : raw;
  if (isReportType(part.type) && holdsFields(lines)) return { part, lines, original: lines.length, reports: naming(readDeliveryReport(lines, 0, lines.length, part.mail.limits)) };
  const original = findOriginal(lines);
  const start = lines.findIndex((line, i) => i < original && REPORT_LINE.test(line.text));
  return { part, lines, original, reports: start === -1 ? [] : naming(readDeliveryReport(lines, start, original, part.mail.limits)) };
}

/** Some gateways give their words for people the type of the report. */
function holdsFields(lines: readonly TextLine[]): boolean {
  return lines.some(({ text }) => FIELD_LINE.test(text));
}

function isReport({ part, lines }: Passage): boolean {
  return isReportType(part.type) && holdsFields(lines);
}

/** Lines of reports that stand in the text. */
function reportedLines(passage: Passage): ReadonlySet<number> {
  const reported = new Set<number>();
  for (const { message, recipients } of passage.reports) {
    for (const block of message ? [message, ...recipients] : recipients) for (let i = block.from; i < block.to; i++) reported.add(i);
  }
  return reported;
}

function naming(report: DeliveryReport): DeliveryReport[] {
  return report.recipients.length > 0 ? [report] : [];
}

/** RFC 3464, RFC 6533, and what senders write by mistake. */
const REPORT_TYPES = new Set(['message/delivery-status', 'message/global-delivery-status', 'message/x-delivery-status', 'message/xdelivery-status', 'text/delivery-status', 'application/delivery-status']);

export function isReportType(type: string): boolean {
  return REPORT_TYPES.has(type);
}

/** Leaves that may hold a server's words. */
function spokenLeaves(root: Part): Part[] {
  const leaves = leavesOf(root).filter((leaf) => !leaf.isMessage && (isReportType(leaf.type) || leaf.type.startsWith('text/') || isOtherReport(leaf.type) || sniffsAsReport(leaf)));
  const plain = leaves.some((leaf) => leaf.type !== 'text/html' && leaf.type.startsWith('text/') && leaf.body.end - leaf.body.start > 4);
  return plain ? leaves.filter((leaf) => leaf.type !== 'text/html') : leaves;
}

/** Reports that are none about delivery. */
function isOtherReport(type: string): boolean {
  return /^message\/(?:global-)?disposition-notification$|^(?:message|application)\/x?-?feedback-report$/.test(type);
}

/** Larger attachments without a type are not decoded to see what they are. */
const LARGEST_REPORT = 16_000;

/** A part of another type that is a report nevertheless: `application/octet-stream`, `message/x-...`; or a multipart without parts. */
function sniffsAsReport(leaf: Part): boolean {
  if (leaf.isMultipart) return true;
  const { start, end } = leaf.body;
  if (leaf.encoding !== '' && (leaf.type !== 'application/octet-stream' || end - start > LARGEST_REPORT)) return false;
  const begin = leaf.encoding === '' ? leaf.mail.text.slice(start, Math.min(end, start + 4000)) : linesOf(leaf).map((line) => line.text).join('\n');
  return /(?:^|[\r\n])(?:reporting-mta|final-recipient):/i.test(begin);
}

/** A `From ` line before the header, as mailboxes write it, and blank lines. */
function skipFromLine(text: string, from: number, to: number): number {
  let at = from;
  if (text.charCodeAt(at) === 0xfeff) at++;
  while (at < to && (text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13)) at++;
  if (!/^>?From [^:]/.test(text.slice(at, at + 7))) return at;
  while (at < to && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
  while (at < to && (text.charCodeAt(at) === 10 || text.charCodeAt(at) === 13)) at++;
  return at;
}
