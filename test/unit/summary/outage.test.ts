/** The one rule by which panel and summary tell an outage at a provider from dead addresses. */
import assert from 'node:assert/strict';
import { densest, looksLikeOutage, type UnknownUsers } from '../../../src/engine/summary/outage';

const HOUR = 3_600_000;
const many: UnknownUsers = { inside: 40, outside: 0, deliveredBefore: 0, accepted: null, length: HOUR };

describe('an outage', () => {
  it('is one where many of the addresses had taken mail before', () => {
    assert.equal(looksLikeOutage({ ...many, deliveredBefore: 12 }), true);
    assert.equal(looksLikeOutage({ ...many, deliveredBefore: 11 }), false);
  });

  it('is one where the place takes mail at other times and refuses hardly anybody', () => {
    assert.equal(looksLikeOutage({ ...many, accepted: { inside: 5, outside: 200 } }), true);
    assert.equal(looksLikeOutage({ ...many, outside: 80, accepted: { inside: 5, outside: 200 } }), false, 'a bad list is refused all the time');
    assert.equal(looksLikeOutage({ ...many, accepted: { inside: 200, outside: 200 } }), false, 'most mail went through meanwhile');
  });

  it('is one where, without knowing deliveries, the rate stands out of a long time', () => {
    assert.equal(looksLikeOutage({ ...many, outside: 10, length: 24 * HOUR }), true);
    assert.equal(looksLikeOutage(many), false, 'one mailing, all at once');
  });

  it('is never seen in a few', () => {
    assert.equal(looksLikeOutage({ ...many, inside: 9, deliveredBefore: 9 }), false);
  });

  it('is looked for in the hour that holds the most', () => {
    const times = [0, HOUR / 2, 3 * HOUR, 3.1 * HOUR, 3.2 * HOUR, 9 * HOUR].map((time) => ({ time }));
    assert.deepEqual(densest(times).map(({ time }) => time / HOUR), [3, 3.1, 3.2]);
    assert.deepEqual(densest([]), []);
  });
});
