/** Recipients inside a sentence: `There was an error delivering your mail to <user@example.com>.` */
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

export interface Mention {
  readonly recipient: Words;
  /** What the paragraph says after the address. */
  readonly rest: Words;
  readonly paragraph: Paragraph;
}

/** Addresses of paragraphs that speak of a failure, unless the words before them speak of somebody else. */
export function mentionsIn(paragraphs: readonly Paragraph[]): Mention[] {
  const mentions: Mention[] = [];
  for (const paragraph of paragraphs) {
    if (!paragraph.words.text.includes('@') || !(FAILURE.isIn(paragraph.plain) || AROUND.isIn(normalise(paragraph.words.text.replace(ALL_ADDRESSES, ' ').replace(/[<>]/g, ' '))))) continue;
    for (const match of paragraph.words.text.matchAll(ALL_ADDRESSES)) {
      if (mentions.length >= MOST) return mentions;
      const before = normalise(clauseBefore(paragraph.words.text, match.index));
      if (OTHERS.isIn(before) || /https?:\/\/\S{0,200}$/.test(before)) continue;
      const address = trimAddress(match[0]);
      mentions.push({ recipient: paragraph.words.slice(match.index, match.index + address.length), rest: paragraph.words.slice(match.index + address.length), paragraph });
    }
  }
  return mentions;
}

/** The words right before an address, back to the end of the sentence before it. */
function clauseBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - REACH), at);
  const end = Math.max(before.lastIndexOf('. '), before.lastIndexOf('> '), before.lastIndexOf('? '));
  return end === -1 ? before : before.slice(end + 1);
}
