/**
 * Likely typing errors in a recipient's domain: `gmail.ocm`, `hotmial.com`, `yaho.com`. Compared with the big mail domains only, without
 * any look-up. Real domains that resemble a big one (`mail.com`, `ymail.com`, `gmx.net`) are never called an error.
 */
import domains from '../../catalog/rules/domains.json';

const big: readonly string[] = domains.big;
const real: ReadonlySet<string> = new Set([...domains.big, ...domains.real]);
/** Judged domains of one run; the same wrong domain comes thousands of times in a log. */
const known = new Map<string, string | null>();
const MOST_KNOWN = 2000;

/**
 * @param domain as written, any case
 * @returns the domain that was probably meant, or null
 */
export function likelyDomain(domain: string): string | null {
  const written = domain.toLowerCase();
  let answer = known.get(written);
  if (answer === undefined) {
    answer = findLikely(written);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(written, answer);
  }
  return answer;
}

function findLikely(written: string): string | null {
  if (written.length < 5 || written.length > 24 || real.has(written) || !written.includes('.')) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of big) {
    const distance = typingDistance(written, candidate, mostErrors(candidate));
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Short names resemble many real domains: there a wrong letter in the name is no proof (`gmx.de`, `qq.com`, `me.com`). */
function mostErrors(candidate: string): number {
  const name = candidate.indexOf('.');
  return name <= 3 ? 0 : name === 4 ? 1 : name >= 7 ? 2 : 1;
}

/**
 * Edits (a letter missing, added, wrong, or two swapped) between a written domain and a big one; more than `most` gives Infinity.
 * Where name and ending are right apart from each other the ending may differ by one edit even for short names: `gmx.ed`.
 */
function typingDistance(written: string, candidate: string, most: number): number {
  if (Math.abs(written.length - candidate.length) > 2) return Infinity;
  const [name, ending] = split(written);
  const [rightName, rightEnding] = split(candidate);
  if (name === rightName) return isEndingTypo(ending, rightEnding) ? 1 : Infinity;
  if (most > 0 && written.replace(/\./g, '') === candidate.replace(/\./g, '')) return 1; // a dot in the wrong place: gmailc.om
  if (ending !== rightEnding && !isEndingTypo(ending, rightEnding)) return Infinity;
  if (name.charAt(0) !== rightName.charAt(0) && !swapped(name, rightName)) return Infinity; // people rarely miss the first letter
  if (Math.abs(name.length - rightName.length) > 1) return Infinity;
  const distance = editDistance(name, rightName) + (ending === rightEnding ? 0 : 1);
  return distance <= most ? distance : Infinity;
}

function split(domain: string): [string, string] {
  const dot = domain.indexOf('.');
  return [domain.slice(0, dot), domain.slice(dot + 1)];
}

/** Endings that nobody registers by choice for a big name: `ocm`, `con`, `cmo`, `comm`, `cpm`, `nte`. Other real endings are no error. */
function isEndingTypo(written: string, right: string): boolean {
  if (REAL_ENDINGS.has(written) || written === right) return false;
  return editDistance(written, right) === 1;
}

const REAL_ENDINGS: ReadonlySet<string> = new Set([
  'com', 'net', 'org', 'edu', 'gov', 'info', 'biz', 'co', 'me', 'io', 'eu', 'de', 'at', 'ch', 'fr', 'it', 'es', 'pt', 'nl', 'be', 'lu', 'uk', 'co.uk', 'ie', 'dk', 'se', 'no',
  'fi', 'is', 'pl', 'cz', 'sk', 'hu', 'ro', 'bg', 'gr', 'tr', 'ru', 'ua', 'by', 'kz', 'cn', 'jp', 'kr', 'tw', 'hk', 'sg', 'in', 'id', 'th', 'vn', 'ph', 'my', 'au', 'nz', 'ca', 'mx',
  'br', 'ar', 'cl', 'pe', 'us', 'za', 'ne.jp', 'co.jp', 'com.br', 'com.au', 'com.mx', 'com.ar', 'com.tr', 'co.in', 'co.kr', 'co.nz', 'co.za', 'ai', 'dev', 'app', 'tv', 'cc', 'li', 'lt', 'lv', 'ee',
]);

function swapped(a: string, b: string): boolean {
  return a.charAt(0) === b.charAt(1) && a.charAt(1) === b.charAt(0);
}

/** Damerau's distance with adjacent swaps (optimal string alignment). Both texts are short. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
