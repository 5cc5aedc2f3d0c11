import assert from 'node:assert/strict';
import { engine } from '../../../src/editor/engine-room';
import { readStructure, type DocumentStructure } from '../../../src/editor/mail-structure';

const MAIL = `From: Mail Delivery System <MAILER-DAEMON@relay.example.com>
To: news@shop.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

<kim@example.org>: 550 5.1.1 User unknown

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.com

Final-Recipient: rfc822; kim@example.org
Action: failed
Status: 5.1.1

--b1
Content-Type: message/rfc822

From: Shop <news@shop.example>
Subject: Your order

Thank you.

--b1--
`;
const FROM = 'From MAILER-DAEMON Wed Nov 25 02:10:47 2026\n';

async function structureOf(text: string, isMbox = false): Promise<DocumentStructure> {
  const cut = isMbox ? engine.cutMbox : () => [{ start: 0, line: 1 }];
  return readStructure(text, cut, (part) => engine.structureOf({ text: part, binary: false }), () => Promise.resolve(), () => false);
}

describe('the structure of a mail document', () => {
  it('says where the quoted original stands', async () => {
    const { originals } = await structureOf(MAIL);
    assert.equal(originals.length, 1);
    const quoted = MAIL.slice(originals[0]!.start, originals[0]!.end);
    assert.match(quoted, /Subject: Your order/);
    assert.doesNotMatch(quoted, /Final-Recipient/);
  });

  it('has one entry per mail of a mailbox, each where it stands', async () => {
    const mailbox = `${FROM}${MAIL}\n`.repeat(3);
    const { mails, originals } = await structureOf(mailbox, true);
    assert.equal(mails.length, 3);
    assert.equal(originals.length, 3);
    for (const { span, label } of mails) {
      assert.equal(label, 'Undelivered Mail Returned to Sender');
      assert.ok(mailbox.startsWith('From ', span.start));
    }
    for (const { start } of originals) assert.match(mailbox.slice(start, start + 200), /From: Shop/);
  });

  it('leaves the parts out in a large mailbox', async () => {
    const { mails } = await structureOf(`${FROM}${MAIL}\n`.repeat(400), true);
    assert.equal(mails.length, 400);
    assert.ok(mails.every(({ children }) => children.length === 0));
  });

  it('stops when the document has changed', async () => {
    const mailbox = `${FROM}${MAIL}\n`.repeat(300);
    let pauses = 0;
    const slow = (part: string): ReturnType<typeof engine.structureOf> => {
      for (const until = performance.now() + 2; performance.now() < until;);
      return engine.structureOf({ text: part, binary: false });
    };
    const { mails } = await readStructure(mailbox, engine.cutMbox, slow, () => { pauses++; return Promise.resolve(); }, () => pauses > 2);
    assert.ok(mails.length < 300, String(mails.length));
  });
});
