/** `mail.log.2.gz`, `mail.log.1`, `mail.log`: the older a rotated file, the earlier it is read. */

/** Names are compared in one fixed language, so that the order is the same on every machine. */
const byName = new Intl.Collator('en', { numeric: true });

/** Sorts file names; of one rotated set the oldest comes first and the one still written to comes last. */
export function rotationOrder(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  if (left.base !== right.base) return byName.compare(left.base, right.base) || (left.base < right.base ? -1 : 1);
  return right.age - left.age || byName.compare(left.date, right.date) || (a < b ? -1 : a > b ? 1 : 0);
}

interface Parts {
  base: string;
  /** 0: no number, the newest. */
  age: number;
  /** `mail.log-20261125`: sorts as text; the file without a date is the newest. */
  date: string;
}

const NEWEST = '\uffff';

function parts(name: string): Parts {
  const plain = name.replace(/\.(?:gz|bz2|xz|zst|lz4)$/, '');
  const rotated = /^(.{1,255}?)(?:\.(\d{1,4})|[-.](\d{8}(?:[-T]?\d{2,6})?))$/s.exec(plain);
  if (!rotated) return { base: plain, age: 0, date: NEWEST };
  return { base: rotated[1]!, age: Number(rotated[2] ?? 0), date: rotated[3] ?? NEWEST };
}
