/** From a bounce record to a verdict: every piece of evidence is weighed, the heaviest decides, what disagrees is kept and said. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceRecord, BounceType, Confidence, Evidence, Stage, Verdict } from '../record';
import { isGenericStatus, statusOfField, statusesIn } from '../scan/codes';
import { isBlocked, isRefusedHere, permanenceOf, usualBounceType } from './bounce-type';
import { collectClues, type Clue } from './clues';
import { readNamed, type Mentions } from './named';
import { fitsHostAndCode } from './user-rules';
import { conditionHolds, fitOf, meaningOfLabel, meaningOfReply, meaningOfStatus, type Facts } from './codes-evidence';
import { createProviderFinder, likelierProvider } from './find-provider';
import { LONGEST_DIAGNOSTIC, Words } from './normalise';
import type { Hit } from './phrase-book';
import type { BlocklistData, ProviderData, RuleSet, Signature, WordRule } from './rule-set';

/** One piece of evidence with its weight. */
interface Piece {
  weight: number;
  readonly category: CategoryId;
  readonly bounceType: BounceType | undefined;
  readonly kind: Evidence['kind'];
  readonly rule: string;
  readonly hit: Hit | null;
  readonly text: string;
  readonly provider: ProviderData | null;
}

/** Weights: from the strongest evidence to the weakest, see `docs`. */
const WEIGHT = {
  /** A user's own rule is law. */
  user: 1000,
  /** Words of the provider that answered. */
  signature: 70,
  /** Distinct words of a provider, though nothing else names it. */
  distinctSignature: 60,
  /** Words of widespread software or of a list that others quote. */
  commonSignature: 44,
  /** Per step of a generic rule's strength. */
  words: 10,
  statusInDiagnostic: 27,
  statusField: 25,
  /** `x.7.0` still names the subject; `x.0.0` nothing. */
  genericStatus: 18,
  /** A sending service's own reading of the reply. */
  label: 35,
  replyAtStage: 12,
  reply: 6,
} as const;

/**
 * @param rules compiled once, at the first verdict
 * @returns the verdict on one record; pure, never throws, in time linear in the diagnostic (of which the first 8,192 characters count)
 */
export function createJudge(rules: RuleSet): (record: BounceRecord) => Verdict {
  let court: Court | null = null;
  return (record) => (court ??= new Court(rules)).judge(record);
}

class Court {
  private readonly clues: readonly Clue[];
  private readonly finder;
  private readonly findProvider;
  private readonly words = new Words();

  constructor(private readonly rules: RuleSet) {
    const { list, finder } = collectClues(rules);
    this.clues = list;
    this.finder = finder;
    this.findProvider = createProviderFinder(rules.providers);
  }

  judge(record: BounceRecord): Verdict {
    const noBounce = withoutBounce(record);
    if (noBounce) return noBounce;
    const text = record.diagnostic ?? '';
    this.source = text;
    this.words.read(text);
    const hits = this.finder.find(this.words, text);
    let provider = this.findProvider(record);
    let stage: Stage | null = record.stage;
    const named = provider !== null && provider.kind !== 'mta';
    let marked: ProviderData | null = null;
    const excluded = new Set<number>();
    const own = new Set<number>();
    let blocklist: BlocklistData | null = null;
    let blocklistLength = 0;
    let wait = false;
    let authentication = false;
    for (const hit of hits) {
      const clue = this.clues[hit.clue]!;
      if (clue.kind === 'mark') marked = likelierProvider(marked, clue.provider);
      else if (clue.kind === 'stage') stage ??= clue.stage;
      else if (clue.kind === 'unless') excluded.add(clue.excluded);
      else if (clue.kind === 'mention') {
        if (clue.of === 'wait') wait = true;
        else authentication = true;
      } else if (clue.kind === 'blocklist') {
        if (hit.length > blocklistLength) {
          blocklist = clue.list;
          blocklistLength = hit.length;
        }
      } else if (clue.kind === 'user') own.add(clue.rule);
    }
    if (!named && marked) provider = marked;
    const facts = this.factsOf(record, text, stage);
    const pieces: Piece[] = [];
    if (this.rules.user?.length) this.addUserPieces(pieces, record, facts, text, own);
    for (const hit of hits) {
      const clue = this.clues[hit.clue]!;
      if (clue.kind === 'words') {
        if (!excluded.has(hit.clue) && conditionHolds(clue.rule.when, facts)) pieces.push(this.wordPiece(clue.rule, clue.id, hit, facts));
      } else if (clue.kind === 'signature') {
        const piece = this.signaturePiece(clue.provider, clue.entry, clue.distinct, hit, facts, provider, marked);
        if (piece) pieces.push(piece);
      } else if (clue.kind === 'number') {
        const piece = this.numberPiece(clue.provider, hit, text);
        if (piece) pieces.push(piece);
      }
    }
    dropSubsumed(pieces);
    this.addCodes(pieces, record, facts);
    const best = heaviest(pieces);
    return this.verdict(record, facts, pieces, best, provider, text, { blocklist, wait, authentication });
  }

