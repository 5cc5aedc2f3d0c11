/*
 * Plugins of esbuild that pack the catalog's data for a bundle: what nothing at run time reads is left out, what can be told from the
 * rest is told from it. The modules that load the data put it back; a test holds that packed rules judge as the sources do.
 */
const fs = require('node:fs');
const path = require('node:path');
const { isDeepStrictEqual } = require('node:util');
const { factored } = require('./factored');

/**
 * The rules' words, packed: without accents, which the engine folds away anyway (only German keeps its umlauts, for `ae`), each list as
 * one string, in as few phrases as say the same. `A` to `Z` stand for the 26 letters beyond ASCII that a language
 * uses most. A rule that English has too stands in the same place as there, as `words!unless!strength`, the strength where it is another,
 * without what is empty at its end; any other adds `!id!category`, the category where it is another, and has the rest beside it.
 * `bundled-rules.ts` unpacks them. 12 KB less to download.
 */
const packedWords = {
  name: 'packed-words',
  setup(build) {
    build.onLoad({ filter: /[\\/]catalog[\\/]rules[\\/][a-z]{2}\.json$/ }, ({ path: file }) => {
      const { language, rules } = JSON.parse(fs.readFileSync(file, 'utf8'));
      const english = language === 'en' ? [] : JSON.parse(fs.readFileSync(path.join(path.dirname(file), 'en.json'), 'utf8')).rules;
      const bare = (phrase) => (language === 'de' ? phrase : phrase.replace(/[\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff]/g, (letter) => letter.normalize('NFD')[0]));
      const plain = (phrases = []) => factored(phrases.map((phrase) => bare(phrase.toLowerCase()))).join(';').replaceAll(' … ', '~');
      const letters = mostUsed(rules.map(({ words, unless }) => plain(words) + plain(unless)).join(''));
      const list = (phrases) => plain(phrases).replace(BEYOND_ASCII, (letter) => (letters.includes(letter) ? String.fromCharCode(65 + letters.indexOf(letter)) : letter));
      const likeEnglish = [];
      const own = [];
      for (const { id, category, strength, words, unless, ...rest } of rules) {
        const place = english.findIndex((rule) => isDeepStrictEqual({ ...rule, strength: 0, words: 0, unless: 0 }, { id, category, strength: 0, words: 0, unless: 0, ...rest }));
        if (place >= 0) likeEnglish[place] = [list(words), list(unless), strength === english[place].strength ? '' : strength].join('!').replace(/!+$/, '');
        else {
          const text = [list(words), list(unless), strength, id, category === id ? '' : category].join('!').replace(/!$/, '');
          own.push(Object.keys(rest).length > 0 ? [text, rest] : [text]);
        }
      }
      return { loader: 'json', contents: JSON.stringify({ language, ...(letters && { letters }), rules: [...Array.from(likeEnglish, (rule) => rule ?? 0), ...own] }) };
    });
  },
};

const BEYOND_ASCII = /[^\0-\x7f…]/g;

/** The 26 letters beyond ASCII that a text uses most, the most frequent first. */
function mostUsed(text) {
  const counts = new Map();
  for (const [letter] of text.matchAll(BEYOND_ASCII)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 26).map(([letter]) => letter).join('');
}

/**
 * The providers' entries, packed: without source and confidence, which are for who edits them, and without the id, which counts them. What
 * most have stands in one text, parted by tabs, the rest beside it. `data.ts` unpacks them. 5 KB less to download.
 */
const packedProviders = {
  name: 'packed-providers',
  setup(build) {
    build.onLoad({ filter: /[\\/]catalog[\\/]providers[\\/][a-z0-9]+\.json$/ }, ({ path: file }) => {
      const { entries, ...provider } = JSON.parse(fs.readFileSync(file, 'utf8'));
      if (!entries) return undefined;
      const packed = entries.map(({ id, source, confidence, category, words, reply = [], status = [], meaning = '', steps = [], ...rest }, i) => {
        const text = [category, words.join(';'), reply.join(' '), status.join(' '), meaning, steps.join('\n')].join('\t').trimEnd();
        const own = { ...(id !== `${provider.id}-${String(i + 1).padStart(2, '0')}` && { id }), ...rest };
        return Object.keys(own).length > 0 ? [text, own] : text;
      });
      return { loader: 'json', contents: JSON.stringify({ ...provider, entries: packed }) };
    });
  },
};

/** The status codes' entries, packed: without the replies that the registry names beside them, which nothing shows. */
const packedStatuses = {
  name: 'packed-statuses',
  setup(build) {
    build.onLoad({ filter: /[\\/]catalog[\\/]data[\\/]statuses[\\/][0-9a-z-]+\.json$/ }, ({ path: file }) => (
      { loader: 'json', contents: JSON.stringify(JSON.parse(fs.readFileSync(file, 'utf8')).map(({ replies, ...rest }) => rest)) }
    ));
  },
};

/** The phrases of messages, packed: each list sorted, without the accents that `Phrases` and the readers of labels take away. 0.5 KB less to download. */
const packedPhrases = {
  name: 'packed-phrases',
  setup(build) {
    build.onLoad({ filter: /[\\/]message[\\/]phrases[\\/][a-z-]+\.json$/ }, ({ path: file }) => (
      { loader: 'json', contents: JSON.stringify(JSON.parse(fs.readFileSync(file, 'utf8'), (key, value) => (Array.isArray(value) ? value.map(withoutAccents).sort() : value))) }
    ));
  },
};

/** Who wrote a message, packed: without names, which are for who edits them. */
const packedFamilies = {
  name: 'packed-families',
  setup(build) {
    build.onLoad({ filter: /[\\/]mta[\\/]families\.json$/ }, ({ path: file }) => (
      { loader: 'json', contents: JSON.stringify(JSON.parse(fs.readFileSync(file, 'utf8')).map(({ name, ...rest }) => rest)) }
    ));
  },
};

/** As `phrases.ts` has it. */
const withoutAccents = (text) => text.replace(/[\u00c0-\u1eff]+/g, (letters) => letters.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC'));

module.exports = [packedWords, packedProviders, packedStatuses, packedPhrases, packedFamilies];
