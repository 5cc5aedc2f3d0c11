/** Splits one line of separated values (RFC 4180), keeping where each field stands. */

export interface Field {
  /** Offsets of the value in the line, quotes left out. */
  readonly start: number;
  readonly end: number;
  /** The value, doubled quotes made single. */
  readonly value: string;
}

/** More columns than any product writes: protects against a line of nothing but separators. */
const MOST_FIELDS = 400;

/** The fields of a line. A quoted field that is not closed ends with the line. */
export function splitFields(line: string, separator = ','): Field[] {
  const fields: Field[] = [];
  let at = line.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at <= line.length && fields.length < MOST_FIELDS) {
    if (line.charCodeAt(at) === 34) {
      let end = line.indexOf('"', at + 1);
      let doubled = false;
      while (end >= 0 && line.charCodeAt(end + 1) === 34) {
        doubled = true;
        end = line.indexOf('"', end + 2);
      }
      if (end < 0) end = line.length;
      const raw = line.slice(at + 1, end);
      fields.push({ start: at + 1, end, value: doubled ? raw.replace(/""/g, '"') : raw });
      const next = line.indexOf(separator, end);
      if (next < 0) break;
      at = next + 1;
    } else {
      const next = line.indexOf(separator, at);
      const end = next < 0 ? line.length : next;
      fields.push({ start: at, end, value: line.slice(at, end) });
      if (next < 0) break;
      at = next + 1;
    }
  }
  return fields;
}

export interface TableColumn {
  readonly name: string;
  readonly from: number;
  /** Where the next one begins; absent for the last. */
  readonly to?: number | undefined;
}

/** The columns of a table as consoles print it, with lines under the names. Null where `rule` is not made of such lines. */
export function columnsUnder(header: string, rule: string): TableColumn[] | null {
  if (!/^--[- ]{0,2000}$/.test(rule)) return null;
  const lines = [...rule.matchAll(/-+/g)];
  return lines.map(({ index: from }, i) => {
    const to = lines[i + 1]?.index;
    return { name: header.slice(from, to).trim(), from, to };
  });
}
