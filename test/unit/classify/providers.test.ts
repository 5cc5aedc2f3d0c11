/** Every reply that a provider's file knows, against a reply of that shape; and the provider's names where they must not count. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { providerData } from '../../../src/catalog/providers/data';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { newRecord } from '../../../src/engine/new-record';
import type { Stage } from '../../../src/engine/record';

interface Example {
  readonly reply: string;
  readonly host?: string;
  readonly stage?: Stage;
}

const judge = createJudge(bundledRules);
const verdictOn = ({ reply, host, stage }: Example) =>
  judge({ ...newRecord('replies', 1, { start: 0, end: 0 }), diagnostic: reply, remoteMta: host ?? null, stage: stage ?? null });
const examplesOf = (id: string): Record<string, Example> =>
  JSON.parse(readFileSync(path.join(__dirname, '../../fixtures/rules/providers', `${id}.json`), 'utf8')) as Record<string, Example>;

for (const provider of providerData) {
  describe(`replies of ${provider.name}`, () => {
    const examples = examplesOf(provider.id);
    for (const entry of provider.entries) {
      it(`${entry.id}: ${entry.meaning ?? `${entry.category}, as "${entry.words[0] ?? 'a number'}"`}`, () => {
        const example = examples[entry.id];
        assert.ok(example, 'has an example');
        const verdict = verdictOn(example);
        assert.equal(verdict.category, entry.category, `${example.reply} -> ${verdict.rule}`);
        if (entry.category !== 'undetermined') assert.ok(verdict.evidence.some((e) => e.rule === entry.id && e.for), `${example.reply} -> ${verdict.rule}`);
      });
    }

    it('is not taken for another reply by names in addresses', () => {
      for (const mark of provider.marks ?? []) {
        const name = mark.replace(/[^\w.-]/g, '');
        const verdict = verdictOn({ reply: `550 5.1.1 <${name}@shop.example>: user unknown` });
        assert.equal(verdict.category, 'unknown-user', mark);
        assert.ok(!verdict.rule.startsWith(`${provider.id}-`) || provider.kind === 'mta', `${mark} in an address -> ${verdict.rule}`);
      }
    });
  });
}
