/**
 * The outline of a mail or a mailbox: headers, parts, reports, the quoted original, with their places. For the editor's outline,
 * folding and dimming. Pure, and as tolerant as the readers.
 */
import type { Span } from '../record';
import type { LimitHit, SourceText } from '../source';
import { detectMbox } from './detect';
import { addressOf } from './address';
import { isBounce } from './evidence';
import { LimitWatch } from './limits';
import { LineCounter } from './line-counter';
import { isReportType, Mail, type Passage } from './mail';
import { mailsOf } from './mbox-format';
import type { Part } from './mime/part';
import { valueOf } from './report/fields';

/**
 * `mail`: one mail of a mailbox, or an attached one. `part`: a part of several parts. `text`: words that stand there readable.
 * `encoded`: base64 or quoted-printable. `report`: a delivery report. `recipient`: one block of it. `original`: the returned mail.
 */
export type OutlineKind = 'mail' | 'header' | 'part' | 'text' | 'encoded' | 'attachment' | 'report' | 'recipient' | 'original';

export interface OutlineNode {
  readonly kind: OutlineKind;
  /** For people: a subject, a type, an address. Never empty. */
  readonly label: string;
  /** What the label leaves out: encoding, charset, file name; may be empty. */
  readonly detail: string;
  readonly span: Span;
  readonly children: readonly OutlineNode[];
}

export interface MailStructure {
  /** One node for each mail. */
  readonly mails: readonly OutlineNode[];
  /** Where the quoted originals stand, in order: shown dimmed. */
  readonly originals: readonly Span[];
  /** Where encoded bodies stand, in order. */
  readonly encoded: readonly Span[];
  readonly limits: readonly LimitHit[];
}

export function structureOf(source: SourceText): MailStructure {
  const { text, binary } = source;
  const limits: LimitHit[] = [];
  const watch = new LimitWatch((hit) => { limits.push(hit); });
  const counter = new LineCounter(text);
  const outline = new Outline();
  const places: Iterable<Span> = detectMbox({ text: text.slice(0, 64 * 1024) }) > 0 ? mailsOf(text) : [{ start: 0, end: text.length }];
  const mails: OutlineNode[] = [];
  for (const { start, end } of places) mails.push(outline.mail(Mail.read(text, binary, start, end, counter, watch), { start, end }));
  return { mails, originals: outline.originals, encoded: outline.encoded, limits };
}

class Outline {
  readonly originals: Span[] = [];
  readonly encoded: Span[] = [];

  mail(mail: Mail, span: Span): OutlineNode {
    const { root } = mail;
    const returns = mail.reports.length > 0 || isBounce(mail);
    const passages = new Map(mail.passages.map((passage) => [passage.part, passage]));
    const body = root.isMultipart ? root.children.map((child) => this.#part(child, passages, returns)) : [this.#leaf(root, root.body, passages, returns)];
    return { kind: 'mail', label: root.headers.get('subject') || 'Mail', detail: root.headers.get('from'), span, children: [...headerOf(root), ...body.filter((node) => node.span.end > node.span.start)] };
  }

  #part(part: Part, passages: ReadonlyMap<Part, Passage>, returns: boolean): OutlineNode {
    if (part.isMultipart && part.children.length > 0) {
      return { kind: 'part', label: part.type, detail: '', span: part.span, children: part.children.map((child) => this.#part(child, passages, returns)) };
    }
    return this.#leaf(part, part.span, passages, returns);
  }

  #leaf(part: Part, span: Span, passages: ReadonlyMap<Part, Passage>, returns: boolean): OutlineNode {
    const detail = [part.encoding, part.charset, part.content.parameters.get('name') ?? ''].filter(Boolean).join(', ');
    const node = (kind: OutlineKind, label: string, children: readonly OutlineNode[] = []): OutlineNode => ({ kind, label, detail, span, children });
    if (part.encoding !== '') this.encoded.push(part.body);
    if (part.isMessage) return this.#message(part, span, returns);
    const passage = passages.get(part);
    if (isReportType(part.type)) return node('report', 'Delivery report', passage ? recipientsOf(passage) : []);
    if (!part.type.startsWith('text/') && !passage) return node('attachment', part.type);
    if (part.encoding !== '') return node('encoded', part.type);
    return node('text', part.type, passage && returns ? this.#quoted(passage) : []);
  }

  /** An attached mail: what came back, or something that a person passed on. */
  #message(part: Part, span: Span, returns: boolean): OutlineNode {
    const { message } = part;
    if (returns) this.originals.push(part.body);
    const label = message?.headers.get('subject') || (returns ? 'Original message' : 'Attached mail');
    const children = message ? headerOf(message) : [];
    return { kind: returns ? 'original' : 'mail', label, detail: part.type, span, children };
  }

  /** The original that stands in the text itself. */
  #quoted({ part, lines, original }: Passage): OutlineNode[] {
    const first = lines[original];
    if (!first || part.encoding !== '') return [];
    const span = { start: first.start, end: part.body.end };
    this.originals.push(span);
    return [{ kind: 'original', label: 'Original message', detail: '', span, children: [] }];
  }
}

function headerOf(part: Part): OutlineNode[] {
  const { span } = part.headers;
  return span.end > span.start ? [{ kind: 'header', label: 'Header', detail: `${part.headers.fields.length}`, span, children: [] }] : [];
}

/** The recipients of a report that stands readable in the text. */
function recipientsOf(passage: Passage): OutlineNode[] {
  const nodes: OutlineNode[] = [];
  for (const report of passage.reports) {
    for (const block of report.recipients) {
      const first = passage.lines[block.from];
      const last = passage.lines[block.to - 1];
      if (!first || !last) continue;
      const recipient = valueOf(block, 'final-recipient') ?? valueOf(block, 'original-recipient');
      nodes.push({
        kind: 'recipient', label: (recipient && addressOf(recipient.text)) ?? 'Recipient', detail: valueOf(block, 'status')?.text ?? '',
        span: { start: first.start, end: last.end }, children: [],
      });
    }
  }
  return nodes;
}
