/** Every rule of generic words, against replies written for it: one that it must decide, one that is nearly it and must not be taken for it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { judgeReply } from '../../../src/engine/classify/judge-reply';

const folder = path.join(__dirname, '../../fixtures/rules');
type Examples = Record<string, { yes: string[]; no: string[] }>;
const examplesOf = (language: string): Examples => JSON.parse(readFileSync(path.join(folder, `${language}.json`), 'utf8')) as Examples;
// generic words alone: which provider answered is another test
const judge = createJudge({ ...bundledRules, providers: [] });

for (const { language, rules } of bundledRules.words) {
  describe(`words of ${language}`, () => {
    const examples = examplesOf(language);
    for (const rule of rules) {
      const id = `${language}/${rule.id}`;
      it(`${id}: ${rule.category}`, () => {
        const { yes, no } = examples[rule.id] ?? { yes: [], no: [] };
        assert.ok(yes.length > 0, 'has a reply that it decides');
        assert.ok(no.length > 0, 'has a near miss');
        for (const reply of yes) {
          const { verdict } = judgeReply(judge, reply);
          assert.equal(verdict.rule, id, `${reply} -> ${verdict.category} by ${verdict.rule}`);
          assert.equal(verdict.category, rule.category);
        }
        for (const reply of no) {
          const { verdict } = judgeReply(judge, reply);
          assert.notEqual(verdict.rule, id, `${reply} is not ${rule.category}`);
        }
      });
    }
    it('has no examples of rules that are gone', () => {
      assert.deepEqual(Object.keys(examples).filter((id) => !rules.some((rule) => rule.id === id)), []);
    });
  });
}

it('every file of examples belongs to a language', () => {
  const languages = bundledRules.words.map((file) => `${file.language}.json`);
  assert.deepEqual(readdirSync(folder).filter((file) => file.endsWith('.json') && !languages.includes(file)), []);
});
