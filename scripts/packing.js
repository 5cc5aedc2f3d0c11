/*
 * Plugins of esbuild that pack the catalog's data for a bundle: what nothing at run time reads is left out, what can be told from the
 * rest is told from it. The modules that load the data put it back; a test holds that packed rules judge as the sources do.
 */
const fs = require('node:fs');

/**
 * The rules' words, packed: without accents, which the engine folds away anyway (only German keeps its umlauts, for `ae`), each list as
 * one string, and without the category where it is the rule's id. `bundled-rules.ts` unpacks them. 8 KB less to download.
 */
const packedWords = {
  name: 'packed-words',
  setup(build) {
    build.onLoad({ filter: /[\\/]catalog[\\/]rules[\\/][a-z]{2}\.json$/ }, ({ path: file }) => {
      const text = fs.readFileSync(file, 'utf8');
      const { language, rules } = JSON.parse(text);
      const plain = (phrases) => {
        const list = phrases.join(';');
        return language === 'de' ? list : list.replace(/[\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff]/g, (letter) => letter.normalize('NFD')[0]);
      };
      const packed = rules.map(({ id, category, words, unless, ...rest }) => ({ id, ...(category !== id && { category }), ...rest, words: plain(words), ...(unless && { unless: plain(unless) }) }));
      return { loader: 'json', contents: JSON.stringify({ language, rules: packed }) };
    });
  },
};

/**
 * The providers' entries, packed: without source and confidence, which are for who edits them, and without the id, which counts them. `data.ts` unpacks them.
 * 3 KB less to download.
 */
const packedProviders = {
  name: 'packed-providers',
  setup(build) {
    build.onLoad({ filter: /[\\/]catalog[\\/]providers[\\/][a-z0-9]+\.json$/ }, ({ path: file }) => {
      const { entries, ...provider } = JSON.parse(fs.readFileSync(file, 'utf8'));
      if (!entries) return undefined;
      const packed = entries.map(({ id, source, confidence, ...rest }, i) => ({ ...(id !== `${provider.id}-${String(i + 1).padStart(2, '0')}` && { id }), ...rest }));
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

module.exports = [packedWords, packedProviders, packedStatuses];
