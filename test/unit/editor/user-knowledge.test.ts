import assert from 'node:assert/strict';
import { explain } from '../../../src/report/explanation';
import { engine } from '../../../src/editor/engine-room';
import { open, postfixLog } from './support/open';

describe("the user's own knowledge", () => {
  afterEach(() => {
    engine.useEntries(undefined);
    engine.useRules(undefined);
  });

  it('decides before all other rules, from the next reading on', async () => {
    const log = postfixLog({ status: '5.1.1', words: '550 5.1.1 Ask the moon' });
    assert.deepEqual(engine.useRules([{ match: 'ask the moon', category: 'greylisted' }]), []);
    const { model } = await open(log);
    assert.equal(model.records.get(0)?.verdict.category, 'greylisted');
    engine.useRules([]);
    model.restart();
    await model.whenReady();
    assert.equal(model.records.get(0)?.verdict.category, 'unknown-user');
  });

  it('is known to be there: what threads judged without it has to be judged again', () => {
    assert.equal(engine.hasUserRules, false);
    engine.useRules([{ match: 'ask the moon', category: 'greylisted' }]);
    assert.equal(engine.hasUserRules, true);
    engine.useRules([]);
    assert.equal(engine.hasUserRules, false);
  });

  it('changes texts at once', () => {
    assert.deepEqual(engine.useEntries({ statuses: { '5.7.999': { title: 'Refused by our gateway', meaning: 'Our own gateway said no.' } } }), []);
    assert.equal(explain('5.7.999', engine.catalog)?.code?.title, 'Refused by our gateway');
  });

  it('is left out where it is wrong, with a sentence that says why', () => {
    assert.match(engine.useRules([{ match: 'x', category: 'nonsense' }])[0]?.message ?? '', /nonsense/);
    assert.match(engine.useEntries({ statuses: { '9.9.9': { title: 'x' } } })[0]?.message ?? '', /\w/);
  });
});
