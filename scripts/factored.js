/*
 * Phrases of rules said in fewer words: those that begin or end alike become one with alternatives. People write what reads well, this
 * writes what packs well; all that a rule's phrases stand for stays the same.
 */

/** `mailbox (full|is full)` stands for two phrases. Groups do not nest. */
function alternatives(phrase) {
  const open = phrase.indexOf('(');
  const close = phrase.indexOf(')', open);
  if (open < 0 || close < 0) return [phrase];
  const rest = alternatives(phrase.slice(close + 1));
  return phrase.slice(open + 1, close).split('|').flatMap((one) => rest.map((end) => phrase.slice(0, open) + one + end));
}

/** One gap at most; with it neither alternatives nor open ends, which would be read in another way beside alternatives of ours. */
const isSimple = (phrase) => (phrase.includes('…') ? /^[^…*()]+ … [^…*()]+$/.test(phrase) : phrase.split('(').length <= 2);

/** The beginning, or with `atEnd` the end, that most different words go on from. */
function mostCommon(phrases, atEnd) {
  const found = new Map();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    for (let count = 1; count < words.length; count++) {
      const common = (atEnd ? words.slice(-count) : words.slice(0, count)).join(' ');
      if (phrase.includes('…') && (atEnd || !common.includes('…'))) continue; // before a gap the first alternative counts that fits
      if (!found.has(common)) found.set(common, { common, atEnd, beside: new Set(), members: [] });
      found.get(common).beside.add(atEnd ? words.at(-count - 1) : words[count]);
      found.get(common).members.push(phrase);
    }
  }
  return [...found.values()].reduce((best, one) => (one.beside.size > best.beside.size || (one.beside.size === best.beside.size && one.common.length > best.common.length) ? one : best), NONE);
}

const NONE = { common: '', beside: new Set(['']) };

/** Alternatives in the order of the alphabet: what is written alike is short once it is packed. Only before a gap their order means something. */
const sorted = (phrase) => phrase.replace(/\(([^()]*)\)(?!.*…)/g, (all, list) => `(${list.split('|').sort().join('|')})`);

/** @param {string[]} phrases of one list @returns {string[]} phrases that stand for the same ones, sorted */
exports.factored = (phrases) => {
  const left = new Set(phrases.filter(isSimple).flatMap(alternatives));
  const made = phrases.filter((phrase) => !isSimple(phrase));
  for (;;) {
    const [first, last] = [mostCommon(left, false), mostCommon(left, true)];
    const { common, atEnd, beside, members } = last.beside.size > first.beside.size ? last : first;
    if (beside.size < 2) break;
    const list = members.map((phrase) => (atEnd ? phrase.slice(0, -common.length - 1) : phrase.slice(common.length + 1))).join('|');
    made.push(atEnd ? `(${list}) ${common}` : `${common} (${list})`);
    for (const phrase of members) left.delete(phrase);
  }
  return [...made, ...left].map(sorted).sort();
};
