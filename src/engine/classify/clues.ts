/** What a phrase of the book stands for. */
import type { BlocklistData, ProviderData, RuleSet, Signature, WordRule } from './rule-set';
import { PhraseBook } from './phrase-book';
import type { Stage } from '../record';
import type { CheckedUserRule } from './user-rules';

export type Clue =
  /** `unless`: the clues of which none may stand there, too. */
  | { readonly kind: 'words'; readonly rule: WordRule; readonly id: string; readonly unless: readonly number[] }
  | { readonly kind: 'unless' }
  | { readonly kind: 'signature'; readonly provider: ProviderData; readonly entry: Signature; readonly traits: Traits }
  | { readonly kind: 'mark'; readonly provider: ProviderData }
  | { readonly kind: 'number'; readonly provider: ProviderData }
  | { readonly kind: 'denial' }
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'callout' }
  | { readonly kind: 'blocklist'; readonly list: BlocklistData }
  | { readonly kind: 'mention'; readonly of: 'wait' | 'authentication' | 'reference' }
  | { readonly kind: 'user'; readonly rule: CheckedUserRule };

const WAIT_WORDS = ['seconds', 'second', 'secs', 'sec', 'minutes', 'minute', 'mins', 'min', 'hours', 'hour', 'hrs', 'days', 'day', 'try again in', 'retry after', 'wait'];
const AUTHENTICATION_WORDS = ['spf', 'dkim', 'dmarc'];
const DENIALS = ['not because of', 'not (rejected|refused|blocked) because of', 'not rejected by', 'not due to', 'not caused by', 'nothing to do with'];
/** The server asked after the sender's address and may quote what it was told (`550 User unknown`). */
const CALLOUTS = ['sender (verify|verification) failed', '(postmaster|sender) verification failed', 'verification failed while checking', 'sender (callout|callback)', 'sender address rejected'];
const REFERENCE_WORDS = ['ticket', 'case', 'reference', 'incident', 'event id', 'message id'];

const STAGES: Readonly<Record<string, Stage>> = {
  'in reply to HELO command': 'helo', 'in reply to EHLO command': 'helo', 'in reply to MAIL FROM command': 'mail', 'in reply to RCPT TO command': 'rcpt',
  'in reply to DATA command': 'data', 'in reply to end of DATA command': 'eod', 'in reply to STARTTLS command': 'tls', 'in reply to AUTH command': 'auth',
  'while sending RCPT TO': 'rcpt', 'while sending MAIL FROM': 'mail', 'while sending end of data': 'eod', 'while performing the EHLO handshake': 'helo',
  'while performing the HELO handshake': 'helo', 'refused to talk to me': 'connect', 'after end of data': 'eod', 'after RCPT TO': 'rcpt', 'after MAIL FROM': 'mail',
  'after initial connection': 'connect', 'after pipelined RCPT TO': 'rcpt', 'after pipelined MAIL FROM': 'mail', 'after pipelined end of data': 'eod',
};

export interface Clues {
  readonly list: readonly Clue[];
  readonly finder: PhraseBook;
}

/** A `*` that parts one side of a pair in two, as in `(vie* kone|auto) … rikki` or `box … (mail*|post) from`. */
const OPEN_INSIDE = /[^(|\s]\*(?!$|[|)]| …)|\*[^()*]*\)(?!$| …)/;

/** The two sides of a pair of alternatives; null for other phrases. */
function sidesOf(phrase: string): readonly [string, string] | null {
  if (!phrase.includes('(') || OPEN_INSIDE.test(phrase)) return null;
  const [first, second, third] = phrase.split(' … ');
  return second !== undefined && third === undefined ? [first!, second] : null;
}

/** One for all: who is ruled out is known to the rules. */
const EXCLUSION: Clue = { kind: 'unless' };

