/** From a bounce record to a verdict: every piece of evidence is weighed, the heaviest decides, what disagrees is kept and said. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceRecord, BounceType, Evidence, Stage, Verdict } from '../record';
import { isGenericStatus, statusOfField } from '../scan/codes';
import { isBlocked, isRefusedHere, permanenceOf, usualBounceType } from './bounce-type';
import { collectClues, type Clue } from './clues';
import { conditionHolds, fitOf, meaningOfLabel, meaningOfReply, meaningOfStatus, ownCodes, type Facts } from './codes-evidence';
import { WEIGHT, confidenceOf, dropSubsumed, heaviest, keepOnePerRule, sortByWeight, type Piece } from './evidence';
import { createProviderFinder, likelierProvider, type ProviderFinder } from './find-provider';
import { isMisspelt } from './misspellings';
import { readNamed, type Mentions } from './named';
import { LONGEST_DIAGNOSTIC, Words } from './normalise';
import { MOST_HITS, type Hits, type PhraseBook } from './phrase-book';
import type { BlocklistData, ProviderData, RuleSet } from './rule-set';
import { fitsHostAndCode } from './user-rules';

/**
 * @param rules compiled once, at the first verdict
 * @returns the verdict on one record; pure, never throws, in time linear in the diagnostic (of which the first 8,192 characters count)
 */
export function createJudge(rules: RuleSet): (record: BounceRecord) => Verdict {
  let court: Court | null = null;
  return (record) => withoutBounce(record) ?? (court ??= new Court(rules)).judge(record);
}

/** What the phrases say beside the reasons: who answered, at which stage, what is named. */
interface Reading {
  provider: ProviderData | null;
  marked: ProviderData | null;
  stage: Stage | null;
  /** The server asked after the sender's address: all that it says of an address is about that one. */
  callout: boolean;
  mentions: Mentions;
}

class Court {
  private readonly clues: readonly Clue[];
  private readonly finder: PhraseBook;
  private readonly findProvider: ProviderFinder;
  private readonly words = new Words();
  /** By clue: the run in which it was found; of words that rule others out, and of users' rules. */
  private readonly seen: Int32Array;
  /** By clue, so that most hits are looked at no further. */
  private readonly roles: Uint8Array;
  /** The hits that are reasons. */
  private readonly reasons = new Int32Array(MOST_HITS);
  private reasonCount = 0;
  private readonly ownCodes: ReadonlyMap<string, CategoryId>;
  private run = 0;
  private text = '';
  /** Where `not because of` ends. */
  private denied = NOWHERE;

  constructor(private readonly rules: RuleSet) {
    const { list, finder } = collectClues(rules);
    this.clues = list;
    this.finder = finder;
    this.findProvider = createProviderFinder(rules.providers);
    this.ownCodes = ownCodes(rules.providers);
    this.seen = new Int32Array(list.length);
    this.roles = Uint8Array.from(list, ({ kind }) => (kind === 'words' || kind === 'signature' || kind === 'number' ? REASON : kind === 'unless' ? EXCLUSION : OTHER));
  }

  judge(record: BounceRecord, benevolent = false): Verdict {
    const text = this.text = withBlanks(record.diagnostic ?? '');
    this.run++;
    this.denied = NOWHERE;
    this.words.read(text, benevolent);
    const hits = this.finder.find(this.words, text);
    const reading = this.readAround(record, hits);
    const facts = this.factsOf(record, text, reading);
    const pieces: Piece[] = [];
    if (this.rules.user?.length) this.addUserPieces(pieces, record, facts);
    for (let i = 0; i < this.reasonCount; i++) {
      const piece = this.pieceOf(hits, this.reasons[i]!, facts, reading);
      if (piece) pieces.push(piece);
    }
    if (!benevolent && !pieces.some(isStrong) && (EVENT_NAME.test(text) || isMisspelt(text.slice(0, LONGEST_DIAGNOSTIC)))) return this.judge(record, true);
    if (pieces.length > 1) dropSubsumed(pieces);
    this.addCodes(pieces, record, facts);
    return this.verdict(record, facts, pieces, reading);
  }

