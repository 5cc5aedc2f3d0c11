/** One mail as the bounce readers see it: its header, what the server wrote, its reports; each computed when first asked for. */
import type { LimitWatch } from './limits';
import type { LineCounter } from './line-counter';
import { linesOf, type TextLine } from './mime/body';
import { leavesOf, readPart, type Part } from './mime/part';
import { familyOf, type Family } from './mta/families';
import { recipientsOfOriginal } from './original/recipients';
import { findOriginal } from './original/separators';
import { readDeliveryReport, type DeliveryReport } from './report/delivery-status';
import { addressesIn } from './address';
import { Words } from './words';

/** A leaf and its decoded lines. */
export interface Passage {
  readonly part: Part;
  readonly lines: readonly TextLine[];
  /** Index of the line at which the quoted original begins; `lines.length` where it holds none. */
  readonly original: number;
}

/** Lines that can only begin a delivery report. */
const REPORT_LINE = /^(?:reporting-mta|final-recipient|arrival-date)\s?:/i;
/** How many lines of an untyped part are looked at for a report. */
const SNIFF_LINES = 40;

export class Mail {
  readonly root: Part;
  #passages: readonly Passage[] | null = null;
  #reports: readonly DeliveryReport[] | null = null;
  #lines: readonly TextLine[] | null = null;
  #family: Family | null | undefined;

  constructor(readonly text: string, readonly binary: boolean, readonly from: number, readonly to: number, readonly counter: LineCounter, readonly limits: LimitWatch, root?: Part) {
    this.root = root ?? readPart({ text, binary, limits, parts: 0 }, skipFromLine(text, from, to), to, 0, 'text/plain');
  }

  header(name: string): string {
    return this.root.headers.get(name);
  }

  /** The parts in which a server speaks, decoded, in order. Attached mails, other attachments and HTML twins are left out. */
  get passages(): readonly Passage[] {
    return (this.#passages ??= spokenLeaves(this.root).map((part) => {
      const lines = linesOf(part);
      return { part, lines, original: findOriginal(lines) };
    }));
  }

  /** What the server wrote for people, without reports and without the quoted original; a blank line between parts. */
  get lines(): readonly TextLine[] {
    if (this.#lines === null) {
      const lines: TextLine[] = [];
      for (const passage of this.passages) {
        if (isReportType(passage.part.type)) continue;
        if (lines.length > 0) lines.push({ text: '', start: passage.part.body.start, end: passage.part.body.start, literal: true });
        for (let i = 0; i < passage.original; i++) lines.push(passage.lines[i]!);
        if (passage.original < passage.lines.length) break; // what follows the quoted original belongs to it
      }
      this.#lines = lines;
    }
    return this.#lines;
  }

  /** The mail server that wrote the text, by its signature. */
  get family(): Family | null {
    return (this.#family ??= familyOf(this));
  }

  /** Addresses of the `To` field: who gets the bounce sent the mail. */
  get addressed(): ReadonlySet<string> {
    return new Set(addressesIn(this.header('to')).map((address) => address.toLowerCase()));
  }

  /** Recipients by `X-Failed-Recipients`; else those of the returned mail. */
  get failedRecipients(): readonly Words[] {
    const fields = this.root.headers.all('x-failed-recipients');
    if (fields.length > 0) return fields.flatMap((field) => addressesIn(field.value).map((address) => (field.literal ? Words.at(field.raw, field.body.start).find(address) : null) ?? Words.of(address)));
    return recipientsOfOriginal(this);
  }

  /** Reports in parts of their own, and reports that stand in the plain text. */
  get reports(): readonly DeliveryReport[] {
    return (this.#reports ??= this.passages.flatMap(({ part, lines, original }) => {
      if (isReportType(part.type)) return [readDeliveryReport(lines)];
      const start = lines.findIndex((line, i) => i < original && REPORT_LINE.test(line.text));
      return start === -1 ? [] : [readDeliveryReport(lines, start, original)];
    }).filter((report) => report.recipients.length > 0));
  }
}

export function isReportType(type: string): boolean {
  return /^(?:message|text|application)\/(?:global-|x-?)?delivery-status$/.test(type);
}

/** Leaves that may hold a server's words. */
function spokenLeaves(root: Part): Part[] {
  const leaves = leavesOf(root).filter((leaf) => !leaf.isMessage && (isReportType(leaf.type) || leaf.type.startsWith('text/') || sniffsAsReport(leaf)));
  const plain = leaves.some((leaf) => leaf.type !== 'text/html' && !isReportType(leaf.type) && leaf.body.end - leaf.body.start > 4);
  return plain ? leaves.filter((leaf) => leaf.type !== 'text/html') : leaves;
}

/** A part of another type that is a report nevertheless: `application/octet-stream`, `message/x-...`. */
function sniffsAsReport(leaf: Part): boolean {
  if (leaf.encoding !== '' || leaf.isMultipart && leaf.children.length > 0) return false;
  const head = leaf.mail.text.slice(leaf.body.start, Math.min(leaf.body.end, leaf.body.start + SNIFF_LINES * 80));
  return leaf.isMultipart || /(?:^|[\r\n])(?:reporting-mta|final-recipient):/i.test(head);
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