/** Puts every phrase of the rules into one book. */
export function collectClues(rules: RuleSet): Clues {
  const list: Clue[] = [];
  const book = new PhraseBook();
  const put = (clue: Clue): number => list.push(clue) - 1;
  const addOne = (clue: number, phrase: string, spell: Spell): void => {
    if (spell === alternatives && !phrase.includes('(')) return book.add(phrase, clue);
    const pair = sidesOf(phrase);
    if (pair) book.addPairs(spell(pair[0]), spell(pair[1]), clue);
    else for (const spelling of spell(phrase)) book.add(spelling, clue);
  };
  const addAll = (clue: number, phrases: readonly string[], spell: Spell = alternatives): void => {
    for (const phrase of phrases) addOne(clue, phrase, spell);
  };
  const exclusions = new Map<string, number>(); // `sender` rules out dozens of rules: it is to be found once
  const exclude = (phrase: string, spell: Spell): number => {
    let clue = exclusions.get(phrase);
    if (clue === undefined) {
      clue = put(EXCLUSION);
      exclusions.set(phrase, clue);
      addOne(clue, phrase, spell);
    }
    return clue;
  };
  for (const { language, rules: wordRules } of rules.words) {
    const spell = language === 'de' ? germanSpellings : language === 'en' ? englishSpellings : alternatives;
    for (const rule of wordRules) {
      const unless: number[] = [];
      addAll(put({ kind: 'words', rule, id: `${language}/${rule.id}`, unless }), rule.words, spell);
      for (const phrase of rule.unless ?? []) {
        if (sidesOf(phrase)) unless.push(exclude(phrase, spell));
        else for (const spelling of spell(phrase)) unless.push(exclude(spelling, oneSpelling));
      }
    }
  }
  for (const provider of rules.providers) {
    if (provider.marks) addAll(put({ kind: 'mark', provider }), provider.marks);
    if (provider.numberMark) book.add(provider.numberMark, put({ kind: 'number', provider }));
    for (const entry of provider.entries) {
      for (const phrase of entry.words) book.add(phrase, put({ kind: 'signature', provider, entry, traits: new Traits(phrase, provider) }));
    }
  }
  for (const [phrase, stage] of Object.entries(STAGES)) book.add(phrase, put({ kind: 'stage', stage }));
  for (const blocklist of rules.blocklists) addAll(put({ kind: 'blocklist', list: blocklist }), [...blocklist.names, ...(blocklist.words ?? [])]);
  addAll(put({ kind: 'denial' }), DENIALS);
  addAll(put({ kind: 'callout' }), CALLOUTS);
  addAll(put({ kind: 'mention', of: 'wait' }), WAIT_WORDS);
  addAll(put({ kind: 'mention', of: 'authentication' }), AUTHENTICATION_WORDS);
  addAll(put({ kind: 'mention', of: 'reference' }), REFERENCE_WORDS);
  rules.user?.forEach((rule) => {
    const clue = put({ kind: 'user', rule });
    for (const phrase of rule.words) book.add(phrase, clue); // a user's bracket is a bracket
  });
  return { list, finder: book };
}

/** All ways in which a phrase of a rule is written. */
type Spell = (phrase: string) => string[];

const oneSpelling: Spell = (phrase) => [phrase];

/** Alternatives chosen, and German without umlauts, which is common in replies (`Empfaenger`); other languages only drop the dots. */
function germanSpellings(phrase: string): string[] {
  return alternatives(phrase).flatMap((one) => (/[äöüß]/.test(one) ? [one, one.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss')] : [one]));
}

/** Alternatives chosen, and the British way: `authorised`, `organisation`, `recognised`. */
function englishSpellings(phrase: string): string[] {
  return alternatives(phrase).flatMap((one) => (one.includes('iz') && AMERICAN.test(one) ? [one, one.replace(AMERICAN, '$1is')] : [one]));
}

const AMERICAN = /(author|organ|recogn)iz/;

/** `(user|mailbox) … (unknown|not found)` stands for four phrases. Groups do not nest. */
function alternatives(phrase: string): string[] {
  const open = phrase.indexOf('(');
  const close = phrase.indexOf(')', open);
  if (open < 0 || close < 0) return [phrase];
  const rest = alternatives(phrase.slice(close + 1));
  return phrase.slice(open + 1, close).split('|').flatMap((one) => rest.map((end) => phrase.slice(0, open) + one + end));
}

/** How much a provider's words say by themselves. Found out when they are first met: few of them ever are. */
export class Traits {
  private known: { readonly distinct: boolean; readonly unmistakable: boolean; readonly hasDigit: boolean } | null = null;

  constructor(private readonly phrase: string, private readonly provider: ProviderData) {}

  private get all(): NonNullable<Traits['known']> {
    const { phrase, provider } = this;
    return this.known ??= { distinct: isDistinct(phrase), unmistakable: isUnmistakable(phrase, provider), hasDigit: /\d/.test(phrase) };
  }

  get distinct(): boolean { return this.all.distinct; }
  get unmistakable(): boolean { return this.all.unmistakable; }
  get hasDigit(): boolean { return this.all.hasDigit; }
}

/** Words that few others use by chance: a code or name of its own, or a whole clause. */
function isDistinct(phrase: string): boolean {
  return isOwnCode(phrase) || phrase.split(/[^\p{L}\p{N}]/u).filter(Boolean).length >= 4;
}

/** A code of letters and digits, or a name: `OFR_416`, `SC-001`, `?p=NoSuchUser`. The end of one, `_416`, is but a number wherever it stands alone. */
function isOwnCode(phrase: string): boolean {
  if (!/\p{L}/u.test(phrase)) return false;
  return /[#_/]|\w:\w|[a-z]\.[a-z]|^[a-z]{2}-\d{3}$/i.test(phrase) || phrase.split(/[^\p{L}\p{N}]/u).some((word) => /[a-z]/i.test(word) && /\d\d/.test(word));
}

/** Words that say who answered, wherever they stand: a code, the provider's own name, or a list's. A clause may be anybody's. */
function isUnmistakable(phrase: string, provider: ProviderData): boolean {
  if (provider.kind === 'blocklist' || isOwnCode(phrase)) return true;
  const words = phrase.toLowerCase();
  return words.includes(provider.id) || words.includes(provider.name.toLowerCase()) || (provider.marks ?? []).some((mark) => words.includes(mark.toLowerCase().replace('*', '')));
}
