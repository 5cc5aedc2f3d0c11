/** Lists of bounces as services export them: columns by their header, in any order, with quotes and line ends in cells. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import type { BounceRecord } from '../../../src/engine/record';
import { read, states } from '../log/reading';

type Row = (string | number | null)[];
const row = (r: BounceRecord): Row => [r.source, r.line, r.kind === 'delivery' ? r.action : r.kind, r.recipient, r.status, r.replyCode];
const rows = (text: string): Row[] => {
  const format = detectFormat({ text, fileName: 'list.csv' });
  assert.equal(format?.id, 'csv');
  return read(format, text).records.map(row);
};

describe('Bounce lists as CSV', () => {
  it('SendGrid: bounces, with commas, doubled quotes and line ends in the reason', () => {
    const text = 'status,reason,email,created\n5.1.1,"550 5.1.1 no such user, sorry",ann@example.net,1773482400\n5.0.0,"550-5.7.1 ""blocked""\r\n550 5.7.1 for spam",bob@example.net,1773482401\n4.2.2,452 4.2.2 full,eve@example.net,1773482402\n';
    const expected: Row[] = [['sendgrid', 2, 'failed', 'ann@example.net', '5.1.1', '550'], ['sendgrid', 3, 'failed', 'bob@example.net', '5.7.1', '550'], ['sendgrid', 5, 'failed', 'eve@example.net', '4.2.2', '452']];
    assert.deepEqual(rows(text), expected);
    assert.deepEqual(rows(`\ufeff${text}`), expected);
    assert.deepEqual(rows(text.replace(/\r?\n/g, '\r\n')), expected);
    states(read(detectFormat({ text })!, text).records[1], { diagnostic: '550-5.7.1 "blocked"  550 5.7.1 for spam', time: 1773482401000 });
  });

  it('SendGrid: activity, columns in any order, a row without a reason', () => {
    assert.deepEqual(rows('processed,event,email,recv_message_id,reason,type\n2026-03-14 10:00:00,bounce,ann@example.net,x,550 5.1.1 no,bounce\n2026-03-14 10:00:00,delivered,bob@example.net,x,,\n2026-03-14 10:00:00,open,eve@example.net,x,,\n'), [
      ['sendgrid', 2, 'failed', 'ann@example.net', '5.1.1', '550'], ['sendgrid', 3, 'delivered', 'bob@example.net', null, null],
    ]);
    assert.deepEqual(rows('email,created,reason,status\nann@example.net,1773482400,,5.1.1'), [['sendgrid', 2, 'failed', 'ann@example.net', '5.1.1', null]]);
  });

  it('Mailgun, Postmark, SparkPost, Amazon SES: the columns of their JSON', () => {
    assert.deepEqual(rows('address,code,error,created_at\nann@example.net,550,No such mailbox,"Sat, 14 Mar 2026 10:00:00 GMT"\n'), [['mailgun', 2, 'failed', 'ann@example.net', null, '550']]);
    assert.deepEqual(rows('EmailAddress,SuppressionReason,Origin,CreatedAt\nann@example.net,HardBounce,Recipient,2026-03-14T10:00:00Z\nbob@example.net,SpamComplaint,Recipient,2026-03-14T10:00:00Z'), [['postmark', 2, 'failed', 'ann@example.net', null, null], ['postmark', 3, 'complaint', 'bob@example.net', null, null]]);
    assert.deepEqual(rows('timestamp,type,rcpt_to,raw_reason,bounce_class,error_code,event_id\n1773482400,bounce,ann@example.net,550 5.1.1 no,10,550,1'), [['sparkpost', 2, 'failed', 'ann@example.net', '5.1.1', '550']]);
    assert.deepEqual(rows('recipient,transactional,non_transactional,description,subaccount_id\nann@example.net,true,true,550: 550 5.1.1 no,0\nbob@example.net,true,true,imported,0'), [['sparkpost', 2, 'failed', 'ann@example.net', '5.1.1', '550']]);
    assert.deepEqual(rows('ann@example.net,BOUNCE\nbob@example.net,COMPLAINT\n'), [['ses', 1, 'failed', 'ann@example.net', null, null], ['ses', 2, 'complaint', 'bob@example.net', null, null]]);
  });

  it('Mandrill and Brevo: names of their own', () => {
    assert.deepEqual(rows('Date,Email Address,Sender,Subject,Status,Tags,Opens,Clicks,Bounce Detail\n2026-03-14 10:00:00,ann@example.net,b@example.org,"Hi, you",bounced,,0,0,smtp;550 5.1.1 no\n2026-03-14 10:00:00,bob@example.net,b@example.org,Hi,sent,,0,0,\n2026-03-14 10:00:00,eve@example.net,b@example.org,Hi,deferred,,0,0,451 4.7.1 later\n'), [
      ['mandrill', 2, 'failed', 'ann@example.net', '5.1.1', '550'], ['mandrill', 4, 'delayed', 'eve@example.net', '4.7.1', '451'],
    ]);
    assert.deepEqual(rows('st_text;ts;sub;frm;email;tag;mid;link\nHard bounce;14-03-2026 10:00:00;Hi;b@example.org;ann@example.net;;<1@example.org>;\nOpened;14-03-2026 10:00:00;Hi;b@example.org;bob@example.net;;<1@example.org>;\n'), [['brevo', 2, 'failed', 'ann@example.net', null, null]]);
  });

  it('any other service: by what the columns are called, also with semicolons, tabs and a title', () => {
    const expected: Row[] = [['csv', 2, 'failed', 'ann@example.net', '5.2.2', '552'], ['csv', 3, 'delayed', 'bob@example.net', '4.4.1', null]];
    for (const separator of [',', ';', '\t']) {
      const text = [['Recipient E-Mail', 'Date', 'Bounce type', 'Diagnostic code'], ['ann@example.net', '2026-03-14 10:00:00', 'Soft bounce', '552 5.2.2 full'], ['bob@example.net', '2026-03-14 10:00:00', 'Deferred', '4.4.1 no answer']].map((cells) => cells.join(separator)).join('\n');
      assert.deepEqual(rows(text), expected);
      assert.deepEqual(rows(`Exported for you\n${text}`).map((cells) => cells.slice(2)), expected.map((cells) => cells.slice(2)));
    }
  });

  it('a quote that is never closed swallows nothing', () => {
    const text = `status,reason,email,created\n5.1.1,"550 5.1.1 no,ann@example.net,1\n${'5.1.1,550 5.1.1 no,bob@example.net,2\n'.repeat(300)}`;
    assert.equal(rows(text).filter((cells) => cells[3] === 'bob@example.net').length, 300);
  });

  it('tables of Markdown and of database consoles', () => {
    const failed: Row[] = [['csv', 3, 'failed', 'ann@example.net', '5.1.1', '550'], ['csv', 4, 'delayed', 'bob@example.net', '4.7.1', '451']];
    assert.deepEqual(rows('| id | email           | status   | reason                 |\n|----|-----------------|----------|------------------------|\n| 1  | ann@example.net | bounced  | 550 5.1.1 no such user |\n| 2  | bob@example.net | deferred | 451 4.7.1 later        |\n'), failed);
    assert.deepEqual(rows('+----+-----------------+------------------------+\n| id | email           | reason                 |\n+----+-----------------+------------------------+\n|  1 | ann@example.net | 550 5.1.1 no such user |\n+----+-----------------+------------------------+\n'), [['csv', 4, 'failed', 'ann@example.net', '5.1.1', '550']]);
    assert.deepEqual(rows(' id |      email      |         reason\n----+-----------------+------------------------\n  1 | ann@example.net | 550 5.1.1 no such user\n(1 row)\n'), [['csv', 3, 'failed', 'ann@example.net', '5.1.1', '550']]);
  });

  it('leaves other tables alone', () => {
    for (const text of ['email,amount,status\nann@example.net,10,failed\n', 'email,status\nann@example.net,blocked\n', 'address,code,city\nHigh Street 5,550,Oslo\n', 'email,reason\nann@example.net,newsletter\n', 'to,message\nann@example.net,call me at 550\n']) assert.equal(detectFormat({ text, fileName: 'x.csv' })?.id ?? null, null, text);
  });
});
