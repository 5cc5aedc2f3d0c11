/**
 * What a bounce record or a code means, as structured text without any markup. Hover, text summary, panel and command line
 * render the same blocks. Text from the document stands only in pieces marked `quote`, in `Detail.value` and in `About`.
 */
import type { Catalog, CatalogSource } from '../catalog/catalog';
import type { BounceType, JudgedRecord } from '../engine/record';
import { explainReply, explainStatus } from './explain-code';
import { explainRecord } from './explain-record';
import type { Outcome } from './words';

export interface Explanation {
  readonly headline: Headline;
  readonly bounceType: BounceType | null;
  /** What happened: one to three sentences, in the provider's own sense where it is known. */
  readonly meaning: string;
  /** Why hard, or why soft. */
  readonly reason: string | null;
  /** A clause after "For this address:", with its full stop. */
  readonly forThisAddress: string | null;
  /** A clause after "For this message:", with its full stop. */
  readonly forThisMessage: string | null;
  /** A clause after "Who acts:", with its full stop. */
  readonly whoActs: string | null;
  /** What to do now, in order. */
  readonly steps: readonly string[];
  /** When to stop trying. */
  readonly stop: string | null;
  /** `Because the server said "User unknown" and 5.1.1 (both agree, high confidence).` Empty without a record. */
  readonly evidence: readonly Piece[];
  /** What the words name: who answered, the blocklist, the wait, the limit, the ticket. */
  readonly details: readonly Detail[];
  /** What everyday articles say instead. */
  readonly folk: string | null;
  /** How servers use the code beyond its definition. */
  readonly practice: string | null;
  readonly code: CodeLine | null;
  /** Titles of the ways that would have prevented it, best first, within a sentence: `check addresses before sending`. */
  readonly prevention: readonly string[];
  /** Links besides the code's sources: the provider's page, a blocklist's look-up. HTTPS only. */
  readonly links: readonly CatalogSource[];
  readonly about: About | null;
}

export interface Headline {
  /** Name of the icon. */
  readonly icon: Outcome;
  /** `Hard bounce`, `Soft bounce`, `Blocked`, `Delayed (soft)`, `Delivered` ... */
  readonly word: string;
  /** `no such mailbox`; empty where the word says it all. */
  readonly label: string;
}

/** A run of text; `quote`: literal text from the document or a code, to be set apart and escaped. */
export interface Piece {
  readonly text: string;
  readonly quote: boolean;
}

export interface Detail {
  readonly label: string;
  /** May hold text from the document. */
  readonly value: string;
  readonly url: string | null;
}

/** The code, its title and where it is written. */
export interface CodeLine {
  readonly code: string;
  readonly title: string;
  readonly sources: readonly CatalogSource[];
}

/** Whom and what it is about: text from the document. */
export interface About {
  readonly recipient: string | null;
  readonly diagnostic: string | null;
  readonly remoteMta: string | null;
  readonly time: number | null;
  /** See `BounceRecord`. */
  readonly ownClock?: boolean | undefined;
}

/**
 * @param subject a judged record, or one code: enhanced (`5.1.1`) or plain reply (`550`)
 * @returns null where a code is not well-formed
 */
export function explain(subject: JudgedRecord | string, catalog: Catalog): Explanation | null {
  if (typeof subject !== 'string') return explainRecord(subject, catalog);
  const code = subject.trim();
  const status = catalog.status(code);
  if (status) return explainStatus(status, catalog);
  const reply = catalog.reply(code);
  return reply ? explainReply(reply, catalog) : null;
}

/** `Hard bounce: no such mailbox` */
export function headlineText({ word, label }: Headline): string {
  return label ? `${word}: ${label}` : word;
}

/** The pieces as plain text: quoted words in quotation marks, codes bare. */
export function plainText(pieces: readonly Piece[]): string {
  return pieces.map(({ text, quote }) => (quote && !/^[\d.]{3,11}$/.test(text) ? `"${text}"` : text)).join('');
}
