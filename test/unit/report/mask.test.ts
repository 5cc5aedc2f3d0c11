/** Masking hides who it was everywhere at once: in the table, in the words of servers, in every export. */
import assert from 'node:assert/strict';
import { exportAs } from '../../../src/report/exports';
import { panelHtml } from '../../../src/report/html';
import { maskAddress, maskText } from '../../../src/report/mask';
import { bounce, catalog, prepare } from './panel/bounces';
import { maskRecord } from '../../../src/report/masked';
import { assertGrowsLinearly } from '../support/growth';
import { judged } from './explanation-records';

describe('masking', () => {
  it('keeps the first letter and the domain', () => assert.equal(maskAddress('jane.doe@example.com'), 'j***@example.com'));
  it('says nothing about the length', () => assert.equal(maskAddress('jo@example.com'), 'j***@example.com'));
  it('does not stumble over odd ones', () => {
    assert.equal(maskAddress('@example.com'), '@example.com');
    assert.equal(maskAddress('postmaster'), 'p***');
    assert.equal(maskAddress(''), '');
    assert.equal(maskAddress('😀x@example.com'), '😀***@example.com');
  });
  it('finds addresses inside text', () => assert.equal(maskText('550 <kim@example.org>, lee+x@[192.0.2.1]: unknown'), '550 <k***@example.org>, l***@[192.0.2.1]: unknown'));
  it('hides the name also where it stands without its domain, and leaves other words alone', () => {
    assert.equal(maskText('mailbox janedoe unknown; janedoes', 'janedoe@example.com'), 'mailbox j*** unknown; janedoes');
  });
  it('takes linear time', () => {
    assertGrowsLinearly((size) => { maskText('a'.repeat(size)); }, 800_000);
    assertGrowsLinearly((size) => { maskText('a@'.repeat(size), 'aaaa@example.com'); }, 400_000);
  });

  it('reaches the address behind a forwarding', () =>
    assert.equal(maskRecord(judged({ finalRecipient: 'jane.private@example.net' }, { category: 'unknown-user' })).finalRecipient, 'j***@example.net'));

  const prepared = prepare([bounce('unknown-user', 'janedoe@example.com', { diagnostic: '550 5.1.1 <janedoe@example.com> janedoe is unknown', sender: 'boss@example.net' })], { notUnderstood: [{ file: 0, line: 2, text: '550 janedoe@example.com' }], read: { lines: 2, messages: 0, records: 1, notUnderstood: 1, milliseconds: 1 } });
  for (const format of ['csv', 'json', 'ndjson', 'markdown', 'html'] as const) {
    it(`reaches all of ${format}`, () => {
      const text = (masked: boolean): string => (format === 'html' ? panelHtml(prepared.data, null, masked) : exportAs(format, prepared, null, masked, catalog));
      assert.ok(/janedoe/.test(text(false)));
      assert.ok(!/janedoe|boss/.test(text(true)));
    });
  }
});
