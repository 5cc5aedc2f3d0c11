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

/** A clause that anybody may use says nothing about who answered: only host, domain, a code or a name of its own does. */
describe('who answered is not guessed from common words', () => {
  for (const reply of ['450 4.7.1 <kim@shop.example>: Recipient address rejected: Greylisted', '550 The email account that you tried to reach does not exist', '554 Email rejected due to security policies',
    '550 permanent failure for one or more recipients (kim@shop.example:550)', '550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered']) {
    it(reply, () => {
      const { provider } = verdictOn({ reply, host: 'mx.example.net' });
      assert.ok(provider === null || providerData.find(({ id }) => id === provider)?.kind === 'mta', `${provider ?? ''}`);
    });
  }
  it('no signature names a mailbox provider or filter unless it holds a code or a name of its own', () => {
    for (const provider of providerData) {
      if (provider.kind === 'mta' || provider.kind === 'blocklist') continue;
      for (const words of provider.entries.flatMap((entry) => entry.words)) {
        const plain = /^[a-z ,']+$/.test(words) && ![provider.id, provider.name.toLowerCase(), ...(provider.marks ?? []).map((mark) => mark.toLowerCase().replace('*', ''))].some((own) => words.includes(own));
        if (plain) assert.notEqual(verdictOn({ reply: `550 5.7.1 ${words}`, host: 'mx.example.net' }).provider, provider.id, words);
      }
    }
  });
});
