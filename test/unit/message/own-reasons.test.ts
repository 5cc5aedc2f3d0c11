/** Each recipient has its own reason: words beside one of them are never taken for another, unless the report groups them. */
import assert from 'node:assert/strict';
import { bounce, read } from './reading';

const reasons = (text: string): string[] => read(text).records.map((record) => `${record.recipient}: ${record.diagnostic}`);

describe('reasons of several recipients', () => {
  it('keeps a reason without a code beside a neighbour that has one (OpenSMTPD)', () => {
    const text = bounce('Hi!\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nann@shop.example: 550 5.1.1 <ann@shop.example>: User unknown\nbob@slow.example: Network error on destination MXs\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: 550 5.1.1 <ann@shop.example>: User unknown', 'bob@slow.example: Network error on destination MXs']);
  });

  it('keeps a reason on the line below the address (Exim)', () => {
    const text = bounce('This message was created automatically by mail delivery software.\n\n  ann@shop.example\n    host mx.shop.example [192.0.2.1]: 550 Blocked by policy\n  bob@gone.example\n    all relevant MX records point to non-existent hosts\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: host mx.shop.example [192.0.2.1]: 550 Blocked by policy', 'bob@gone.example: all relevant MX records point to non-existent hosts']);
  });

  it('does not lend the words of one recipient to another that has none', () => {
    const text = bounce('This message was created automatically by mail delivery software.\n\n  ann@shop.example\n    550 5.7.1 Blocked by policy\n\n  bob@gone.example\n\n');
    const [, bob] = read(text).records;
    assert.equal(bob?.recipient, 'bob@gone.example');
    assert.equal(bob.replyCode, null);
  });

  it('gives the reason below a group of addresses to each of them', () => {
    const text = bounce('The following addresses failed:\n\n  ann@shop.example\n  bob@shop.example\n    550 5.1.2 Host unknown\n\n  eve@blog.example\n    552 5.2.2 Mailbox full\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: 550 5.1.2 Host unknown', 'bob@shop.example: 550 5.1.2 Host unknown', 'eve@blog.example: 552 5.2.2 Mailbox full']);
  });
});

describe('what is given as a reason', () => {
  it('is not the greeting, and not the line that introduces a list', () => {
    const text = bounce('ann@example.com 様\n\n連絡しようとしたグループ（friends）が存在しない可能性があります。理由をいくつか紹介します:\n\n * グループ名が間違っている。\n', 'X-Failed-Recipients: friends@lists.example', 'Content-Type: text/plain; charset=utf-8');
    assert.deepEqual(reasons(text), ['friends@lists.example: 連絡しようとしたグループ（friends）が存在しない可能性があります。']);
  });

  it('is not the address in the frame that Zoho puts around it', () => {
    const text = bounce('This message was created automatically by mail delivery system.\n\n----- The following addresses had fatal errors -----\n[Status: Error, Address: <ann@shop.example>, ResponseCode 421, , Host not reachable.]\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: ResponseCode 421, , Host not reachable.']);
  });
});
