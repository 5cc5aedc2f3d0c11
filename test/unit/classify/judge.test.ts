import assert from 'node:assert/strict';
import { createJudge } from '../../../src/engine/classify/judge';
import { bundledRules } from '../../../src/engine/classify/bundled-rules';
import { newRecord } from '../../../src/engine/new-record';
import type { BounceRecord } from '../../../src/engine/record';

const judge = createJudge(bundledRules);
const verdictOn = (diagnostic: string, more: Partial<BounceRecord> = {}) => judge({ ...newRecord('replies', 1, { start: 0, end: 0 }), diagnostic, ...more });

describe('a verdict', () => {
  it('believes the words before the code', () => {
    const verdict = verdictOn('550 5.1.1 <kim@shop.example> 192.0.2.44 has sent to too many recipients this hour');
    assert.equal(verdict.category, 'rate-limited');
    assert.equal(verdict.bounceType, 'soft');
    assert.ok(verdict.evidence.some((e) => !e.for && e.text === '5.1.1'), 'the code that pointed elsewhere is kept');
  });

  it('calls a full mailbox soft under any class', () => {
    for (const reply of ['452 4.2.2 The mailbox is full', '552 5.2.2 Mailbox full', '550 5.1.1 over quota']) {
      const verdict = verdictOn(reply);
      assert.deepEqual([verdict.category, verdict.bounceType], ['mailbox-full', 'soft'], reply);
    }
  });

  it('takes an answer to the login for the account of the sender, whoever words it', () => {
    for (const text of ['535 5.7.0 User unknown', '534 User account disabled', '535 Mailbox suspended', '535 Invalid user kim@shop.example']) {
      const { category, bounceType } = verdictOn(text);
      assert.deepEqual([category, bounceType], ['sender-account-limit', 'soft'], text);
    }
    assert.equal(verdictOn('550 5.7.0 User unknown').category, 'unknown-user');
  });

  it('takes what a callout was told for the sender, whoever words it', () => {
    const quoted = verdictOn('550-Verification failed for <news@shop.example> 550-Response: 550 5.1.1 <news@shop.example>: Recipient address rejected: User unknown 550 Sender verify failed', { stage: 'rcpt' });
    assert.deepEqual([quoted.category, quoted.bounceType], ['sender-rejected', 'soft']);
    const recipient = verdictOn('550-Callout verification failed: 550 5.1.1 <kim@shop.example>: Recipient address rejected: User unknown', { stage: 'rcpt' });
    assert.deepEqual([recipient.category, recipient.bounceType], ['unknown-user', 'hard']);
  });

  it('looks for misspelt words also where only words speak that say little', () => {
    assert.equal(verdictOn('554 Mesage refused, sendor unkown').category, 'sender-rejected');
    assert.equal(verdictOn('550 blocked. acount desactivated').category, 'mailbox-disabled');
    assert.equal(verdictOn('550 No such user, tempory or not').category, 'unknown-user', 'strong words are not read again');
  });

  it('takes a bare number for nobody’s code, though La Poste ends its codes so', () => {
    assert.equal(verdictOn('554 5.7.1 case 104 is closed').provider, null);
    assert.equal(verdictOn('550 5.5.0 boite archivee LPN007_420').provider, 'laposte');
  });
});