  /** Everything but the reasons themselves. */
  private readAround(record: BounceRecord, hits: Hits): Reading {
    let marked: ProviderData | null = null;
    let stage = record.stage;
    let callout = false;
    let blocklist: BlocklistData | null = null;
    let blocklistLength = 0;
    const mentions: { -readonly [K in keyof Mentions]: Mentions[K] } = { blocklist, wait: false, authentication: false, reference: false };
    this.reasonCount = 0;
    for (let hit = 0; hit < hits.count; hit++) {
      const id = hits.clue[hit]!;
      if (this.roles[id] === REASON) {
        this.reasons[this.reasonCount++] = hit;
        continue;
      }
      if (this.roles[id] === EXCLUSION) {
        if (!this.isDenied(hits.from[hit]!)) this.seen[id] = this.run;
        continue;
      }
      const clue = this.clues[id]!;
      switch (clue.kind) {
        case 'mark': marked = likelierProvider(marked, clue.provider); break;
        case 'stage': stage ??= clue.stage; break;
        case 'callout': callout = true; break;
        case 'user': this.seen[id] = this.run; break;
        case 'denial': this.denied = hits.to[hit]!; break;
        case 'mention': mentions[clue.of] = true; break;
        case 'blocklist':
          if (hits.length[hit]! > blocklistLength) {
            blocklist = clue.list;
            blocklistLength = hits.length[hit]!;
          }
          break;
        default:
      }
    }
    mentions.blocklist = blocklist;
    const answered = this.findProvider(record);
    return { provider: answered && answered.kind !== 'mta' ? answered : marked ?? answered, marked, stage, callout, mentions };
  }

  private factsOf(record: BounceRecord, text: string, { stage, callout }: Reading): Facts {
    const inDiagnostic = this.words.status;
    const reply = record.replyCode ?? replyAtStart(text);
    const field = record.status ? statusOfField(record.status) : null;
    const digit = reply ?? inDiagnostic ?? field;
    const telling = inDiagnostic ?? field ?? '';
    const aboutSender = callout || stage === 'mail' || telling.endsWith('.1.7') || telling.endsWith('.1.8');
    const meaning = inDiagnostic?.startsWith('5') ? meaningOfStatus(this.rules.codes, inDiagnostic) : null;
    const stated = meaning === 'policy-refusal' ? null : meaning;
    const aboutLogin = reply !== null && LOGIN_REPLIES.has(reply);
    return { stage, reply, inDiagnostic, stated, field, class: digit ? digit.charCodeAt(0) - 48 : 0, address: this.words.addresses.count > 0, aboutSender, aboutLogin };
  }

  private pieceOf(hits: Hits, hit: number, facts: Facts, reading: Reading): Piece | null {
    const id = hits.clue[hit]!;
    const clue = this.clues[id]!;
    const length = hits.length[hit]!;
    let weight: number;
    switch (clue.kind) {
      case 'words': {
        const { rule } = clue;
        if (this.isRuledOut(clue.unless) || !conditionHolds(rule.when, facts) || this.isDenied(hits.from[hit]!)) return null;
        weight = rule.strength * WEIGHT.words + Math.min(9, length / 5) + (rule.strength > 2 && rule.category === facts.stated ? WEIGHT.agreement : 0);
        const category = meant(rule.category, facts, rule.recipient);
        return {
          weight, category, bounceType: category === rule.category ? rule.bounceType : undefined, kind: 'words', rule: clue.id, from: hits.from[hit]!, to: hits.to[hit]!, length, name: hits.name[hit] === 1,
          text: '', provider: null,
        };
      }
      case 'signature': {
        weight = this.signatureWeight(clue, length, facts, reading);
        if (weight === 0) return null;
        const category = meant(clue.entry.category, facts);
        return {
          weight, category, bounceType: category === clue.entry.category ? clue.entry.bounceType : undefined, kind: 'signature', rule: clue.entry.id, from: hits.from[hit]!, to: hits.to[hit]!,
          length, name: hits.name[hit] === 1, text: '', provider: clue.traits.unmistakable || clue.provider.kind === 'mta' ? clue.provider : null,
        };
      }
      case 'number': {
        const after = hits.name[hit] === 1 ? hits.to[hit]! : this.words.spanOf(hits.from[hit]!, hits.to[hit]!).end;
        const entry = numberedEntry(clue.provider, this.text.slice(after, after + 20));
        if (!entry) return null;
        return {
          weight: WEIGHT.number, category: entry.category, bounceType: entry.bounceType, kind: 'signature', rule: entry.id, from: hits.from[hit]!, to: hits.to[hit]!,
          length, name: hits.name[hit] === 1, text: '', provider: clue.provider,
        };
      }
      default: return null;
    }
  }

  private isRuledOut(unless: readonly number[]): boolean {
    for (let i = 0; i < unless.length; i++) if (this.seen[unless[i]!] === this.run) return true;
    return false;
  }

  /** The words close behind `not because of` are no reason. */
  private isDenied(from: number): boolean {
    return from >= this.denied - 1 && from < this.denied + LONGEST_DENIAL && this.words.inOneSentence(this.denied, from + 1);
  }

