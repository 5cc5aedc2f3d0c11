/** Splits a text at LF, CRLF and lone CR, without copying more than one line at a time. */

/**
 * Calls `each` for every line of `text` between two offsets.
 * @param each gets the line without its end, the offset of its start, and its number
 * @param firstLine number of the first line
 * @returns how many lines there were; a last line without an end counts, an empty rest does not
 */
export function forEachLine(text: string, each: (line: string, start: number, number: number) => void, from = 0, to = text.length, firstLine = 1): number {
  let number = firstLine;
  let start = from;
  // One search for the rarer kind of end, remembered, keeps this linear: texts have LF or CR, seldom both.
  let lf = text.indexOf('\n', start);
  let cr = text.indexOf('\r', start);
  while (start < to) {
    if (lf !== -1 && lf < start) lf = text.indexOf('\n', start);
    if (cr !== -1 && cr < start) cr = text.indexOf('\r', start);
    let end = lf === -1 ? cr : cr === -1 ? lf : Math.min(lf, cr);
    if (end === -1 || end >= to) end = to;
    each(text.slice(start, end), start, number);
    number++;
    start = end + (end < to && end === cr && text.charCodeAt(end + 1) === 10 ? 2 : 1);
  }
  return number - firstLine;
}
