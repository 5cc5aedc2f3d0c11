/** The list that is fed into the mailing tool: only addresses that will not work, in the form that the tool takes. */
import assert from 'node:assert/strict';
import { formatSuppression, SUPPRESSION_FORMS, suppressionCount, suppressionOf, suppressionWords } from '../../../src/report/suppression-list';
import { at, bounce, delivery, prepare, times } from './panel/bounces';

const rowsOf = (...records: Parameters<typeof prepare>[0]): ReturnType<typeof prepare>['data']['rows'] => prepare(records).data.rows;
const addresses = (...records: Parameters<typeof prepare>[0]): string[] => suppressionOf(rowsOf(...records)).addresses.map(({ address }) => address);

describe('the suppression list', () => {
  it('holds hard addresses only: a full mailbox or a refused sender is no reason to remove anybody', () => {
    assert.deepEqual(addresses(bounce('unknown-user', 'gone@example.org'), bounce('mailbox-full', 'full@example.org', { status: '5.2.2' }), bounce('blocklisted', 'fine@example.org', { status: '5.7.1' })), ['gone@example.org']);
  });

  it('holds each address once, in an order that can be compared', () => {
    assert.deepEqual(addresses(bounce('unknown-user', 'z@example.org'), bounce('unknown-user', 'A@example.org'), bounce('unknown-user', 'a@EXAMPLE.org'), bounce('unknown-user', 'm@example.net')), ['m@example.net', 'A@example.org', 'z@example.org']);
  });

  it('leaves out whom mail reached later', () => {
    const list = suppressionOf(rowsOf(bounce('unknown-user', 'kim@example.org', { time: at('01:00:00') }), delivery('kim@example.org', { time: at('02:00:00') })));
    assert.deepEqual([list.addresses.length, list.leftOut.deliveredLater], [0, 1]);
  });

  it('leaves out a possible outage until it is asked for', () => {
    const rows = rowsOf(
      ...times(100, (i) => delivery(`ok${i}@cloud.example`, { time: at('01:00:00') + i * 20_000 })),
      ...times(30, (i) => bounce('unknown-user', `u${i}@cloud.example`, { time: at('02:00:00') + i * 1000 })),
      bounce('unknown-user', 'gone@example.org'));
    assert.deepEqual([suppressionOf(rows).addresses.length, suppressionOf(rows).leftOut.held], [1, 30]);
    assert.equal(suppressionCount(rows), 1);
    assert.equal(suppressionOf(rows, true).addresses.length, 31);
    assert.equal(suppressionWords(suppressionOf(rows)), '1 hard address. Left out: 30 that may be an outage.');
  });

  it('leaves out what is no address or could be taken for a formula', () => {
    const list = suppressionOf(rowsOf(...['no at sign', '=cmd|x@example.org', '+1@example.org', '-2@example.org', 'a,b@example.org', 'a\nb@example.org', '"x"@example.org', 'a@b@c', `${'x'.repeat(300)}@example.org`, '\u202Ea@example.org']
      .map((recipient) => bounce('unknown-user', recipient))));
    assert.deepEqual([list.addresses.length, list.leftOut.notAnAddress], [0, 10]);
  });

  it('takes addresses as people have them', () => {
    assert.equal(addresses(...['first.last+tag@example.org', 'jürgen@bücher.example', "o'neil@example.org", '用户@例え.example', 'x@localhost'].map((recipient) => bounce('unknown-user', recipient))).length, 5);
  });
});

describe('the forms of mailing services', () => {
  const list = suppressionOf(rowsOf(bounce('unknown-user', 'kim@example.org', { replyCode: '550', diagnostic: '550 5.1.1 no "Kim", sorry', time: at('02:10:00') }), bounce('null-mx', 'lee@example.net')));
  const expected: Record<string, string> = {
    plain: 'lee@example.net\nkim@example.org\n',
    ses: 'lee@example.net,BOUNCE\r\nkim@example.org,BOUNCE\r\n',
    sendgrid: 'email\r\nlee@example.net\r\nkim@example.org\r\n',
    mailgun: 'address,code,error,created_at\r\nlee@example.net,550,,\r\nkim@example.org,550,"550 5.1.1 no ""Kim"", sorry","Wed, 25 Nov 2026 02:10:00 GMT"\r\n',
    postmark: 'EmailAddress,SuppressionReason\r\nlee@example.net,HardBounce\r\nkim@example.org,HardBounce\r\n',
    mailchimp: 'Email Address\r\nlee@example.net\r\nkim@example.org\r\n',
  };
  for (const { form, name } of SUPPRESSION_FORMS) it(name, () => assert.equal(formatSuppression(list, form), expected[form]));

  it('Mailgun gets no time that would be an hour or more off: that of a log without a time zone is left empty, and Mailgun takes the day of the import', () => {
    const own = suppressionOf(rowsOf(bounce('unknown-user', 'kim@example.org', { replyCode: '550', diagnostic: '550 no', time: at('02:10:00'), ownClock: true })));
    assert.equal(formatSuppression(own, 'mailgun'), 'address,code,error,created_at\r\nkim@example.org,550,550 no,\r\n');
  });
});
