import assert from 'node:assert/strict';
import { looksLikeBounces } from '../../../src/editor/sniff';
import { processorTime } from '../support/growth';

describe('the sniff: is a foreign document worth a closer look?', () => {
  const bounces = {
    'a pasted report': 'Final-Recipient: rfc822; kim@example.org\nAction: failed\nStatus: 5.1.1\n',
    'a pasted reply': 'The mailbox is unavailable: 550 5.1.1 <kim@example.org>: User unknown',
    'a Postfix line': 'Nov 25 02:00:00 mx1 postfix/smtp[1]: A: to=<a@example.org>, dsn=4.2.2, status=deferred (over quota)',
    'a provider event': '{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"status":"5.1.1"}]}}',
    'a bounce list without codes': '[{"reason": "Mail domain mentioned in email address is unknown", "created": "2026-11-25", "email": "kim@example.invalid"}]',
    'a reply without an enhanced code': 'RCPT TO failed: 550 no such recipient here',
    'a bounce list as CSV': 'status,reason,email,created\n5.1.1,"550 5.1.1 no such user",kim@example.org,1773482400\n',
    'a bounce list as CSV, its words alone': 'Email;Bounce type\r\nkim@example.org;Hard bounce\r\n',
    'a reply in a language it does not know': '对方服务器返回550 5.7.1拒绝接收',
    'a suppression list without a header': 'kim@example.org,BOUNCE\n',
    'a web hook in form encoding': `POST /hook HTTP/1.1\nHost: hooks.example.org\n\n${new URLSearchParams({ events: '[{"email":"kim@example.org","diag":"smtp;550 5.1.1 no such user"}]' }).toString()}`,
    'a web hook of plain fields': new URLSearchParams({ event: 'bounced', recipient: 'kim@example.org', code: '550', error: '5.1.1 The mailbox does not exist' }).toString(),
  };
  for (const [name, text] of Object.entries(bounces)) it(`says yes to ${name}`, () => assert.equal(looksLikeBounces(text), true));

  const others = {
    'prose': 'Dear Kim,\nthe meeting is at 4.30. Bring 550 copies of the plan.\n',
    'a web server log': '192.0.2.1 - - [25/Nov/2026] "GET / HTTP/1.1" 404 512 "-" "curl/8.5.0"',
    'a package manifest': '{ "name": "app", "dependencies": { "left-pad": "5.1.1" } }',
    'a table': 'name,price\nlamp,450\nchair,5.1\n',
    'a table of people': 'name,email,status\nKim,kim@example.org,active\n',
    'a search as a browser sends it': 'GET /find?q=%22red+lamp%22&by=kim%40example.org&price=450 HTTP/1.1',
    'a list of people': '[{"name": "Kim", "email": "kim@example.org", "age": 44}]',
    'nothing': '',
  };
  for (const [name, text] of Object.entries(others)) it(`says no to ${name}`, () => assert.equal(looksLikeBounces(text), false));

  it('takes no noticeable time, whatever the text', () => {
    for (const unit of ['5.', '550 ', 'a', 'smtp', '\n', '5.1.1.1 ', 'mail ', '%22', '%4%40+']) {
      const text = unit.repeat(1_000_000 / unit.length);
      const used = processorTime(() => { looksLikeBounces(text); });
      assert.ok(used < 100, `${unit}: ${used} ms`);
    }
  });
});
