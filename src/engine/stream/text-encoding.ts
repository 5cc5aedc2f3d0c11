/** How a file's bytes are to be read. */
export type TextEncoding = 'bytes' | 'utf-16le' | 'utf-16be';

export interface EncodingGuess {
  readonly encoding: TextEncoding;
  /** Length of the byte order mark. */
  readonly skip: number;
}

/**
 * UTF-16 (with or without a byte order mark) is told by its zero bytes; all else is read byte by byte, so that each part of a mail can
 * be decoded by its own charset and each log line as UTF-8 where it is that.
 * @param start the first bytes of the file, at most a few hundred are looked at
 */
export function guessEncoding(start: Uint8Array): EncodingGuess {
  const [a, b, c] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'bytes', skip: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', skip: 2 };
  const looked = Math.min(start.length, 512) & ~1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < looked; i += 2) {
    if (start[i] === 0) evenZeros++;
    if (start[i + 1] === 0) oddZeros++;
  }
  const most = looked * 0.35; // of looked / 2 pairs: 70 % are ASCII
  if (looked >= 8 && oddZeros > most && evenZeros === 0) return { encoding: 'utf-16le', skip: 0 };
  if (looked >= 8 && evenZeros > most && oddZeros === 0) return { encoding: 'utf-16be', skip: 0 };
  return { encoding: 'bytes', skip: 0 };
}