  /** 0: the words do not count here. */
  private signatureWeight(clue: Extract<Clue, { kind: 'signature' }>, length: number, facts: Facts, { provider: answered, marked }: Reading): number {
    const { provider, entry } = clue;
    if (!conditionHolds(entry.when, facts)) return 0;
    const common = provider.kind === 'mta' || provider.kind === 'blocklist';
    const own = provider === answered || provider === marked;
    if (!own && !common && (!clue.traits.distinct || (answered !== null && answered.kind === 'mailbox' && provider.kind === 'mailbox'))) return 0;
    if (entry.category === 'undetermined') return WEIGHT.unclear;
    const fit = fitOf(entry, facts);
    if (length < SHORT_PHRASE && !clue.traits.distinct && fit <= 0 && !(own && (clue.traits.hasDigit || !entry.reply && !entry.status))) return 0;
    const base = provider.kind === 'mta' || (!own && !clue.traits.unmistakable) ? WEIGHT.commonSignature : own && !common ? WEIGHT.signature : WEIGHT.distinctSignature;
    return base + fit + Math.min(20, length / 2);
  }

  private addUserPieces(pieces: Piece[], record: BounceRecord, facts: Facts): void {
    for (let id = 0; id < this.clues.length; id++) {
      const clue = this.clues[id]!;
      if (clue.kind !== 'user') continue;
      const { rule } = clue;
      if (!fitsHostAndCode(rule, record.remoteMta, [facts.reply, facts.inDiagnostic, facts.field])) continue;
      if (rule.words.length > 0 && this.seen[id] !== this.run) continue;
      const place = rule.compiled?.find(this.text.slice(0, LONGEST_DIAGNOSTIC));
      if (place === null) continue;
      const text = place ? this.text.slice(place.start, place.end) : rule.words[0] ?? rule.code ?? rule.host ?? '';
      pieces.push(field(WEIGHT.user, rule.category, 'words', rule.id, text, rule.bounceType));
      return; // the first one that fits
    }
  }

  private addCodes(pieces: Piece[], record: BounceRecord, facts: Facts): void {
    const { codes, labels } = this.rules;
    const put = (weight: number, category: CategoryId | null | undefined, kind: Evidence['kind'], rule: string, text: string): void => {
      if (category && category !== 'undetermined') pieces.push(field(weight, category, kind, rule, text, undefined));
    };
    const { inDiagnostic } = facts;
    if (inDiagnostic) put(isGenericStatus(inDiagnostic) ? WEIGHT.genericStatus : WEIGHT.statusInDiagnostic, meaningOfStatus(codes, inDiagnostic) ?? this.ownCodes.get(inDiagnostic), 'diagnostic-status', `status/${inDiagnostic}`, inDiagnostic);
    if (facts.field && facts.field !== inDiagnostic) {
      put(isGenericStatus(facts.field) ? WEIGHT.genericStatus - 1 : WEIGHT.statusField, meaningOfStatus(codes, facts.field) ?? this.ownCodes.get(facts.field), 'status', `status/${facts.field}`, facts.field);
    }
    if (facts.reply) {
      const staged = facts.stage ? codes.reply[`${facts.reply}@${facts.stage}`] : undefined;
      put(staged ? WEIGHT.replyAtStage : WEIGHT.reply, staged ?? meaningOfReply(codes, facts.reply), 'reply', `reply/${facts.reply}`, facts.reply);
    }
    if (record.label) put(WEIGHT.label, meaningOfLabel(labels[record.source], record.label), 'label', `label/${record.source}`, record.label);
    if (record.action === 'expired') put(WEIGHT.action, 'expired', 'action', 'action/expired', 'expired');
    // a delay without a word of why: all that is known is that it takes its time
    else if (record.action === 'delayed' && pieces.length === 0 && this.text === '') put(WEIGHT.action, 'expired', 'action', 'action/delayed', 'delayed');
  }

  private verdict(record: BounceRecord, facts: Facts, pieces: Piece[], reading: Reading): Verdict {
    const best = heaviest(pieces);
    const category = best?.category ?? 'undetermined';
    let bounceType: BounceType | null = best?.bounceType ?? usualBounceType(category);
    if (isRefusedHere(record)) bounceType = null;
    // class 4: the server may still change its mind; a user's rule and a suppression list do not
    else if (bounceType === 'hard' && facts.class === 4 && category !== 'suppressed' && best!.weight !== WEIGHT.user) bounceType = 'soft';
    return {
      category, bounceType, blocked: bounceType === 'soft' && isBlocked(category), permanence: permanenceOf(record, facts.class),
      confidence: confidenceOf(best, pieces), provider: (reading.provider ?? best?.provider ?? agreeing(pieces, best, facts))?.id ?? null, rule: best?.rule ?? 'none',
      evidence: this.evidence(pieces, category), named: readNamed(record, this.text, this.words, category, reading.mentions),
    };
  }

