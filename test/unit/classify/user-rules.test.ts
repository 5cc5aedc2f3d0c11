import assert from 'node:assert/strict';
import { bundledCatalog } from '../../../src/catalog/bundled';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { createJudge } from '../../../src/engine/classify/judge';
import { judgeReply } from '../../../src/engine/classify/judge-reply';
import { readUserRules } from '../../../src/engine/classify/user-rules';

const categories = bundledCatalog.categories.map((c) => c.id);
const read = (setting: unknown) => readUserRules(setting, categories);
const verdictWith = (setting: unknown, reply: string, host?: string) => judgeReply(createJudge({ ...bundledRules, user: read(setting).rules }), reply, host).verdict;

describe('own rules', () => {
  it('come before everything else', () => {
    const verdict = verdictWith([{ match: 'user unknown', category: 'recipient-restricted' }], '550 5.1.1 User  unknown');
    assert.deepEqual([verdict.category, verdict.bounceType, verdict.rule], ['recipient-restricted', 'soft', 'user/1']);
  });

  it('may name the bounce type', () => {
    assert.equal(verdictWith([{ match: 'mailbox full', category: 'mailbox-full', bounceType: 'hard' }], '452 4.2.2 mailbox full').bounceType, 'hard');
  });

  it('hold only where all that they name holds', () => {
    const rule = [{ match: 'no entry', host: '.shop.example', code: '5.7.', category: 'recipient-restricted' }];
    assert.equal(verdictWith(rule, '550 5.7.1 No entry', 'mx.shop.example').rule, 'user/1');
    assert.notEqual(verdictWith(rule, '550 5.7.1 No entry', 'mx.other.example').rule, 'user/1');
    assert.notEqual(verdictWith(rule, '550 5.1.1 No entry', 'mx.shop.example').rule, 'user/1');
    assert.notEqual(verdictWith(rule, '550 5.7.1 Entry', 'mx.shop.example').rule, 'user/1');
  });

  it('the first that fits counts', () => {
    const verdict = verdictWith([{ match: 'never', category: 'expired' }, { match: 'full', category: 'system-full' }, { match: 'mailbox full', category: 'mailbox-full' }], '550 mailbox full');
    assert.equal(verdict.rule, 'user/2');
  });

  it('words by default, a pattern when asked for', () => {
    assert.equal(verdictWith([{ pattern: 'code \\d+x', category: 'rate-limited' }], '550 refused with code 77x').rule, 'user/1');
    assert.notEqual(verdictWith([{ match: 'code \\d+x', category: 'rate-limited' }], '550 refused with code 77x').rule, 'user/1');
  });

  it('a wrong one is left out with a clear message, the others stay', () => {
    const { rules, problems } = read([
      { match: 'a b', category: 'nonsense' }, { category: 'expired' }, 'text', { match: 'x', category: 'expired', colour: 1 }, { pattern: '(a', category: 'expired' },
      { match: '…', category: 'expired' }, { code: '9.9', category: 'expired' }, { match: 'fine', category: 'expired' }, { match: 'x', category: 'expired', bounceType: 'medium' },
    ]);
    assert.deepEqual(rules.map((r) => r.id), ['user/8']);
    assert.deepEqual(problems.map((p) => p.rule), [1, 2, 3, 4, 5, 6, 7, 9]);
    assert.match(problems[0]!.message, /"nonsense" is not a category/);
    assert.match(problems[4]!.message, /a "\(" is not closed/);
  });

  it('a setting that is no list is told, none is nothing', () => {
    assert.equal(read({}).problems.length, 1);
    assert.deepEqual(read(undefined), { rules: [], problems: [] });
  });
});
