/** `mail.log.2.gz`, `mail.log.1`, `mail.log`: the older a rotated file, the earlier it is read. Some count from 0, some put the date before the ending. */

/** Names are compared in one fixed language, so that the order is the same on every machine. */
const byName = new Intl.Collator('en', { numeric: true });

/** Sorts file names; of one rotated set the oldest comes first and the one still written to comes last. */
export function rotationOrder(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  if (left.base !== right.base) return byName.compare(left.base, right.base) || (left.base < right.base ? -1 : 1);
  return right.age - left.age || byName.compare(left.date, right.date) || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * Puts the files of each rotated set among some sources in order, where the first of them stood; all else stays where it was.
 * @param sources paths or addresses, as somebody picked them or a shell listed them
 */
export function oldestFirst(sources: readonly string[]): string[] {
  const sets = new Map<string, string[]>();
  for (const source of sources) {
    const key = rotatedSetOf(source);
    const set = sets.get(key);
    if (set) set.push(source);
    else sets.set(key, [source]);
  }
  return [...sets.values()].flatMap((set) => set.sort(rotationOrder));
}

/** The name that the files of a rotated set have in common, with their folder. */
export function rotatedSetOf(path: string): string {
  const name = path.lastIndexOf('/') + 1;
  return path.slice(0, name) + parts(path.slice(name)).base;
}

interface Parts {
  base: string;
  /** 0: no number, the newest; `mail.log.0` is 1. */
  age: number;
  /** `mail.log-20261125`, `mail.log.2026-11-25`, `mail-20261125.log`: sorts as text; the file without a date is the newest. */
  date: string;
}

const NEWEST = '\uffff';

function parts(name: string): Parts {
  const plain = name.replace(/\.(?:gz|bz2|xz|zst|lz4)$/, '');
  const numbered = /^(.{1,255}?)\.(\d{1,4}|old)$/s.exec(plain);
  if (numbered) return { base: numbered[1]!, age: numbered[2] === 'old' ? 1 : Number(numbered[2]) + 1, date: NEWEST };
  const dated = /^(.{1,255}?)[-._](\d{4}-?\d\d-?\d\d(?:[-T_.]?\d{2,6})?)(\.[a-z]{2,8})?$/s.exec(plain);
  return dated ? { base: dated[1]! + (dated[3] ?? ''), age: 0, date: dated[2]! } : { base: plain, age: 0, date: NEWEST };
}