  /** The heaviest pieces, one per rule. */
  private evidence(pieces: Piece[], category: CategoryId): Evidence[] {
    sortByWeight(pieces);
    keepOnePerRule(pieces, MOST_EVIDENCE);
    return pieces.map((piece) => this.asEvidence(piece, category));
  }

  private asEvidence(piece: Piece, category: CategoryId): Evidence {
    const agrees = piece.category === category;
    if (piece.from < 0) return { kind: piece.kind, text: piece.text, rule: piece.rule, category: piece.category, for: agrees };
    const inDiagnostic = piece.name ? { start: piece.from, end: piece.to } : this.words.spanOf(piece.from, piece.to);
    return { kind: piece.kind, text: this.text.slice(inDiagnostic.start, inDiagnostic.end), inDiagnostic, rule: piece.rule, category: piece.category, for: agrees };
  }
}

/** Whose words say the same, where they stand behind generic ones only because those got the bonus of agreement. */
function agreeing(pieces: readonly Piece[], best: Piece | null, { stated }: Facts): ProviderData | null {
  if (!best || best.category !== stated) return null;
  return pieces.find((piece) => piece.provider && piece.category === stated && piece.weight > best.weight - WEIGHT.agreement)?.provider ?? null;
}

/** Words that beat every code; what is weaker also stands in replies whose telling words are misspelt (`554 Mesage refused, sendor unkown`). */
function isStrong({ weight }: Piece): boolean {
  return weight >= 3 * WEIGHT.words;
}

/** Names that services give to their events: `TooManyConnections`. They are parted only where nothing else speaks, since names of products are written like that, too. */
const EVENT_NAME = /[a-z][A-Z]/;
const NOWHERE = -1000;
const REASON = 1;
const EXCLUSION = 2;
const OTHER = 0;
/** Symbols: some four words. */
const LONGEST_DENIAL = 30;

/** A line of quoted-printable that nobody decoded; as many characters as before, so that ranges stay right. */
function withBlanks(text: string): string {
  return !text.includes(' ') && text.includes('=20') ? text.replaceAll('=20', '   ') : text;
}

/** Where the answer is about the sender's login or address, these words are about it, too. */
function meant(category: CategoryId, { aboutLogin, aboutSender }: Facts, namesRecipient = false): CategoryId {
  if (aboutLogin && (ABOUT_AN_ADDRESS.has(category) || category === 'mailbox-disabled')) return 'sender-account-limit';
  return aboutSender && !namesRecipient && ABOUT_AN_ADDRESS.has(category) ? 'sender-rejected' : category;
}

const ABOUT_AN_ADDRESS: ReadonlySet<CategoryId> = new Set(['unknown-user', 'unknown-domain', 'bad-address', 'null-mx']);

/** RFC 4954, section 6. 525 is not among them: some servers say it of recipients. */
const LOGIN_REPLIES: ReadonlySet<string> = new Set(['534', '535']);

/** More would not be read. */
const MOST_EVIDENCE = 6;

/** Shorter words say little alone: they need the provider and a fitting code. */
const SHORT_PHRASE = 12;

function field(weight: number, category: CategoryId, kind: Evidence['kind'], rule: string, text: string, bounceType: BounceType | undefined): Piece {
  return { weight, category, bounceType, kind, rule, from: -1, to: -1, length: 0, name: false, text, provider: null };
}

/** Three digits at the very start, followed by no further digit or dot. */
function replyAtStart(text: string): string | null {
  let at = 0;
  while (at < 9 && text.charCodeAt(at) === 32) at++;
  const first = text.charCodeAt(at);
  if (first !== 50 && first !== 52 && first !== 53) return null;
  const second = text.charCodeAt(at + 1);
  const third = text.charCodeAt(at + 2);
  const next = text.charCodeAt(at + 3);
  if (!(second >= 48 && second <= 57 && third >= 48 && third <= 57) || next === 46 || (next >= 48 && next <= 57)) return null;
  return text.slice(at, at + 3);
}

/** The entry of a provider that numbers its replies: `AUP#I-1350`. */
function numberedEntry(provider: ProviderData, after: string): ProviderData['entries'][number] | null {
  const [, prefix = '', digits = 'NaN'] = /^[#-]{0,3}([A-Za-z-]{0,12})(\d{3,5})/.exec(after) ?? [];
  const number = Number(digits);
  return provider.entries.find((entry) => prefix.startsWith(entry.numberPrefix ?? '') && entry.numbers?.some(([from, to]) => number >= from && number <= to)) ?? null;
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
