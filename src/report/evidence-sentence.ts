/** The sentence that says why: which words and codes decided, and which pointed elsewhere. */
import type { Catalog } from '../catalog/catalog';
import type { Evidence, Verdict } from '../engine/record';
import { isGenericStatus } from '../engine/scan/codes';
import type { Piece } from './explanation';
import { inSentence } from './words';

/** How each kind of evidence is introduced. The server's own words and codes come first, under one "said". */
const INTRODUCTIONS: Readonly<Record<Evidence['kind'], string>> = {
  words: 'the server said ',
  signature: 'the server said ',
  'diagnostic-status': 'the server said ',
  reply: 'the server said ',
  status: 'the report states ',
  class: 'the code begins with ',
  label: 'the event is labelled ',
  host: 'the answer came from ',
  stage: 'the server refused at ',
  action: 'the report says ',
};

/**
 * `Because the server said "User unknown" and 5.1.1 (both agree, high confidence).` The weightiest words and the weightiest code are
 * enough; what disagrees is named where it would change hard and soft, or where the verdict is not sure of itself.
 */
export function evidenceSentence(verdict: Verdict, catalog: Catalog): Piece[] {
  const supporting = weightiest(verdict.evidence.filter((e) => e.for));
  if (supporting.length === 0) return [own(`No word or code of the reply says why (${verdict.confidence} confidence).`)];
  const against = verdict.evidence.find((e) => !e.for && !isWeak(e) && !supporting.some((s) => overlap(s, e))
    && (verdict.confidence !== 'high' || catalog.category(e.category).bounceType !== verdict.bounceType));
  const pieces: Piece[] = [];
  let introduction = '';
  supporting.forEach((evidence, i) => {
    const next = INTRODUCTIONS[evidence.kind];
    pieces.push(own(`${i === 0 ? 'Because ' : ' and '}${next === introduction ? '' : next}`), quote(evidence.text));
    introduction = next;
  });
  pieces.push(own(` (${supporting.length > 1 && !against ? 'both agree, ' : ''}${verdict.confidence} confidence).`));
  if (against) pieces.push(own(' But '), quote(against.text), own(` alone would mean: ${inSentence(catalog.category(against.category).label)}.`));
  return pieces;
}

/** The first words (a sentence rather than a part of a link or an address) and the first code; without words, up to two that do not repeat each other. */
function weightiest(supporting: readonly Evidence[]): Evidence[] {
  const words = supporting.find((e) => isWords(e) && !isFragment(e)) ?? supporting.find(isWords);
  const rest = supporting.filter((e) => !isWords(e));
  if (words) {
    // General words and a name that only one provider or list uses are two witnesses; two general ones are not.
    const named = words.kind === 'words' ? supporting.find((e) => e.kind === 'signature' && !isFragment(e) && !overlap(e, words)) : undefined;
    return [words, ...(named ? [named] : rest.slice(0, 1))];
  }
  const second = rest.find((e) => e !== rest[0] && !overlap(e, rest[0]!));
  return second ? [rest[0]!, second] : rest.slice(0, 1);
}

function isWords({ kind }: Evidence): boolean {
  return kind === 'words' || kind === 'signature';
}

/** Of a link or an address: it tells a machine more than a reader. */
function isFragment({ text }: Evidence): boolean {
  return text.startsWith('?') || text.includes('@');
}

/** The same words twice, or a part of the others. */
function overlap(a: Evidence, b: Evidence): boolean {
  if (a.inDiagnostic && b.inDiagnostic) return a.inDiagnostic.start < b.inDiagnostic.end && b.inDiagnostic.start < a.inDiagnostic.end;
  const [x, y] = [a.text.toLowerCase(), b.text.toLowerCase()];
  return x.includes(y) || y.includes(x);
}

function own(text: string): Piece {
  return { text, quote: false };
}

function quote(text: string): Piece {
  return { text, quote: true };
}

/** Codes that say next to nothing lose without a word. */
function isWeak({ kind, text }: Evidence): boolean {
  return kind === 'class' || kind === 'reply' || kind === 'stage' || ((kind === 'status' || kind === 'diagnostic-status') && isGenericStatus(text));
}
