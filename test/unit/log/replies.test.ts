import assert from 'node:assert/strict';
import { replies } from '../../../src/engine/log/replies';
import { one, read, states } from './reading';

describe('Server replies, one per line', () => {
  it('reads a reply with the answering host before a tab', () => {
    states(one(replies, 'MX.Example.net\t550 5.1.1 <a@example.net>: no such user'), { remoteMta: 'mx.example.net', replyCode: '550', status: '5.1.1', action: 'failed', diagnostic: '550 5.1.1 <a@example.net>: no such user' });
  });

  it('reads temporary ones as delayed, successes as delivered, and bare words as failures', () => {
    assert.deepEqual(read(replies, '421 try later\r\n250 2.0.0 OK\r\nmailbox full').records.map((r) => r.action), ['delayed', 'delivered', 'failed']);
  });

  it('finds the code inside folded lines', () => {
    states(one(replies, '553 Mail from 192.0.2.44 not allowed - 5.7.1 [BL23] not accepted [550]'), { replyCode: '553', status: '5.7.1' });
  });

  it('skips lines that are empty or name only a host', () => {
    assert.deepEqual(read(replies, 'mx.example.net\t\n\n   \n').records, []);
  });

  it('recognises a list of replies and nothing else', () => {
    assert.ok(replies.detect({ text: '550 5.1.1 no\n421 later\n' }) > 0.3);
    assert.equal(replies.detect({ text: '550 apples\nand pears\nand more' }), 0);
    assert.equal(replies.detect({ text: '250 OK\n250 OK\n' }), 0);
  });
});
