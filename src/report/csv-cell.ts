/** Cells of a CSV file (RFC 4180) that a spreadsheet shows and never runs, and that do no harm in a terminal. */

/**
 * Controls but tabs and line ends, and marks that turn the reading direction. Joiners stay: words of some scripts need them.
 */
const HARMFUL = /[\u0000-\u0008\v\f\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A cell that begins like this is a formula to a spreadsheet; so is one that begins so after blanks or a control character. A hyphen
 * alone, the name of standard input, is none.
 */
const FORMULA = /^[\s\u0000-\u001F\u00A0\uFEFF]{0,1000}[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** One cell. What would be a formula gets a `'` in front, which spreadsheets take as "this is text". */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = value.replace(HARMFUL, '\uFFFD');
  const text = value !== '-' && (FORMULA.test(value) || FORMULA.test(safe)) ? `'${safe}` : safe;
  return /[",;\t\r\n']/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** One row, with the line end that RFC 4180 asks for. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
