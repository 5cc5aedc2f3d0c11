/** The rules are data: their shape, and what no schema can say. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { bundledCatalog } from '../../../src/catalog/bundled';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { phraseSymbols } from '../../../src/engine/classify/phrase-pieces';
import { collectClues } from '../../../src/engine/classify/clues';

const catalog = path.join(__dirname, '../../../src/catalog');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(catalog, file), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false });
const ids = new Set(bundledCatalog.categories.map((c) => c.id));

describe('the rules as data', () => {
  const fitsWords = ajv.compile(read('rules/words.schema.json') as object);
  const fitsProvider = ajv.compile(read('providers/provider.schema.json') as object);

  for (const file of bundledRules.words) {
    it(`rules/${file.language}.json follows its schema`, () => {
      assert.ok(fitsWords(read(`rules/${file.language}.json`)), ajv.errorsText(fitsWords.errors));
      assert.equal(new Set(file.rules.map((r) => r.id)).size, file.rules.length, 'ids are unique');
    });
  }

  for (const provider of bundledRules.providers) {
    it(`providers/${provider.id}.json follows its schema and is complete`, () => {
      assert.ok(fitsProvider(read(`providers/${provider.id}.json`)), ajv.errorsText(fitsProvider.errors));
      assert.ok(provider.entries.every((e) => e.id.startsWith(`${provider.id}-`)));
      assert.equal(new Set(provider.entries.map((e) => e.id)).size, provider.entries.length, 'ids are unique');
      for (const entry of provider.entries) assert.ok(entry.words.length > 0 || entry.numbers, `${entry.id} can be found`);
      const sources = read('providers/sources.json') as Record<string, unknown>;
      for (const entry of provider.entries) assert.ok(sources[entry.source], `${entry.id} names a known source`);
    });
  }

  it('every provider file is in the list', () => {
    const files = readdirSync(path.join(catalog, 'providers')).filter((f) => f.endsWith('.json') && !/^sources|schema/.test(f)).map((f) => f.slice(0, -5));
    assert.deepEqual(files.sort(), bundledRules.providers.map((p) => p.id).sort());
  });

  it('codes, labels and rules name categories that exist', () => {
    const named = [
      ...Object.values(bundledRules.codes.status), ...Object.values(bundledRules.codes.reply),
      ...Object.values(bundledRules.labels).flatMap((l) => Object.values(l)), ...bundledRules.words.flatMap((w) => w.rules.map((r) => r.category)),
    ];
    assert.deepEqual(named.filter((id) => !ids.has(id)), []);
  });

  it('every phrase has something to find', () => {
    for (const file of bundledRules.words) {
      for (const rule of file.rules) for (const phrase of [...rule.words, ...(rule.unless ?? [])]) assert.ok(phraseSymbols(phrase, 0, phrase.length, false, false, []) > 2 || /[^\x00-\x7f]/.test(phrase), `${file.language}/${rule.id}: ${phrase}`);
    }
  });

  it('no language repeats a phrase of the English rules, whose exceptions it would pass by', () => {
    const folded = (phrase: string) => phrase.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const english = new Set(bundledRules.words.find((file) => file.language === 'en')!.rules.flatMap((rule) => rule.words.map((phrase) => `${rule.category} ${folded(phrase)}`)));
    for (const file of bundledRules.words) {
      if (file.language === 'en') continue;
      for (const rule of file.rules) assert.deepEqual(rule.words.filter((phrase) => english.has(`${rule.category} ${folded(phrase).replace(/\*$/, '')}`)), [], `${file.language}/${rule.id}`);
    }
  });

  it('the phrases are few enough to be sorted when they are first needed', () => {
    assert.ok(collectClues(bundledRules).finder.size < 400_000);
  });
});
