/** The structure of a mail or a mailbox, read mail by mail so that a large mailbox does not hold up the editor. */
import type { MailStructure, OutlineNode } from '../engine/message/structure';
import type { Span } from '../engine/record';
import type { Cut } from './section-reading';

export interface DocumentStructure {
  readonly mails: readonly OutlineNode[];
  /** Where the quoted originals stand, in order. */
  readonly originals: readonly Span[];
}

/** After so many milliseconds the editor gets its turn. */
const SLICE = 10;

/** In a larger mailbox each mail is one entry without parts: an outline is looked through, not searched. */
const MOST_DETAILED_MAILS = 300;

/** More mails than this do not fit an outline, and folding has a limit of its own. */
const MOST_MAILS = 5000;

/**
 * @param pause lets others run, @param cancelled ends the reading early
 * @returns what was read until it was cancelled
 */
export async function readStructure(text: string, cut: Cut, structureOf: (text: string) => MailStructure, pause: () => Promise<void>, cancelled: () => boolean): Promise<DocumentStructure> {
  const starts = cut(text).slice(0, MOST_MAILS);
  const isLarge = starts.length > MOST_DETAILED_MAILS;
  const mails: OutlineNode[] = [];
  const originals: Span[] = [];
  let until = performance.now() + SLICE;
  for (const [i, { start }] of starts.entries()) {
    if (performance.now() > until) {
      await pause();
      if (cancelled()) break;
      until = performance.now() + SLICE;
    }
    const whole = structureOf(starts.length === 1 ? text : text.slice(start, starts[i + 1]?.start ?? text.length));
    for (const mail of whole.mails) mails.push(shifted(isLarge ? { ...mail, children: [] } : mail, start));
    for (const original of whole.originals) originals.push(shiftedSpan(original, start));
  }
  return { mails, originals };
}

function shifted(node: OutlineNode, by: number): OutlineNode {
  return by === 0 ? node : { ...node, span: shiftedSpan(node.span, by), children: node.children.map((child) => shifted(child, by)) };
}

function shiftedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