  private factsOf(record: BounceRecord, text: string, stage: Stage | null): Facts {
    const found = statusesIn(text);
    const inDiagnostic = found.find((s) => !isGenericStatus(s)) ?? found[0] ?? null;
    const reply = record.replyCode ?? /^\s{0,9}([245][0-5]\d)(?![\d.])/.exec(text)?.[1] ?? null;
    const field = record.status ? statusOfField(record.status) : null;
    const digit = reply ?? inDiagnostic ?? field;
    const aboutSender = stage === 'mail' || /\.1\.[78]$/.test(inDiagnostic ?? field ?? '');
    return { stage, reply, inDiagnostic, field, class: digit ? Number(digit[0]) : 0, address: this.words.addresses.length > 0, aboutSender };
  }

  private wordPiece(rule: WordRule, id: string, hit: Hit, facts: Facts): Piece {
    const weight = rule.strength * WEIGHT.words + Math.min(9, hit.length / 5);
    const category = facts.aboutSender && ABOUT_AN_ADDRESS.has(rule.category) ? 'sender-rejected' : rule.category;
    return { weight, category, bounceType: rule.bounceType, kind: 'words', rule: id, hit, text: '', provider: null };
  }

  private signaturePiece(
    provider: ProviderData, entry: Signature, distinct: boolean, hit: Hit, facts: Facts, answered: ProviderData | null, marked: ProviderData | null,
  ): Piece | null {
    if (!conditionHolds(entry.when, facts)) return null;
    const common = provider.kind === 'mta' || provider.kind === 'blocklist';
    const own = provider === answered || provider === marked;
    if (!own && !common && (!distinct || (answered !== null && answered.kind === 'mailbox' && provider.kind === 'mailbox'))) return null;
    const fit = fitOf(entry, facts);
    const length = hit.length;
    if (length < 12 && !distinct && fit <= 0 && !(own && /\d/.test(entry.id === '' ? '' : entry.words.join(' ')))) return null;
    const base = common ? (provider.kind === 'blocklist' ? WEIGHT.distinctSignature : WEIGHT.commonSignature) : own ? WEIGHT.signature : WEIGHT.distinctSignature;
    const weight = entry.category === 'undetermined' ? 1 : base + fit + Math.min(20, length / 2);
    return { weight, category: entry.category, bounceType: entry.bounceType, kind: 'signature', rule: entry.id, hit, text: '', provider };
  }

