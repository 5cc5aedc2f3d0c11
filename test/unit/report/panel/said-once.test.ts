/** What the panel says once for all that was read: nothing bounced, and how to have fewer next time. */
import assert from 'node:assert/strict';
import { toHtml } from '../../../../src/report/panel/element';
import { empty } from '../../../../src/report/panel/sections/empty';
import { prevention } from '../../../../src/report/panel/sections/prevention';
import { bounce, delivery, prepare, times } from './bounces';

const read = { lines: 5, messages: 0, records: 5, notUnderstood: 0, milliseconds: 3 };

describe('a summary without bounces', () => {
  const words = (...given: Parameters<typeof prepare>): string => toHtml(empty(prepare(...given).data)!).replace(/<[^>]+>/g, ' ');

  it('is good news where mail was delivered', () => {
    assert.match(words(times(5, (i) => delivery(`u${i}@example.org`))), /Good news: all 5 deliveries went through\. There is no address to remove/);
  });

  it('is doubted where lines were not understood', () => {
    assert.match(words(times(5, (i) => delivery(`u${i}@example.org`)), { read: { ...read, notUnderstood: 2 } }), /But 2 lines with a code were not understood\. Look at them below before you rely on this/);
  });

  it('is no news where nothing was recognised', () => {
    assert.match(words([], { read: { ...read, records: 0 } }), /found none of these here/);
    assert.doesNotMatch(words([], { read: { ...read, records: 0 } }), /Good news/);
  });

  it('is not said where something bounced', () => assert.equal(empty(prepare([bounce('unknown-user', 'kim@example.org')]).data), null));
});

describe('prevention', () => {
  it('names the ways that would have prevented most, and counts no bounce twice', () => {
    const { data } = prepare([...times(30, (i) => bounce('unknown-user', `u${i}@example.org`)), ...times(20, (i) => bounce('authentication-failed', `v${i}@example.org`))]);
    assert.ok(data.prevention.length >= 2);
    assert.ok(data.prevention.reduce((sum, { prevented }) => sum + prevented, 0) <= 50);
    assert.match(toHtml(prevention(data)!), /Helps against 30 of these\./);
  });

  it('is left out where there are too few to learn from', () => assert.equal(prevention(prepare([bounce('unknown-user', 'kim@example.org')]).data), null));
});
