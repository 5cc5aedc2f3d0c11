import assert from 'node:assert/strict';
import { overviewOf } from '../../../src/editor/overview';
import { overviewMarks } from '../../../src/editor/overview-marks';
import { placesOfCode } from '../../../src/editor/places-of-code';
import { mentionsIn } from '../../../src/editor/mentions';
import { tokenKindOf } from '../../../src/editor/token-kinds';
import { engine } from '../../../src/editor/engine-room';
import { open, postfixLog } from './support/open';

describe('a document at a glance', () => {
  it('counts again after an edit', async () => {
    const { document, model } = await open(postfixLog({}, {}));
    assert.equal(overviewOf(model).hard, 2);
    model.change([document.edit(0, 0, 1, 0, '')]);
    assert.equal(overviewOf(model).hard, 1);
  });

  it('marks the ruler a few hundred times at most', async () => {
    const { model } = await open(postfixLog(...Array.from({ length: 5000 }, () => ({}))));
    const { hard, soft } = overviewMarks(model);
    assert.ok(hard.length > 200 && hard.length <= 301, String(hard.length));
    assert.deepEqual(soft, []);
  });

  it('finds all places of a code', async () => {
    const { model } = await open(postfixLog({ status: '5.1.1' }, { status: '4.2.2' }, { status: '5.1.1' }));
    assert.deepEqual(placesOfCode(model, '5.1.1'), [0, 2]);
    assert.deepEqual(placesOfCode(model, '550'), [0, 2]);
  });
});

describe('how a code is coloured', () => {
  it('by its class and by the verdict on the address', async () => {
    const { model } = await open(postfixLog({ status: '5.1.1' }, { status: '4.2.2' }, { status: '5.7.1' }, { status: '2.0.0' }));
    const kinds = mentionsIn(model, engine.scanCodes, 0, 10).map(({ line, mention, record }) => `${line} ${mention.code} ${tokenKindOf(mention, record).modifiers.join('+')}`);
    assert.deepEqual([...new Set(kinds)], [
      '0 5.1.1 permanent+hard', '0 550 permanent+hard',
      '1 4.2.2 temporary+soft', '1 452 temporary+soft',
      '2 5.7.1 permanent+soft+blocked', '2 550 permanent+soft+blocked',
      '3 2.0.0 success', '3 250 success',
    ]);
  });
});
