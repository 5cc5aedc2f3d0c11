/** Protects what leaves the house: the text for a ticket is short, quotes the server, and masks addresses when asked to. */
import assert from 'node:assert/strict';
import { bundledCatalog } from '../../../src/catalog/bundled';
import { copyText } from '../../../src/report/copy-text';
import { explain } from '../../../src/report/explanation';
import { judged, unknownUser } from './explanation-records';

describe('copying an explanation', () => {
  it('reads like a note from one person to another', () => {
    assert.equal(copyText(explain(unknownUser, bundledCatalog)!, { mask: false }), `Hard bounce: no such mailbox
Address: kim@example.org
Time: 2026-11-25 02:10 UTC

The receiving server says that it has no mailbox with this name. The domain works; this address does not.
The server mx.example.org said: "550 5.1.1 <kim@example.org>: User unknown"

For this address: remove it.
For this message: final; it is not tried again.
Who acts: you.

1. Look for a typing error in the address.
2. Take it off every list. Only the person can bring it back, by confirming an address that works.
3. If many addresses at one provider turn unknown within an hour, wait before you remove them: it may be an outage there.
When to stop: At once. Further mail to dead addresses harms your standing with the provider.

Because the server said "User unknown" and 5.1.1 (both agree, high confidence).
5.1.1: Bad destination mailbox address (https://www.rfc-editor.org/rfc/rfc3463#section-3.2)`);
  });

  it('masks every address, in the server\'s words too', () => {
    const text = copyText(explain(unknownUser, bundledCatalog)!, { mask: true });
    assert.match(text, /^Address: k\*\*\*@example\.org$/m);
    assert.match(text, /<k\*\*\*@example\.org>: User unknown/);
    assert.doesNotMatch(text, /kim/);
  });

  it('makes control characters of the server\'s words visible and keeps them on one line', () => {
    const text = copyText(explain(judged({ diagnostic: '550 \u001b[31mno\r\nWho acts: nobody\u202e' }, { category: 'policy-refusal', blocked: true }), bundledCatalog)!, { mask: false });
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/);
    assert.doesNotMatch(text, /^Who acts: nobody"?$/m);
  });

  it('names what the words name, with the look-up page', () => {
    const text = copyText(explain(judged({}, { category: 'blocklisted', blocked: true, named: { ip: '192.0.2.4', blocklist: { name: 'Example BL', url: 'https://bl.example/q' } } }), bundledCatalog)!, { mask: false });
    assert.match(text, /^Blocklist: Example BL \(https:\/\/bl\.example\/q\)$/m);
  });

  it('works for a code alone', () => {
    const text = copyText(explain('4.2.2', bundledCatalog)!, { mask: true });
    assert.match(text, /^Soft bounce: mailbox full\n\nThe mailbox has no room left\./);
    assert.doesNotMatch(text, /\n\n\n/);
  });

  it('says of a code alone how everyday lists read it, and leaves that out of an answer about a bounce', () => {
    assert.match(copyText(explain('5.2.1', bundledCatalog)!, { mask: false }), /wrongly, explained as "mailbox full"/);
    assert.doesNotMatch(copyText(explain(judged({ status: '5.2.1' }, { category: 'mailbox-disabled', bounceType: 'hard' }), bundledCatalog)!, { mask: false }), /wrongly/);
  });
});
