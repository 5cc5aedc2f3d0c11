import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

const root = path.join(__dirname, '../../..');
const { factored } = createRequire(__filename)(path.join(root, 'scripts/factored')) as { factored(phrases: readonly string[]): string[] };

/** All that a phrase stands for, as the engine reads it. */
function spelt(phrase: string): string[] {
  const group = /\(([^)]*)\)/.exec(phrase);
  return group ? group[1]!.split('|').flatMap((one) => spelt(phrase.replace(group[0], () => one))) : [phrase];
}

const allOf = (phrases: readonly string[]): string[] => [...new Set(phrases.flatMap(spelt))].sort();

describe('phrases in a package', () => {
  it('say once what they have in common', () => {
    assert.deepEqual(factored(['no such user', 'mailbox full', 'user unknown', 'no such mailbox', 'recipient unknown']), ['(recipient|user) unknown', 'mailbox full', 'no such (mailbox|user)']);
    assert.deepEqual(factored(['not (known|found)', 'not here']), ['not (found|here|known)']);
  });

  it('keep apart what stands before a gap, where the order of alternatives means something', () => {
    assert.deepEqual(factored(['user … unknown', 'mailbox … unknown', '(files|file) … refused']), ['(files|file) … refused', 'mailbox … unknown', 'user … unknown']);
    assert.deepEqual(factored(['user … unknown', 'user … gone']), ['user … (gone|unknown)']);
  });

  it('stand for neither more nor less than those of the sources', () => {
    const rules = path.join(root, 'src/catalog/rules');
    let lists = 0;
    for (const file of readdirSync(rules).filter((name) => /^[a-z]{2}\.json$/.test(name))) {
      const { rules: ofLanguage } = JSON.parse(readFileSync(path.join(rules, file), 'utf8')) as { rules: { words: string[]; unless?: string[] }[] };
      for (const { words, unless = [] } of ofLanguage) {
        for (const phrases of [words, unless]) assert.deepEqual(allOf(factored(phrases)), allOf(phrases), file);
        lists += 2;
      }
    }
    assert.ok(lists > 500);
  });
});
