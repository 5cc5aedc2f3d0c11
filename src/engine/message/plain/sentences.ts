/** Recipients inside a sentence: `There was an error delivering your mail to <user@example.com>.` */
import type { Span } from '../../record';
import { ADDRESS, trimAddress } from '../address';
import failure from '../phrases/failure.json';
import notRecipient from '../phrases/not-the-recipient.json';
import { normalise, Phrases } from '../phrases/phrases';
import type { Words } from '../words';
import type { Paragraph } from './paragraphs';

const FAILURE = new Phrases(failure);
/** What is torn apart by the address: `Delivery to <user@example.com> failed`. */
const AROUND = new Phrases(['delivery to failed', 'message to failed', 'mail to failed', 'email to failed', 'sending to failed', 'address failed', 'recipient failed']);
const OTHERS = new Phrases(notRecipient);
const ALL_ADDRESSES = new RegExp(ADDRESS.source, 'g');
/** How far before an address a word can speak of it. */
const REACH = 48;
const MOST = 50;
/** Three dots stand inside what a server says: `<ann@shop.example>... User unknown`. */
const SENTENCE_END = /(?<!\.)[.!?] |[。！？]/g;

export interface Mention {
  readonly recipient: Words;
  /** What the paragraph says after the address. */
  readonly rest: Words;
  /** The same from the beginning of the sentence, where no other address stands before. */
  readonly told: Words;
  readonly paragraph: Paragraph;
}

/** Addresses of paragraphs that speak of a failure, unless the words before them speak of somebody else. */
export function mentionsIn(paragraphs: readonly Paragraph[]): Mention[] {
  const mentions: Mention[] = [];
  for (const paragraph of paragraphs) {
    if (!paragraph.words.text.includes('@') || !speaksOfFailure(paragraph.words.text)) continue;
    const own: (Mention & { readonly failed: boolean })[] = [];
    for (const match of paragraph.words.text.matchAll(ALL_ADDRESSES)) {
      if (mentions.length + own.length >= MOST) break;
      const before = normalise(clauseBefore(paragraph.words.text, match.index));
      if (OTHERS.isIn(before) || /https?:\/\/\S{0,200}$/.test(before)) continue;
      const address = trimAddress(match[0]);
      const end = match.index + address.length;
      const sentence = sentenceAround(paragraph.words.text, match.index, end);
      own.push({
        recipient: paragraph.words.slice(match.index, end), rest: paragraph.words.slice(end), told: paragraph.words.slice(own.length > 0 ? end : sentence.start), paragraph,
        failed: speaksOfFailure(paragraph.words.text.slice(sentence.start, sentence.end)),
      });
    }
    // `Delivery to <ann@shop.example> failed. Please write to <info@shop.example>.`
    const failed = own.filter((mention) => mention.failed);
    mentions.push(...(failed.length > 0 ? failed : own));
    if (mentions.length >= MOST) break;
  }
  return mentions;
}

function speaksOfFailure(text: string): boolean {
  return FAILURE.isIn(normalise(text)) || AROUND.isIn(normalise(text.replace(ALL_ADDRESSES, ' ').replace(/[<>]/g, ' ')));
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
