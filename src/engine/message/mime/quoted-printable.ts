/** Quoted-printable (RFC 2045 section 6.7) to bytes, one line at a time. */

const EQUALS = 61;

/** The bytes of one line without its soft break. A broken escape stays as it is. */
export function decodeQuotedLine(line: string): string {
  if (!line.includes('=')) return line;
  return line.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Length of the line without the `=` that joins it to the next one, or -1 where it is not joined. Blanks after the `=` were added by a relay. */
export function softBreak(line: string): number {
  let end = line.length;
  while (end > 0 && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === 9)) end--;
  return end > 0 && line.charCodeAt(end - 1) === EQUALS ? end - 1 : -1;
}
