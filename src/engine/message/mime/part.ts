/** The tree of parts of a mail (RFC 2046) with exact places. Bodies are decoded by `body.ts`, and only when asked for. */
import type { Span } from '../../record';
import { MAXIMUM_DEPTH, MAXIMUM_PARTS, type LimitWatch } from '../limits';
import { findBoundary, guessBoundary } from './boundary';
import { parseContentType, type ContentType } from './content-type';
import { readHeaders, type Headers } from './headers';

/** What all parts of one mail share. */
export interface MailText {
  readonly text: string;
  readonly binary: boolean;
  readonly limits: LimitWatch;
  /** How many parts were made so far. */
  parts: number;
}

export class Part {
  #children: readonly Part[] | null = null;
  #message: Part | null | undefined;
  readonly content: ContentType;

  constructor(
    readonly mail: MailText,
    readonly headers: Headers,
    readonly span: Span,
    readonly body: Span,
    readonly depth: number,
    defaultType: string,
  ) {
    const content = parseContentType(headers.get('content-type'));
    this.content = content.type === '' ? { type: defaultType, parameters: content.parameters } : content;
  }

  /** `text/plain`, lower case. */
  get type(): string {
    return this.content.type;
  }

  get charset(): string {
    return (this.content.parameters.get('charset') ?? '').trim();
  }

  /** `base64`, `quoted-printable`, or empty for everything that is sent as it is. */
  get encoding(): 'base64' | 'quoted-printable' | '' {
    const value = this.headers.get('content-transfer-encoding').trim().toLowerCase();
    return value.startsWith('base64') ? 'base64' : value.startsWith('quoted-printable') ? 'quoted-printable' : '';
  }

  get isMultipart(): boolean {
    return this.type.startsWith('multipart');
  }

  /** A whole mail inside this one, or its header: never words of the server. */
  get isMessage(): boolean {
    return this.type === 'message/rfc822' || this.type === 'message/global' || this.type === 'message/news' || this.type === 'text/rfc822-headers' || this.type === 'text/rfc822-header' || this.type === 'text/rfc822' || this.type === 'message/rfc822-headers' || this.type === 'message/global-headers' || this.type === 'message/partial';
  }

  /** Parts of a multipart; empty for others. */
  get children(): readonly Part[] {
    return (this.#children ??= this.isMultipart ? split(this) : []);
  }

  /** The mail inside a `message/rfc822` part that is not itself encoded, or null. */
  get message(): Part | null {
    if (this.#message === undefined) {
      this.#message = null;
      if (this.isMessage && this.encoding === '') {
        if (this.depth >= MAXIMUM_DEPTH.number) this.mail.limits.hit(MAXIMUM_DEPTH);
        else this.#message = readPart(this.mail, this.body.start, this.body.end, this.depth + 1, 'text/plain');
      }
    }
    return this.#message;
  }
}

/** Reads one part (or a whole mail) between two offsets. */
export function readPart(mail: MailText, from: number, to: number, depth: number, defaultType: string): Part {
  mail.parts++;
  const { headers, bodyStart } = readHeaders(mail.text, from, to, mail.binary, mail.limits);
  return new Part(mail, headers, { start: from, end: to }, { start: Math.min(bodyStart, to), end: to }, depth, defaultType);
}

/** All leaves below a part, in order; a part that is no multipart is its own leaf. */
export function leavesOf(part: Part): Part[] {
  const leaves: Part[] = [];
  const visit = (one: Part): void => {
    if (one.isMultipart && one.children.length > 0) for (const child of one.children) visit(child);
    else leaves.push(one);
  };
  visit(part);
  return leaves;
}

function split(part: Part): Part[] {
  const { mail, body } = part;
  if (part.depth >= MAXIMUM_DEPTH.number) {
    mail.limits.hit(MAXIMUM_DEPTH);
    return [];
  }
  const stated = part.content.parameters.get('boundary') ?? '';
  let places = stated === '' ? [] : findBoundary(mail.text, body, stated.trimEnd());
  if (places.length === 0) {
    const guessed = guessBoundary(mail.text, body);
    places = guessed === null ? [] : findBoundary(mail.text, body, guessed);
  }
  const type = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const children: Part[] = [];
  for (const place of places) {
    if (mail.parts >= MAXIMUM_PARTS.number) {
      mail.limits.hit(MAXIMUM_PARTS);
      break;
    }
    children.push(readPart(mail, place.start, place.end, part.depth + 1, type));
  }
  return children;
}
