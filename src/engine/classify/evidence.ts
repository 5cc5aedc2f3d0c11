/** Pieces of evidence and their weights: which beats which. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceType, Confidence, Evidence } from '../record';
import type { ProviderData } from './rule-set';

/** From the strongest evidence to the weakest. */
export const WEIGHT = {
  /** A user's own rule is law. */
  user: 1000,
  /** Words of the provider that answered. */
  signature: 70,
  /** Distinct words of a provider, though nothing else names it; names of blocklists. */
  distinctSignature: 60,
  /** Words of widespread software: anybody may use them, the generic words are as good. */
  commonSignature: 44,
  /** Numbers after a provider's mark leave no doubt. */
  number: 100,
  /** Per step of a generic rule's strength (1 to 9): from 3 on words beat every code. */
  words: 10,
  /** On top for words that say what the permanent status beside them says, too. */
  agreement: 11,
  /** A provider's words of which its own documentation does not say what they mean: no code decides against them either. */
  unclear: 28,
  statusInDiagnostic: 27,
  statusField: 25,
  /** A sending service's own reading of the reply: a guess, too, but better than a code that says little. */
  label: 22,
  /** `x.7.0` still names the subject; `x.0.0` says nothing. */
  genericStatus: 18,
  action: 14,
  replyAtStage: 12,
  reply: 6,
} as const;

export interface Piece {
  readonly weight: number;
  readonly category: CategoryId;
  readonly bounceType: BounceType | undefined;
  readonly kind: Evidence['kind'];
  readonly rule: string;
  /** Place in the words (symbols) or, for a name, in the diagnostic; -1 where the evidence is a field of its own. */
  readonly from: number;
  readonly to: number;
  /** Letters of the phrase itself. */
  readonly length: number;
  readonly name: boolean;
  /** Text of a field. */
  readonly text: string;
  readonly provider: ProviderData | null;
}

/** Words inside longer words of another rule do not count: `domain not found` in `sender address rejected: domain not found`. */
export function dropSubsumed(pieces: Piece[]): void {
  for (let i = pieces.length - 1; i >= 0; i--) {
    const inner = pieces[i]!;
    if (inner.kind === 'words' && inner.from >= 0 && isInside(inner, pieces)) pieces.splice(i, 1);
  }
}

function isInside(inner: Piece, pieces: readonly Piece[]): boolean {
  for (const outer of pieces) {
    if (outer.kind !== 'words' || outer.from > inner.from || outer.to < inner.to || outer.name !== inner.name) continue;
    const more = outer.from === inner.from && outer.to === inner.to ? 1 : 0; // a phrase in two parts counts the break between them twice
    if (outer.length > inner.length + more && (outer.weight > inner.weight - RIVAL || !hasGap(outer))) return true;
  }
  return false;
}

/** `sender … rejected` holds anything between its words. */
function hasGap(piece: Piece): boolean {
  return piece.to - piece.from > piece.length + 1;
}

export function heaviest(pieces: readonly Piece[]): Piece | null {
  let best: Piece | null = null;
  for (const piece of pieces) if (!best || piece.weight > best.weight) best = piece;
  return best;
}

/** The heaviest first; of the same weight, those that stood first. Few pieces are sorted by insertion in a quarter of the time that `sort` takes. */
export function sortByWeight(pieces: Piece[]): void {
  if (pieces.length > FEW) {
    pieces.sort((a, b) => b.weight - a.weight);
    return;
  }
  for (let i = 1; i < pieces.length; i++) {
    const piece = pieces[i]!;
    let at = i;
    for (; at > 0 && pieces[at - 1]!.weight < piece.weight; at--) pieces[at] = pieces[at - 1]!;
    pieces[at] = piece;
  }
}

const FEW = 12;

/** Leaves the first piece of each rule, `most` at most. */
export function keepOnePerRule(pieces: Piece[], most: number): void {
  let kept = 0;
  for (let i = 0; i < pieces.length && kept < most; i++) {
    const piece = pieces[i]!;
    let before = 0;
    while (before < kept && pieces[before]!.rule !== piece.rule) before++;
    if (before === kept) pieces[kept++] = piece;
  }
  pieces.length = kept;
}

const LEVELS: readonly Confidence[] = ['low', 'medium', 'high'];
/** A piece this close to the best one that points elsewhere lowers the confidence. */
const RIVAL = 12;

export function confidenceOf(best: Piece | null, pieces: readonly Piece[]): Confidence {
  if (!best) return 'low';
  let level = best.weight >= 60 ? 2 : best.weight >= 25 ? 1 : 0;
  for (const piece of pieces) {
    if (piece.category !== best.category && piece.weight > best.weight - RIVAL && piece.weight >= 30) {
      level--;
      break;
    }
  }
  return LEVELS[Math.max(0, level)]!;
}
