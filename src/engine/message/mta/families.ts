/** Who wrote a bounce, by its own words: the signatures are data. A family with a shape of its own has a reader beside this file. */
import type { Mail } from '../mail';
import { normalise } from '../phrases/phrases';
import data from './families.json';

export interface Family {
  readonly id: string;
  /** Phrases of the text, in lower case. */
  readonly text?: readonly string[];
  /** Parts of the `From` field. */
  readonly from?: readonly string[];
  /** Names of header fields. */
  readonly header?: readonly string[];
  /** `name: part of the value`. */
  readonly 'header-value'?: readonly string[];
}

const FAMILIES: readonly Family[] = data.map((family: Family) => (family.text ? { ...family, text: family.text.map(normalise) } : family));
/** How far into the text signatures are looked for. */
const REACH = 3000;

export function familyOf(mail: Mail): Family | null {
  const { headers } = mail.root;
  const from = headers.get('from').toLowerCase();
  let text = '';
  for (const line of mail.lines) {
    text += `${line.text.slice(0, 300)}\n`;
    if (text.length > REACH) break;
  }
  const plain = normalise(text);
  // a header is forged seldom; phrases are copied from one product to the next
  return FAMILIES.find((family) => family.header?.some((name) => headers.has(name)) || family.from?.some((part) => from.includes(part)) || hasValue(mail, family))
    ?? FAMILIES.find((family) => family.text?.some((phrase) => plain.includes(phrase)))
    ?? null;
}

/** True where a text holds words that only mail servers write; for text that was pasted without its header. */
export function holdsSignature(text: string): boolean {
  const plain = normalise(text.slice(0, REACH));
  return FAMILIES.some((family) => family.text?.some((phrase) => plain.includes(phrase)));
}

function hasValue(mail: Mail, family: Family): boolean {
  return family['header-value']?.some((pair) => {
    const colon = pair.indexOf(': ');
    return mail.header(pair.slice(0, colon)).toLowerCase().includes(pair.slice(colon + 2));
  }) ?? false;
}
