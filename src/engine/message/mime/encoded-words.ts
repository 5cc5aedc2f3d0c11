/** Encoded words in header fields (RFC 2047): `=?iso-2022-jp?B?...?=`. */
import { MAXIMUM_ENCODED_WORDS, type LimitWatch } from '../limits';
import { decodeBase64 } from './base64';
import { decodeBytes } from './charset';

const WORD = /=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([BbQq])\?([^?\r\n]{0,1000})\?=/g;

/**
 * @param value an unfolded field
 * @param binary raw 8-bit characters are bytes and are decoded as UTF-8 where they are that
 */
export function decodeWords(value: string, binary: boolean, limits?: LimitWatch): string {
  if (!value.includes('=?')) return binary ? decodeBytes(value, '') : value;
  let out = '';
  let last = 0;
  let count = 0;
  // words of one charset side by side are decoded together: senders cut characters in two
  let pending = '';
  let charset = '';
  const flush = (): void => {
    if (pending) out += decodeBytes(pending, charset);
    pending = '';
  };
  for (const match of value.matchAll(WORD)) {
    if (++count > MAXIMUM_ENCODED_WORDS.number) {
      limits?.hit(MAXIMUM_ENCODED_WORDS);
      break;
    }
    const between = value.slice(last, match.index);
    const adjacent = last > 0 && /^\s*$/.test(between);
    const label = match[1]!.toLowerCase();
    if (!adjacent || label !== charset) {
      flush();
      if (!adjacent) out += binary ? decodeBytes(between, '') : between;
    }
    charset = label;
    const body = match[3]!;
    pending += /b/i.test(match[2]!) ? decodeBase64(body) : body.replace(/_/g, ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    last = match.index + match[0].length;
  }
  flush();
  const rest = value.slice(last);
  return out + (binary ? decodeBytes(rest, '') : rest);
}
