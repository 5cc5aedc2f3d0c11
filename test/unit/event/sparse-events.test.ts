/** Events with few members, in odd dress, and of services that nobody knows. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import type { BounceRecord } from '../../../src/engine/record';
import { read } from '../log/reading';

type Row = (string | null)[];
const row = (r: BounceRecord): Row => [r.source, r.kind === 'delivery' ? r.action : r.kind, r.recipient, r.status, r.replyCode];
const rows = (text: string): Row[] => {
  const format = detectFormat({ text });
  return format ? read(format, text).records.map(row) : [];
};
const rowsOf = (...events: object[]): Row[] => rows(events.map((event) => JSON.stringify(event)).join('\n'));

describe('Events that say little', () => {
  it('Brevo: a name that only it uses and an address', () => {
    assert.deepEqual(rowsOf({ event: 'hard_bounce', email: 'a@example.net' }, { event: 'soft_bounce', email: 'b@example.net', reason: '452 full' }), [['brevo', 'failed', 'a@example.net', null, null], ['brevo', 'failed', 'b@example.net', null, '452']]);
  });

  it('SendGrid: without its ids', () => {
    assert.deepEqual(rowsOf({ email: 'a@example.net', event: 'bounce', reason: '550 no', status: '5.1.1' }, { email: 'a@example.net', event: 'deferred', response: '451 4.7.1 later' }), [['sendgrid', 'failed', 'a@example.net', '5.1.1', '550'], ['sendgrid', 'delayed', 'a@example.net', '4.7.1', '451']]);
  });

  it('Amazon SES: parts that a rule or somebody\'s code passed on', () => {
    const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a@example.net', diagnosticCode: 'smtp; 550 5.1.1 no' }] };
    const failed: Row = ['ses', 'failed', 'a@example.net', '5.1.1', '550'];
    assert.deepEqual(rowsOf(bounce, { bounce }, { source: 'aws.ses', detail: { bounce, mail: {} } }), [failed, failed, failed]);
    assert.deepEqual(rowsOf({ deliveryDelay: { delayedRecipients: [{ emailAddress: 'a@example.net', status: '4.4.1' }] } }), [['ses', 'delayed', 'a@example.net', '4.4.1', null]]);
  });
});

describe('Events in odd dress', () => {
  const event = { notificationType: 'Bounce', bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a@example.net', diagnosticCode: 'smtp; 550 5.1.1 no' }] }, mail: { messageId: 'm' } };
  const line = JSON.stringify(event);
  const pretty = JSON.stringify(event, null, 2);
  const failed: Row[] = [['ses', 'failed', 'a@example.net', '5.1.1', '550']];
  const dresses: Readonly<Record<string, string>> = {
    'behind a comment': `// what SES sends\n${pretty}`,
    'in a fence of Markdown, with words before it': `# Web hook\n\nIt sends {this}:\n\n\`\`\`json\n${pretty}\n\`\`\`\n`,
    'in lines of a log': `[2026-03-14 10:00:00] local.INFO: SES said ${line}\n[2026-03-14 10:00:01] local.INFO: done\n`,
    'behind the words of a log, on lines of its own': `2026-03-14T10:00:00Z\tINFO\tgot ${pretty}\n`,
    'quoted in a mail': pretty.replace(/^/gm, '> '),
    'as Node.js prints it': "{\n  notificationType: 'Bounce',\n  bounce: {\n    bounceType: 'Permanent',\n    bouncedRecipients: [ { emailAddress: 'a@example.net', diagnosticCode: 'smtp; 550 5.1.1 no' } ]\n  },\n  mail: { messageId: 'm' }\n}\n",
    'as Python prints it': "event: {'notificationType': 'Bounce', 'ok': True, 'x': None, 'bounce': {'bounceType': 'Permanent', 'bouncedRecipients': [{'emailAddress': 'a@example.net', 'diagnosticCode': \"smtp; 550 5.1.1 can't\"}]}, 'mail': {}}",
    'as Ruby prints it': '{"notificationType"=>"Bounce", "bounce"=>{"bouncedRecipients"=>[{"emailAddress"=>"a@example.net", "diagnosticCode"=>"smtp; 550 5.1.1 no"}]}, :mail=>{}}',
  };
  for (const [how, text] of Object.entries(dresses)) it(how, () => assert.deepEqual(rows(text), failed));

  it('are examples in a program', () => {
    for (const fileName of ['hook.test.ts', 'hook.py', 'hook.html']) assert.equal(detectFormat({ text: `const event = ${pretty};`, fileName })?.id, undefined, fileName);
  });

  it('an apostrophe opens no string', () => {
    assert.deepEqual(rows(`{"note": don't, "event": "bounced", "to": "a@example.net"}\n${line}`).length, 2);
  });
});

describe('Events of services without a file of their own', () => {
  const failed: Row = ['event', 'failed', 'a@example.net', '5.1.1', '550'];

  it('reads the outcome, the recipients and the words by what their members are called', () => {
    assert.deepEqual(rowsOf(
      { event: 'bounced', to: ['a@example.net'], bounce_type: 'hard', bounce_code: '550', bounce_message: '550 5.1.1 no such user' },
      { event: 'bounced', to: ['a@example.net', 'b@example.net'], bounce_code: '250', bounce_message: 'Some recipients failed' },
      { event: 'deferred', to: ['a@example.net'], host: 'mx.example.net', response: '421 4.7.0 try again later' },
      { event: 'delivered', to: ['a@example.net'], response: '250 2.0.0 OK' },
    ), [failed, ['event', 'failed', 'a@example.net', null, null], ['event', 'failed', 'b@example.net', null, null], ['event', 'delayed', 'a@example.net', '4.7.0', '421'], ['event', 'delivered', 'a@example.net', '2.0.0', '250']]);
  });

  it('knows the outcome in every spelling', () => {
    for (const event of ['bounce', 'Bounced', 'HardBounce', 'hard_bounce', 'hard-bounced', 'EMAIL_BOUNCE', 'message.bounced', 'email.new.bounce', 'messageBounce', 'BOUNCE_RECIPIENT', 'email:bounced', 'undelivered']) {
      assert.deepEqual(rowsOf({ eventName: event, recipient: 'Ann <a@example.net>', message: '550 5.1.1 no such user' }), [failed], event);
    }
  });

  it('looks into the objects of an event, and asks each recipient for its own words', () => {
    assert.deepEqual(rowsOf({ type: 'message.bounced', data: { object: { message: { from: [{ email: 'news@example.org' }], to: [{ email: 'x@example.net' }] }, bounce: { type: 'General', recipients: [{ email: 'a@example.net', diagnostic_code: 'smtp; 550 5.1.1 no' }, { email: 'b@example.net', diagnostic_code: 'smtp; 552 5.2.2 full' }] } } } }), [failed, ['event', 'failed', 'b@example.net', '5.2.2', '552']]);
    assert.deepEqual(rowsOf({ eventType: 'Vendor.EmailDeliveryReportReceived', data: { sender: 'news@example.org', recipient: 'a@example.net', status: 'Bounced', deliveryStatusDetails: { statusMessage: '550 5.1.1 no such user' } } }), [failed]);
    assert.deepEqual(rowsOf({ account: 'me', event: 'messageBounce', data: { recipient: 'a@example.net', action: 'failed', response: { source: 'smtp', message: '550 5.1.1 no such user', status: '5.1.1' }, mta: 'mx.example.net' } }), [failed]);
    assert.deepEqual(rowsOf([{ event: 'bounce', rcpt: 'a@example.net', bounce: 'hard', context: 'RCPT TO', message: '550 5.1.1 no such user', sender: 'news@example.org' }]), [failed]);
  });

  it('reads names and words that other services use, and lists with one thing in them', () => {
    assert.deepEqual(rowsOf({ type: 'email_mailbox_not_found', email_from: 'news@example.org', email_to: 'a@example.net', email_response_code: 550, email_response_message: '5.1.1 no such user' }), [failed]);
    assert.deepEqual(rowsOf({ event_name: ['hardbounce'], event_message: [{ event_data: [{ details: [{ bounced_recipient: 'a@example.net', diagnostic_message: '550 5.1.1 no such user' }], object: 'hardbounce' }], email_info: { to: [{ email_address: { address: 'x@example.net' } }] } }] }), [failed]);
    assert.deepEqual(rowsOf({ operationName: 'DeliveryStatusUpdate', properties: { RecipientId: 'a@example.net', DeliveryStatus: 'Bounced', SmtpStatusCode: '550', EnhancedSmtpStatusCode: '5.1.1' } }), [failed]);
    assert.deepEqual(rowsOf({ mail_rcpt: 'a@example.net', status: 'failed', last_tries: [{ code: 550, message: '5.1.1 no such user' }] }), [failed]);
  });

  it('takes the words of a service that has none of a server, where it speaks of mail', () => {
    const labels = (...events: object[]): unknown[] => {
      const text = events.map((event) => JSON.stringify(event)).join('\n');
      return read(detectFormat({ text })!, text).records.map((r) => [r.action, r.recipient, r.label, r.remoteMta]);
    };
    const report = (status: string): object => ({ eventType: 'Vendor.EmailDeliveryReportReceived', data: { sender: 'news@example.org', recipient: 'a@example.net', status, deliveryStatusDetails: { statusMessage: '', recipientMailServerHostName: 'mx.example.net' } } });
    assert.deepEqual(labels(report('FilteredSpam'), report('Suppressed'), report('Failed')), [['failed', 'a@example.net', 'filtered spam', 'mx.example.net'], ['rejected', 'a@example.net', 'suppressed', 'mx.example.net'], ['failed', 'a@example.net', 'failed', 'mx.example.net']]);
    assert.deepEqual(labels({ to: 'a@example.net', from: 'news@example.org', status: 'Error', category: 'NoMailbox' }), [['rejected', 'a@example.net', 'error/NoMailbox', null]]);
    assert.deepEqual(labels({ event: 'reject', rcpt: 'a@example.net', sender: 'news@example.org', reason: 'recipient on suppression list' }), [['rejected', 'a@example.net', 'reject', null]]);
  });

  it('leaves what its own services say to them, however they are mixed', () => {
    assert.deepEqual(rowsOf({ event: 'bounced', to: 'a@example.net', error: '550 5.1.1 no' }, { event: 'hard_bounce', msg: { email: 'b@example.net' } }), [failed, ['mandrill', 'failed', 'b@example.net', null, null]]);
  });

  it('takes no failure of anything but mail', () => {
    for (const event of [
      { status: 'failed', email: 'a@example.net', error: '503 Service Unavailable', statusCode: 503 },
      { event: 'login', result: 'failed', email: 'a@example.net', reason: 'wrong password' },
      { type: 'error', email: 'a@example.net', message: 'requires version 5.10.2', version: '5.1.1' },
      { type: 'bounce', easing: 'out', duration: 450 }, { status: '5.1.1', email: 'a@example.net' },
      { event: 'debounce', email: 'a@example.net' }, { event: 'bounce_rate', email: 'a@example.net', value: 5.11 },
      { status: 'rejected', user: { email: 'a@example.net' }, reason: 'card declined' }, { event: 'bounce', user: { email: 'a@example.net' } },
      { status: 'delivered', email: 'a@example.net', parcel: 'DHL 250' }, { type: 'email_verification', status: 'failed', email: 'a@example.net' },
    ]) assert.deepEqual(rowsOf(event), [], JSON.stringify(event));
  });
});
