/** Protects the reader: short plain sentences, no filler, no repetition inside an entry, the same words for the same thing. */
import assert from 'node:assert/strict';
import { bundledCatalog as catalog } from '../../../src/catalog/bundled';

/** Every text that a reader can meet, with where it stands. */
function* texts(): Generator<{ at: string; text: string }> {
  for (const c of catalog.categories) {
    yield* at(c.id, [c.label, c.meaning, c.reason, c.address, c.stop, ...c.steps]);
  }
  for (const s of catalog.statuses) yield* at(s.code, [s.title, s.meaning, s.reason, s.practice, s.folk?.note ?? '', ...s.steps]);
  for (const r of catalog.replies) yield* at(r.code, [r.title, r.meaning, r.practice, ...r.steps]);
  for (const p of catalog.prevention) yield* at(p.id, [p.title, p.advice]);
}

function* at(where: string, all: readonly string[]): Generator<{ at: string; text: string }> {
  for (const text of all) yield { at: where, text };
}

describe('catalog wording', () => {
  it('no sentence is longer than 160 characters', () => {
    for (const { at, text } of texts()) {
      for (const sentence of text.split(/(?<=[.!?]) /)) assert.ok(sentence.length <= 160, `${at} (${sentence.length}): ${sentence}`);
    }
  });

  it('no text has stray blanks, doubled marks or placeholders left', () => {
    for (const { at, text } of texts()) assert.doesNotMatch(text, /^\s|\s$| {2}|[.,;:]{2}|[{}]|TODO/, `${at}: ${text}`);
  });

  it('no filler and no jargon that a marketer would stumble over', () => {
    for (const { at, text } of texts()) assert.doesNotMatch(text, /\b(please|simply contact|kindly|leverage|utili[sz]e|in order to|e\.g\.|i\.e\.|blacklist|whitelist|MTA(?!-STS)|DSN)\b/i, `${at}: ${text}`);
  });

  it('steps are whole sentences, at least one for every failure, none twice', () => {
    for (const entry of [...catalog.categories, ...catalog.statuses, ...catalog.replies]) {
      const name = 'id' in entry ? entry.id : entry.code;
      assert.equal(new Set(entry.steps).size, entry.steps.length, name);
      for (const step of entry.steps) assert.match(step, /^["A-Z].*[.?]$/, `${name}: ${step}`);
      const failure = 'code' in entry ? entry.permanence !== null : entry.bounceType !== null;
      if (failure) assert.ok(entry.steps.length >= 1 && entry.steps.length <= 4, name);
    }
  });

  it('the reason says why hard or why soft, and says the same as the type', () => {
    for (const entry of [...catalog.categories, ...catalog.statuses]) {
      const name = 'id' in entry ? entry.id : entry.code;
      const word = entry.bounceType === 'hard' ? /^Hard/ : entry.bounceType === 'soft' ? /^Soft/ : /^Neither/;
      assert.match(entry.reason, word, name);
    }
  });

  it('the specific codes read specifically: no two details of a subject share a meaning', () => {
    for (const digit of ['4', '5']) {
      const seen = new Map<string, string>();
      for (const entry of catalog.statuses.filter((s) => s.code.startsWith(digit) && !s.code.endsWith('.6.10'))) {
        assert.ok(!seen.has(entry.meaning), `${entry.code} and ${seen.get(entry.meaning)}`);
        seen.set(entry.meaning, entry.code);
      }
    }
  });

  it('a hard bounce tells to remove or correct the address, a soft one never tells to remove it in its first step', () => {
    for (const entry of catalog.statuses) {
      if (entry.bounceType === 'hard') assert.match(entry.steps.join(' '), /remove|off (every|your) list|correct/i, entry.code);
      if (entry.bounceType === 'soft') assert.doesNotMatch(entry.steps[0] ?? '', /^Remove/, entry.code);
    }
  });
});
