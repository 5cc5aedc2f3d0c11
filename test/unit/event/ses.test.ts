import assert from 'node:assert/strict';
import { eventFormats } from '../../../src/engine/event/events';
import { read, states } from '../log/reading';

const ses = eventFormats.find((f) => f.id === 'ses')!;
const records = (event: object) => read(ses, JSON.stringify(event)).records;
const mail = { source: 'news@example.org', messageId: 'm-1', destination: ['a@example.net', 'b@example.net'], timestamp: '2026-01-02T03:04:05Z' };

describe('Amazon SES', () => {
  it('gives each bounced recipient a record, also where no code is stated', () => {
    const found = records({ eventType: 'Bounce', bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull', bouncedRecipients: [{ emailAddress: 'a@example.net' }, { emailAddress: 'B <b@example.net>' }] }, mail });
    assert.deepEqual(found.map((r) => [r.recipient, r.status, r.label, r.action]), [['a@example.net', null, 'Transient/MailboxFull', 'failed'], ['b@example.net', null, 'Transient/MailboxFull', 'failed']]);
  });

  it('reads delays, deliveries and its own refusals', () => {
    states(records({ eventType: 'DeliveryDelay', mail, deliveryDelay: { delayType: 'MailboxFull', delayedRecipients: [{ emailAddress: 'a@example.net', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 over quota' }] } })[0], { action: 'delayed', status: '4.2.2', replyCode: '452', label: 'MailboxFull' });
    states(records({ eventType: 'Delivery', mail, delivery: { recipients: ['a@example.net'], smtpResponse: '250 2.0.0 Ok' } })[0], { action: 'delivered', recipient: 'a@example.net', replyCode: '250' });
    assert.deepEqual(records({ eventType: 'Reject', mail, reject: { reason: 'Bad content' } }).map((r) => [r.action, r.recipient]), [['rejected', 'a@example.net'], ['rejected', 'b@example.net']]);
  });

  it('marks complaints, and says nothing about opens, clicks and sends', () => {
    states(records({ eventType: 'Complaint', mail, complaint: { complainedRecipients: [{ emailAddress: 'a@example.net' }], complaintFeedbackType: 'abuse' } })[0], { kind: 'complaint', action: null, label: 'abuse' });
    for (const eventType of ['Open', 'Click', 'Send', 'Rendering Failure']) assert.deepEqual(records({ eventType, mail }), []);
  });

  it('reads suppression lists of the API', () => {
    const found = records({ SuppressedDestinationSummaries: [{ EmailAddress: 'a@example.net', Reason: 'BOUNCE', LastUpdateTime: '2026-01-02T03:04:05+00:00' }, { EmailAddress: 'b@example.net', Reason: 'COMPLAINT' }] });
    assert.deepEqual(found.map((r) => [r.recipient, r.label, r.kind]), [['a@example.net', 'suppression-list/BOUNCE', 'delivery'], ['b@example.net', 'suppression-list/COMPLAINT', 'complaint']]);
  });
});
