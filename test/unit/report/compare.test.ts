/** Before and after: what is new, gone, grown and shrunk. */
import assert from 'node:assert/strict';
import { changeOf, compareSummaries } from '../../../src/report/compare';
import { textOf } from '../../../src/report/panel/element';
import { comparison } from '../../../src/report/panel/sections/comparison';
import { bounce, prepare, times } from './panel/bounces';

const before = prepare([...times(10, (i) => bounce('blocklisted', `b${i}@example.org`)), ...times(20, (i) => bounce('unknown-user', `u${i}@example.org`)), bounce('null-mx', 'x@none.example')]).data;
const after = prepare([...times(40, (i) => bounce('blocklisted', `b${i}@example.org`)), ...times(20, (i) => bounce('unknown-user', `u${i + 5}@example.org`)), ...times(4, () => bounce('mailbox-full', 'y@new.example'))]).data;

describe('comparing two summaries', () => {
  const result = compareSummaries(before, after);

  it('names each change, the largest first', () => {
    assert.deepEqual(result.causes.map(({ label, before: was, after: is, change }) => [label, was, is, change]), [
      ['Sender is on a blocklist', 10, 40, 'grown'], ['Mailbox full', 0, 4, 'new'], ['Domain takes no mail', 1, 0, 'gone'], ['No such mailbox', 20, 20, 'same'],
    ]);
  });
  it('counts hard addresses on one side and on both', () => assert.deepEqual(result.hardAddresses, { onlyBefore: 6, onlyAfter: 5, both: 15 }));
  it('sees no change in noise', () => assert.deepEqual([changeOf(100, 105), changeOf(2, 4), changeOf(100, 80), changeOf(0, 1)], ['same', 'same', 'shrunk', 'new']));
  it('is shown with words, not by colour alone', () => assert.match(textOf(comparison(result)), /31 → 64 bounces.*▲ grown.*✚ new.*✔ gone/s));
});