  /** The number after a provider's mark: `AUP#I-1350`. */
  private numberPiece(provider: ProviderData, hit: Hit, text: string): Piece | null {
    const after = hit.name ? hit.to : this.words.spanOf(hit.from, hit.to).end;
    const number = Number(/^[A-Za-z\-#]{0,12}(\d{3,5})/.exec(text.slice(after, after + 20))?.[1] ?? 'NaN');
    const entry = provider.entries.find((e) => e.numbers?.some(([from, to]) => number >= from && number <= to));
    return entry ? { weight: WEIGHT.signature + 30, category: entry.category, bounceType: entry.bounceType, kind: 'signature', rule: entry.id, hit, text: '', provider } : null;
  }

  private addUserPieces(pieces: Piece[], record: BounceRecord, facts: Facts, text: string, found: ReadonlySet<number>): void {
    this.rules.user!.forEach((rule, index) => {
      if (pieces.length > 0 || !fitsHostAndCode(rule, record.remoteMta, [facts.reply, facts.inDiagnostic, facts.field])) return;
      if (rule.words.length > 0 && !found.has(index)) return;
      const place = rule.compiled?.find(text.slice(0, LONGEST_DIAGNOSTIC));
      if (place === null) return;
      const words = place ? text.slice(place.start, place.end) : rule.words[0] ?? rule.code ?? rule.host ?? '';
      pieces.push({ weight: WEIGHT.user, category: rule.category, bounceType: rule.bounceType, kind: 'words', rule: rule.id, hit: null, text: words, provider: null });
    });
  }

  private addCodes(pieces: Piece[], record: BounceRecord, facts: Facts): void {
    const put = (weight: number, category: CategoryId, kind: Evidence['kind'], rule: string, text: string): void => {
      if (category !== 'undetermined') pieces.push({ weight, category, bounceType: undefined, kind, rule, hit: null, text, provider: null });
    };
    const { codes, labels } = this.rules;
    if (facts.inDiagnostic) {
      const category = meaningOfStatus(codes, facts.inDiagnostic);
      if (category) put(isGenericStatus(facts.inDiagnostic) ? WEIGHT.genericStatus : WEIGHT.statusInDiagnostic, category, 'diagnostic-status', `status/${facts.inDiagnostic}`, facts.inDiagnostic);
    }
    if (facts.field && facts.field !== facts.inDiagnostic) {
      const category = meaningOfStatus(codes, facts.field);
      if (category) put(isGenericStatus(facts.field) ? WEIGHT.genericStatus - 1 : WEIGHT.statusField, category, 'status', `status/${facts.field}`, facts.field);
    }
    if (facts.reply) {
      const staged = facts.stage ? codes.reply[`${facts.reply}@${facts.stage}`] : undefined;
      const category = staged ?? meaningOfReply(codes, facts.reply);
      if (category) put(staged ? WEIGHT.replyAtStage : WEIGHT.reply, category, 'reply', `reply/${facts.reply}`, facts.reply);
    }
    if (record.label) {
      const category = meaningOfLabel(labels[record.source], record.label);
      if (category) put(WEIGHT.label, category, 'label', `label/${record.source}`, record.label);
    }
    if (record.action === 'expired') put(14, 'expired', 'action', 'action/expired', 'expired');
  }

  private verdict(record: BounceRecord, facts: Facts, pieces: Piece[], best: Piece | null, answered: ProviderData | null, text: string, mentions: Mentions): Verdict {
    const category = best?.category ?? 'undetermined';
    const provider = answered ?? best?.provider ?? null;
    let bounceType: BounceType | null = best?.bounceType ?? usualBounceType(category);
    if (isRefusedHere(record)) bounceType = null;
    else if (bounceType === 'hard' && facts.class === 4 && best?.weight !== WEIGHT.user && category !== 'suppressed') bounceType = 'soft'; // the server may still change its mind
    return {
      category, bounceType, blocked: bounceType === 'soft' && isBlocked(category), permanence: permanenceOf(record, facts.class),
      confidence: confidenceOf(best, pieces), provider: provider?.id ?? null, rule: best?.rule ?? 'none',
      evidence: this.evidence(pieces, category), named: readNamed(record, text, this.words, category, mentions),
    };
  }

  private evidence(pieces: readonly Piece[], category: CategoryId): Evidence[] {
    const seen = new Set<string>();
    const list: Evidence[] = [];
    for (const piece of [...pieces].sort((a, b) => b.weight - a.weight)) {
      if (seen.has(piece.rule) || list.length === MOST_EVIDENCE) continue;
      seen.add(piece.rule);
      list.push(this.asEvidence(piece, category));
    }
    return list;
  }

  private asEvidence(piece: Piece, category: CategoryId): Evidence {
    const base = { kind: piece.kind, rule: piece.rule, category: piece.category, for: piece.category === category };
    if (!piece.hit) return { ...base, text: piece.text };
    const span = piece.hit.name ? { start: piece.hit.from, end: piece.hit.to } : this.words.spanOf(piece.hit.from, piece.hit.to);
    return { ...base, text: this.source.slice(span.start, span.end), inDiagnostic: span };
  }

  private source = '';
}

/** Where the answer is about the sender's address, these words are about it, too. */
const ABOUT_AN_ADDRESS: ReadonlySet<CategoryId> = new Set(['unknown-user', 'unknown-domain', 'bad-address', 'null-mx']);

/** More would not be read. */
const MOST_EVIDENCE = 6;

function heaviest(pieces: readonly Piece[]): Piece | null {
  let best: Piece | null = null;
  for (const piece of pieces) if (!best || piece.weight > best.weight) best = piece;
  return best;
}

/** Words inside longer words of another rule do not count: `domain not found` in `sender address rejected: domain not found`. */
function dropSubsumed(pieces: Piece[]): void {
  for (let i = pieces.length - 1; i >= 0; i--) {
    const a = pieces[i]!;
    if (a.kind !== 'words') continue;
    const inner = a.hit!;
    if (pieces.some((b) => b !== a && b.kind === 'words' && b.hit!.name === inner.name && b.hit!.from <= inner.from && b.hit!.to >= inner.to && b.hit!.length > inner.length)) pieces.splice(i, 1);
  }
}

function confidenceOf(best: Piece | null, pieces: readonly Piece[]): Confidence {
  if (!best) return 'low';
  const rival = pieces.some((p) => p.category !== best.category && p.weight > best.weight - 12 && p.weight >= 30);
  const level = best.weight >= 60 ? 2 : best.weight >= 25 ? 1 : 0;
  return (['low', 'medium', 'high'] as const)[Math.max(0, level - (rival ? 1 : 0))]!;
}

/** Successes, auto-replies, complaints and receipts get no bounce type. */
function withoutBounce(record: BounceRecord): Verdict | null {
  const success = record.action === 'delivered' || record.action === 'relayed' || record.action === 'expanded';
  if (record.kind === 'delivery' && !success) return null;
  const word = record.kind === 'delivery' ? record.action! : record.kind;
  return {
    category: 'not-a-bounce', bounceType: null, blocked: false, permanence: null, confidence: 'high', provider: null, rule: `kind/${word}`,
    evidence: [{ kind: 'action', text: word, rule: `kind/${word}`, category: 'not-a-bounce', for: true }], named: {},
  };
}
