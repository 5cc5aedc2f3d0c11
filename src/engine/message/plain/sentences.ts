/** Recipients inside a sentence: `There was an error delivering your mail to <user@example.com>.` */
import type { Span } from '../../record';
import { addressMatches, trimAddress, withoutAddresses } from '../address';
import failure from '../phrases/failure.json';
import notRecipient from '../phrases/not-the-recipient.json';
import { normalise, Phrases } from '../phrases/phrases';
import type { Words } from '../words';
import type { Paragraph } from './paragraphs';

const FAILURE = new Phrases(failure);
/** What is torn apart by the address: `Delivery to <user@example.com> failed`. */
const AROUND = new Phrases(['delivery to failed', 'message to failed', 'mail to failed', 'email to failed', 'sending to failed', 'address failed', 'recipient failed']);
const OTHERS = new Phrases(notRecipient);
/** How far before an address a word can speak of it. */
const REACH = 48;
const LONGEST_ADDRESSEE = 160;
const MOST = 50;
/** Paragraphs in which a letter says whom it is about. */
const FIRST = 8;
/** What stands between addresses that are counted up. */
const GLUE = /^[>"')\s]{0,9}(?:[,;&/]|\b(?:and|or|und|oder|et|ou|en|og|och|ja|[yeoi])\b){1,3}[<"'(\s]{0,9}$/i;
/** Says something of what stands before the address. */
const CONTINUES = /^(?:is|has been|was) (?!not\b)/i;
const VERB = /^(?:is|are|has|have|was|were|does|do|did|can|cannot|ist|hat|kann|wurde|existiert|est|a été|ne|n'\p{L}{1,9}|no|non|não|nie|не|kan|bestaat|finns|findes|finnes)(?![\p{L}'])/iu;
const RECIPIENT = /\b(?:recipient|user|mailbox|account|address|addressee|person|id|empfänger|empfaenger|benutzer|postfach|konto|adresse|destinataire|utilisateur|compte|usuario|cuenta|destinatario|utente|casella|conta|gebruiker|geadresseerde|adressen|användaren)s?\b[^.]{0,40}$/i;
/** `your message was addressed to`, `tried to deliver your mail to`, `your message "Spring" to Ann Lee` */
const ADDRESSEE = /\b(?:your|the) (?:e-?mail|mail|message|letter)\b[^@.]{1,80}\bto:? [\p{L} ]{0,40}[<"'(]{0,2}$/iu;
/** What arrived has not bounced. */
const ARRIVED = /\b(?:was|were|has been|have been) (?:\w{1,20} )?(?:delivered|received|read|opened|displayed|accepted|forwarded|confirmed)\b/;
/** Three dots stand inside what a server says: `<ann@shop.example>... User unknown`. */
const SENTENCE_END = /(?<!\.)[.!?] |[。！？]/g;

export interface Mention {
  readonly recipient: Words;
  /** What the paragraph says after the address. */
  readonly rest: Words;
  /** The same from the beginning of the sentence, where that says what failed: `The mailbox of <ann@shop.example> is full`. */
  readonly told: Words | null;
  /** It is called a recipient, and its sentence says something of it: `The user <ann@shop.example> does not ...` */
  readonly isSubject: boolean;
  readonly paragraph: Paragraph;
}

/**
 * Addresses of paragraphs that speak of a failure, unless the words before them speak of somebody else.
 * Where no paragraph does, it is the one to whom the mail was sent: `We tried to deliver your message to <ann@shop.example> for five days`
 * @param guess a sentence about a recipient counts before that: `The user name <ann@shop.example> does not match any account`
 */
export function mentionsIn(paragraphs: readonly Paragraph[], guess: boolean): Mention[] {
  const mentions: Mention[] = [];
  for (const paragraph of paragraphs) {
    if (!paragraph.words.text.includes('@') || !speaksOfFailure(paragraph.words.text)) continue;
    const own = mentionsInParagraph(paragraph, MOST - mentions.length);
    // `Delivery to <ann@shop.example> failed. Please write to <info@shop.example>.`
    const failed = own.filter((mention) => mention.failed);
    mentions.push(...(failed.length > 0 ? failed : own));
    if (mentions.length >= MOST) break;
  }
  if (mentions.length > 0) return mentions;
  const first = paragraphs.slice(0, FIRST).filter(({ words }) => words.text.includes('@')).map((paragraph) => mentionsInParagraph(paragraph, MOST));
  const subjects = guess ? first.map((some) => some.filter(({ isSubject }) => isSubject)) : [];
  const addressees = first.map((some) => some.filter(({ isAddressee, paragraph }) => isAddressee && !ARRIVED.test(paragraph.plain)));
  return [...subjects, ...addressees].find((some) => some.length > 0) ?? [];
}

interface Candidate extends Mention {
  /** Its sentence speaks of a failure. */
  readonly failed: boolean;
  /** The mail was for it. */
  readonly isAddressee: boolean;
}

function mentionsInParagraph(paragraph: Paragraph, most: number): Candidate[] {
  const { words } = paragraph;
  const found: { from: number; to: number; start: number; failed: boolean; isAddressee: boolean }[] = [];
  for (const match of addressMatches(words.text)) {
    if (found.length >= most) break;
    const before = normalise(clauseBefore(words.text, match.index));
    if (OTHERS.isIn(before) || /https?:\/\/\S{0,200}$/.test(before)) continue;
    const to = match.index + trimAddress(match.text).length;
    const sentence = sentenceAround(words.text, match.index, to);
    found.push({ from: match.index, to, start: sentence.start, failed: speaksOfFailure(words.text.slice(sentence.start, sentence.end)), isAddressee: ADDRESSEE.test(words.text.slice(Math.max(sentence.start, match.index - LONGEST_ADDRESSEE), match.index)) });
  }
  return found.map(({ from, to, failed, isAddressee }, i) => {
    // what is said of `ann@shop.example, bob@shop.example and carl@shop.example` is said of each of them
    let [first, last] = [i, i];
    while (first > 0 && GLUE.test(words.text.slice(found[first - 1]!.to, found[first]!.from))) first--;
    while (last + 1 < found.length && GLUE.test(words.text.slice(found[last]!.to, found[last + 1]!.from))) last++;
    const rest = words.slice(found[last]!.to);
    const { start, from: head } = found[first]!;
    const next = rest.text.slice(0, 60).replace(/^[>"')\],\s]{1,9}/, '');
    const isSubject = VERB.test(next) && RECIPIENT.test(words.text.slice(start, head));
    const begins = first === 0 && (isSubject || CONTINUES.test(next));
    return { recipient: words.slice(from, to), rest, told: !begins ? null : first === last ? words.slice(start) : words.slice(start, head).join(rest), paragraph, failed, isSubject, isAddressee };
  });
}

function speaksOfFailure(text: string): boolean {
  return FAILURE.isIn(normalise(text)) || AROUND.isIn(normalise(withoutAddresses(text).replace(/[<>]/g, ' ')));
}

/** Longer ones are lists without an end; a part around the address does. */
const LONGEST_SENTENCE = 600;

/** Where the sentence that holds an address stands. */
function sentenceAround(text: string, from: number, to: number): Span {
  let start = Math.max(0, from - LONGEST_SENTENCE);
  const first = start;
  const last = Math.min(text.length, to + LONGEST_SENTENCE);
  for (const { index } of text.slice(first, last).matchAll(SENTENCE_END)) {
    const end = first + index;
    if (end >= to) return { start, end: end + 1 };
    if (end < from) start = end + 1;
  }
  return { start, end: last };
}

/** The words right before an address, back to the end of the sentence before it. */
function clauseBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - REACH), at);
  const end = Math.max(before.lastIndexOf('. '), before.lastIndexOf('> '), before.lastIndexOf('? '));
  return end === -1 ? before : before.slice(end + 1);
}
