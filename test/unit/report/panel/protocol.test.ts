/** The host does not take the page's word blindly. */
import assert from 'node:assert/strict';
import { fromPanel } from '../../../../src/report/panel/protocol';
import { actionOf, does } from '../../../../src/report/panel/actions';

describe('messages of the webview', () => {
  it('pass where they are as agreed', () => {
    for (const message of [{ type: 'ready' }, { type: 'stop' }, { type: 'read-again' }, { type: 'jump', row: 3 }, { type: 'place', file: 0, line: 12 }, { type: 'lines', rows: [1, 2] }, { type: 'export', filtered: null, selected: [], masked: true }, { type: 'copy-suppression', rows: [] }, { type: 'page', text: '<!DOCTYPE html>' }]) {
      assert.deepEqual(fromPanel(message), message);
    }
  });
  it('are dropped where they are not', () => {
    for (const message of [null, 'ready', {}, { type: 'run' }, { type: 'jump' }, { type: 'jump', row: '3' }, { type: 'jump', row: -1 }, { type: 'place', line: 3 }, { type: 'place', file: 0, line: '3' }, { type: 'lines', rows: [NaN] }, { type: 'lines', rows: 'all' }, { type: 'export', filtered: [1], selected: [], masked: 'no' }, { type: 'page', text: 1 }, { type: 'toString' }]) {
      assert.equal(fromPanel(message), null);
    }
  });
});

describe('actions on elements', () => {
  it('come back as they were written', () => {
    for (const action of [{ do: 'chip', facet: 'domain', value: 'a"b', not: true }, { do: 'jump', row: 7 }, { do: 'place', file: 1, line: 12 }, { do: 'where', where: 'remote' }, { do: 'mask' }, { do: 'stop' }, { do: 'read-again' }] as const) {
      const attributes = does(action);
      const data = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.slice('data-'.length), String(value)]));
      assert.deepEqual(actionOf(data), action);
    }
  });
  it('are nothing for anything else', () => assert.equal(actionOf({ do: 'eval' }), null));
});
