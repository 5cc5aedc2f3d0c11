import assert from 'node:assert/strict';
import { engine } from '../../../src/editor/engine-room';
import { hoverTargetAt, type HoverTarget } from '../../../src/editor/hover-target';
import { mentionsIn } from '../../../src/editor/mentions';
import { open } from './support/open';

/** A delivery report: a letter that says it to people, and the part that says it to programs. */
function report(letter: string, ...recipients: readonly { to: string; status: string; words: string }[]): string {
  return [
    'From: Mail Delivery System <MAILER-DAEMON@relay.example>', 'To: news@sender.example', 'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"', '',
    '--b1', 'Content-Type: text/html', '', letter, '',
    '--b1', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; relay.example', '',
    ...recipients.flatMap(({ to, status, words }) => [`Final-Recipient: rfc822; ${to}`, 'Action: failed', `Status: ${status}`, `Diagnostic-Code: smtp; ${words}`, '']),
    '--b1--', '',
  ].join('\n');
}

const CLOSED_GROUP = { to: 'all@group.example', status: '5.7.1', words: '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized to send to this group' };
const SPAM = { to: 'kim@spam.example', status: '5.7.1', words: '550 5.7.1 message content rejected as spam' };

async function pointAt(text: string, code: string, kind: 'mail' | 'mbox' = 'mail'): Promise<HoverTarget> {
  const { document, model } = await open(text, kind);
  const offset = text.indexOf(code);
  const line = text.slice(0, offset).split('\n').length - 1;
  const target = hoverTargetAt(model, engine.scanCodes, document.lineText(line), document.lineStart(line), offset + 1);
  assert.ok(target);
  return target;
}

describe('a code in the letter of a bounce mail', () => {
  it('means what the report says of it, not what the code means in general', async () => {
    const { record } = await pointAt(report('<p>The server answered: 5.7.1</p>', CLOSED_GROUP), '5.7.1');
    assert.equal(record?.recipient, 'all@group.example');
    assert.equal(record.verdict.category, 'recipient-restricted');
  });

  it('has the colour of the record, too', async () => {
    const { model } = await open(report('<p>The server answered: 550 5.7.1</p>', CLOSED_GROUP), 'mail');
    const inLetter = mentionsIn(model, engine.scanCodes, 9, 9);
    assert.deepEqual(inLetter.map(({ mention, record }) => [mention.code, record?.verdict.category]), [['550', 'recipient-restricted'], ['5.7.1', 'recipient-restricted']]);
  });

  it('means nothing in particular where two recipients failed with it for different reasons, unless its words say more', async () => {
    const bare = await pointAt(report('<p>The code was 5.7.1</p>', CLOSED_GROUP, SPAM), '5.7.1');
    assert.deepEqual([bare.record, bare.said], [null, null]);
    const words = await pointAt(report('<p>550 5.7.1 message content rejected as spam</p>', CLOSED_GROUP, SPAM), '5.7.1');
    assert.equal(words.said?.verdict.category, 'spam-content');
  });

  it('concerns its own mail of a mailbox, never the next', async () => {
    const envelope = 'From MAILER-DAEMON Wed Nov 25 02:00:00 2026\n';
    const box = `${envelope}${report('<p>Nothing was said.</p>', CLOSED_GROUP)}\n${envelope}${report('<p>They said 5.7.1</p>', SPAM)}`;
    assert.equal((await pointAt(box, '5.7.1</p>', 'mbox')).record?.recipient, 'kim@spam.example');
  });
});

describe('a reply in the middle of prose', () => {
  const prose = 'Hi team,\n\nthey answered "550 5.7.1 Message rejected due to spam content" today\nand 452 4.2.2 mailbox full to the other one; see 550 5.7.1 in the manual\n';

  it('is judged by its words', async () => {
    for (const code of ['5.7.1', '550']) {
      const { record, said } = await pointAt(prose, code);
      assert.deepEqual([record, said?.verdict.category], [null, 'spam-content'], code);
    }
  });

  it('ends where another reply begins', async () => {
    assert.equal((await pointAt(prose, '4.2.2')).said?.verdict.category, 'mailbox-full');
  });

  it('is no more than its code where the words say nothing', async () => {
    assert.equal((await pointAt('have a look at 550 5.7.1 in the manual\n', '5.7.1')).said, null);
  });
});
