/** Which deferred messages arrived: known by message, not by address, in a few megabytes. */
import assert from 'node:assert/strict';
import { DeliveredMessages } from '../../../src/engine/summary/delivered-messages';
import { hashOf } from '../../../src/engine/summary/hash';

const ID = (i: number): string => (0xA0000000 + i * 7919).toString(16).toUpperCase();
const filled = (from: number, to: number): DeliveredMessages => {
  const messages = new DeliveredMessages();
  for (let i = from; i < to; i++) messages.add(hashOf(ID(i)), hashOf(`user${i % 5000}@d${i % 90}.example`));
  return messages;
};

describe('delivered messages', () => {
  it('knows every one that was delivered, and takes hardly another for one', () => {
    const messages = filled(0, 200_000);
    let wrong = 0;
    for (let i = 0; i < 200_000; i++) {
      assert.ok(messages.has(ID(i), `USER${i % 5000}@d${i % 90}.example`));
      if (messages.has(ID(i + 200_000), `user${i % 5000}@d${i % 90}.example`)) wrong++;
    }
    assert.ok(wrong < 20, `${wrong} taken for delivered`);
  });

  it('tells another message to the same address, and the same message to another address, apart', () => {
    const messages = new DeliveredMessages();
    messages.add(hashOf('4F5G6H'), hashOf('ann@example.net'));
    assert.deepEqual([messages.has('4F5G6H', 'ann@example.net'), messages.has('7H8J9K', 'ann@example.net'), messages.has('4F5G6H', 'bob@example.net')], [true, false, false]);
  });

  it('adds up', () => assert.deepEqual(filled(0, 500).merge(filled(500, 1000)).words, filled(0, 1000).words));
});
