/** Bytes to text by charset label. Bytes come as strings of characters below 256 (latin1), as everywhere in the engine. */
import { decodeUtf7 } from './utf7';

type Decoder = InstanceType<typeof TextDecoder>;

const decoders = new Map<string, Decoder | null>();

/** Labels that mails use and TextDecoder does not know. */
const ALIASES: Readonly<Record<string, string>> = {
  'cp932': 'shift_jis', 'windows-31j': 'shift_jis', 'iso-2022-jp-1': 'iso-2022-jp', 'iso-2022-jp-2': 'iso-2022-jp', 'iso-2022-jp-ms': 'iso-2022-jp', 'cp50220': 'iso-2022-jp',
  'cp949': 'euc-kr', 'cp936': 'gbk', 'cp950': 'big5', 'cp1250': 'windows-1250', 'cp1251': 'windows-1251', 'cp1252': 'windows-1252',
  'cp-850': 'windows-1252', 'cp850': 'windows-1252', 'utf8mb4': 'utf-8', '8bit': 'utf-8', 'unicode': 'utf-16le',
};

/** True where bytes below 128 mean ASCII letters in every state, so that a line of them can be taken as it stands. */
export function isAsciiCompatible(charset: string): boolean {
  return !/^(?:utf-?(?:16|32|7)|unicode|iso-2022|hz-)/i.test(charset);
}

/**
 * @param bytes one character for each byte
 * @param charset label as in the mail, any case; unknown ones are read as UTF-8, then as Windows-1252
 * @returns text; bad bytes become U+FFFD, never an error
 */
export function decodeBytes(bytes: string, charset: string): string {
  if (isPlainAscii(bytes) && isAsciiCompatible(charset)) return bytes;
  const label = charset.toLowerCase();
  if (label === 'utf-7' || label === 'unicode-1-1-utf-7') return decodeUtf7(bytes);
  const array = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) array[i] = bytes.charCodeAt(i);
  if (label === '' || label === 'us-ascii' || label === 'ascii' || label === 'iso-8859-1' || label === 'unknown' || label === 'utf-8' || label === 'windows-1252') {
    // what claims to be ASCII or latin1 is UTF-8 more often than not, and UTF-8 is hard to take for anything else
    const utf8 = strictUtf8(array);
    if (utf8 !== null) return utf8;
    return decoder(label === 'utf-8' ? 'utf-8' : 'windows-1252')?.decode(array) ?? bytes;
  }
  return (decoder(label) ?? decoder('utf-8'))?.decode(array) ?? bytes;
}

/** True where every character is ASCII and none is an escape (ISO-2022 switches charsets with it). */
export function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 127 || c === 27) return false;
  }
  return true;
}

function strictUtf8(array: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(array);
  } catch {
    return null;
  }
}

function decoder(label: string): Decoder | null {
  const name = ALIASES[label] ?? label;
  let found = decoders.get(name);
  if (found === undefined) {
    try {
      found = new TextDecoder(name);
    } catch {
      found = null;
    }
    if (decoders.size < 200) decoders.set(name, found);
  }
  return found;
}
