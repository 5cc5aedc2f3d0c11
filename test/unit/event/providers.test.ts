/** Every provider: what its events of each kind become. Objects are written in the shapes that the providers document. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import { eventFormats, eventShapes } from '../../../src/engine/event/events';
import type { BounceRecord } from '../../../src/engine/record';
import { read } from '../log/reading';

type Row = (string | null)[];
const row = (r: BounceRecord): Row => [r.kind === 'delivery' ? r.action : r.kind, r.recipient, r.status, r.replyCode, r.label];
const UTC = Date.UTC(2026, 2, 14, 10, 0, 0);
/** A recipient as MailerSend's lists give it. */
const listed = { id: '2', email: 'a@example.net', created_at: '2026-03-01T10:00:00Z', updated_at: '2026-03-01T10:00:00Z', deleted_at: '' };
/** What Stalwart posts about one event. */
const hook = (type: string, data: object): object => ({ events: [{ id: '1', createdAt: '2026-03-14T10:00:00Z', type, data: { queueId: 7, ...data } }] });

const providers: Readonly<Record<string, readonly (readonly [event: object, rows: Row[]])[]>> = {
  ses: [
    [{ eventType: 'Bounce', bounce: { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients: [{ emailAddress: 'a@example.net', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 no' }] }, mail: { messageId: 'm' } }, [['failed', 'a@example.net', '5.1.1', '550', 'Transient/General']]],
    [{ MessageId: 'm', FromEmailAddress: 'b@example.org', Insights: [{ Destination: 'a@example.net', Events: [{ Type: 'BOUNCE', Details: { Bounce: { BounceType: 'PERMANENT', BounceSubType: 'NoEmail', DiagnosticCode: 'smtp; 550 5.1.1 no' } } }] }] }, [['failed', 'a@example.net', '5.1.1', '550', 'PERMANENT/NoEmail']]],
  ],
  sendgrid: [
    [{ email: 'a@example.net', timestamp: UTC / 1000, event: 'bounce', type: 'bounce', status: '5.0.0', reason: '550 5.1.1 no such user', sg_event_id: 'x', sg_message_id: 'y.filter0077p1las1.21536.5717FC482.0' }, [['failed', 'a@example.net', '5.1.1', '550', 'bounce/bounce']]],
    [{ email: 'a@example.net', timestamp: 1, event: 'bounce', type: 'blocked', status: '5.7.1', reason: '554 5.7.1 spam', sg_event_id: 'x' }, [['failed', 'a@example.net', '5.7.1', '554', 'bounce/blocked']]],
    [{ email: 'a@example.net', timestamp: 1, event: 'dropped', reason: 'Bounced Address', status: '5.0.0', sg_event_id: 'x' }, [['rejected', 'a@example.net', '5.0.0', null, 'dropped']]],
    [{ email: 'a@example.net', timestamp: 1, event: 'deferred', response: '400 try again later', attempt: '5', sg_event_id: 'x' }, [['delayed', 'a@example.net', null, '400', 'deferred']]],
    [{ email: 'a@example.net', timestamp: 1, event: 'spamreport', sg_event_id: 'x' }, [['complaint', 'a@example.net', null, null, 'spamreport']]],
    [{ email: 'a@example.net', timestamp: 1, event: 'open', sg_event_id: 'x' }, []],
    [{ status: '5.2.2', created: '2026-03-14 10:00:00', reason: '552 5.2.2 full', email: 'a@example.net' }, [['failed', 'a@example.net', '5.2.2', '552', 'suppression-list']]],
  ],
  mailgun: [
    [{ signature: { token: 't' }, 'event-data': { event: 'failed', severity: 'permanent', reason: 'bounce', recipient: 'a@example.net', timestamp: UTC / 1000, 'delivery-status': { code: 550, message: '5.1.1 no\n5.1.1 such user', 'mx-host': 'mx.example.net' } } }, [['failed', 'a@example.net', '5.1.1', '550', 'permanent/bounce']]],
    [{ event: 'failed', severity: 'temporary', reason: 'generic', recipient: 'a@example.net', 'delivery-status': { code: 498, message: 'No MX for example.net' } }, [['delayed', 'a@example.net', null, null, 'temporary/generic']]],
    [{ event: 'failed', severity: 'permanent', reason: 'suppress-bounce', recipient: 'a@example.net', 'delivery-status': { code: 605, message: '' , description: 'Not delivering to previously bounced address' } }, [['rejected', 'a@example.net', null, null, 'permanent/suppress-bounce']]],
    [{ event: 'rejected', reject: { reason: 'Sandbox' }, message: { headers: { to: 'Ann <a@example.net>' } } }, [['rejected', 'a@example.net', null, null, 'Sandbox']]],
    [{ event: 'bounced', code: '5.1.1', error: 'smtp;550 5.1.1 not found', recipient: 'a@example.net' }, [['failed', 'a@example.net', '5.1.1', '550', null]]],
    [{ items: [{ address: 'a@example.net', code: '550', error: 'No such mailbox', created_at: 'Sat, 14 Mar 2026 10:00:00 GMT' }] }, [['failed', 'a@example.net', null, '550', null]]],
    [{ event: 'complained', recipient: 'a@example.net' }, [['complaint', 'a@example.net', null, null, 'complained']]],
    [{ event: 'opened', recipient: 'a@example.net' }, []],
  ],
  postmark: [
    [{ RecordType: 'Bounce', Type: 'HardBounce', TypeCode: 1, Email: 'a@example.net', BouncedAt: '2026-03-14T10:00:00Z', Details: 'smtp;550 5.1.1 no', Description: 'The server was unable to deliver' }, [['failed', 'a@example.net', '5.1.1', '550', 'HardBounce']]],
    [{ RecordType: 'Bounce', Type: 'Transient', TypeCode: 2, Email: 'a@example.net', Details: 'action: delayed' }, [['delayed', 'a@example.net', null, null, 'Transient']]],
    [{ RecordType: 'Bounce', Type: 'AutoResponder', TypeCode: 32, Email: 'a@example.net' }, [['auto-reply', 'a@example.net', null, null, 'AutoResponder']]],
    [{ RecordType: 'SpamComplaint', Type: 'SpamComplaint', TypeCode: 512, Email: 'a@example.net' }, [['complaint', 'a@example.net', null, null, 'SpamComplaint']]],
    [{ ErrorCode: 406, Message: 'You tried to send to a recipient that has been marked as inactive.', To: 'a@example.net' }, [['rejected', 'a@example.net', null, null, 'ErrorCode/406']]],
    [{ ErrorCode: 0, Message: 'OK', To: 'a@example.net' }, []],
    [{ Suppressions: [{ EmailAddress: 'a@example.net', SuppressionReason: 'HardBounce', Origin: 'Recipient', CreatedAt: '2026-03-14T10:00:00-00:00' }] }, [['failed', 'a@example.net', null, null, 'suppression-list/HardBounce']]],
    [{ RecordType: 'Open', Recipient: 'a@example.net' }, []],
  ],
  sparkpost: [
    [{ msys: { message_event: { type: 'bounce', bounce_class: '10', error_code: '550', raw_reason: '550 5.1.1 no', rcpt_to: 'a@example.net', timestamp: '1773482400', event_id: '1' } } }, [['failed', 'a@example.net', '5.1.1', '550', 'bounce/bounce_class 10']]],
    [{ msys: { message_event: { type: 'bounce', bounce_class: '60', raw_rcpt_to: 'a@example.net' } } }, [['auto-reply', 'a@example.net', null, null, 'bounce/bounce_class 60']]],
    [{ msys: { message_event: { type: 'delay', error_code: '454', raw_reason: '454 4.4.4 no MX', rcpt_to: 'a@example.net' } } }, [['delayed', 'a@example.net', '4.4.4', '454', 'delay']]],
    [{ msys: { gen_event: { type: 'generation_rejection', error_code: '554', raw_reason: '554 5.7.1 suppressed', rcpt_to: 'a@example.net' } } }, [['rejected', 'a@example.net', '5.7.1', '554', 'generation_rejection']]],
    [{ results: [{ type: 'out_of_band', bounce_class: '30', raw_reason: '550 [internal] [oob] no', rcpt_to: 'a@example.net', event_id: '2' }] }, [['failed', 'a@example.net', null, '550', 'out_of_band/bounce_class 30']]],
    [{ results: [{ recipient: 'a@example.net', type: 'transactional', source: 'Bounce Rule', description: '550: 550 5.1.1 no' }] }, [['failed', 'a@example.net', '5.1.1', '550', 'suppression-list/Bounce Rule']]],
    [{ msys: { track_event: { type: 'open', rcpt_to: 'a@example.net' } } }, []],
  ],
  mandrill: [
    [{ event: 'hard_bounce', ts: UTC / 1000, _id: 'x', msg: { email: 'a@example.net', bounce_description: 'bad_mailbox', bgtools_code: 10, diag: 'smtp;550 5.1.1 no', state: 'bounced' } }, [['failed', 'a@example.net', '5.1.1', '550', 'hard_bounce/bad_mailbox']]],
    [{ event: 'deferral', msg: { email: 'a@example.net', smtp_events: [{ type: 'deferred', diag: '451 4.3.5 Temporarily unavailable' }] } }, [['delayed', 'a@example.net', '4.3.5', '451', 'deferral']]],
    [{ event: 'reject', msg: { email: 'a@example.net' } }, [['rejected', 'a@example.net', null, null, 'reject']]],
    [{ type: 'blacklist', action: 'add', reject: { email: 'a@example.net', reason: 'hard-bounce', detail: '550 5.1.1 no' } }, [['failed', 'a@example.net', '5.1.1', '550', 'suppression-list/hard-bounce']]],
    [{ email: 'a@example.net', status: 'rejected', reject_reason: 'hard-bounce', _id: 'x' }, [['rejected', 'a@example.net', null, null, 'rejected/hard-bounce']]],
    [{ event: 'spam', msg: { email: 'a@example.net' } }, [['complaint', 'a@example.net', null, null, 'spam']]],
  ],
  mailjet: [
    [{ event: 'bounce', time: UTC / 1000, email: 'a@example.net', mj_campaign_id: 1, hard_bounce: true, blocked: false, error_related_to: 'recipient', error: 'user unknown', comment: '550 5.1.1 no' }, [['failed', 'a@example.net', '5.1.1', '550', 'hard/recipient/user unknown']]],
    [{ event: 'blocked', time: 1, email: 'a@example.net', mj_campaign_id: 1, error_related_to: 'domain', error: 'typofix' }, [['rejected', 'a@example.net', null, null, 'domain/typofix']]],
    [{ event: 'sent', email: 'a@example.net', mj_message_id: '1', smtp_reply: 'sent (250 2.0.0 OK)' }, [['delivered', 'a@example.net', '2.0.0', '250', null]]],
    [{ event: 'open', email: 'a@example.net', mj_message_id: '1' }, []],
  ],
  brevo: [
    [{ event: 'hard_bounce', email: 'a@example.net', id: 1, date: '2026-03-14 10:00:00', 'message-id': '<1@example.org>', reason: 'smtp;550 5.1.1 no', ts_event: UTC / 1000 }, [['failed', 'a@example.net', '5.1.1', '550', 'hard_bounce']]],
    [{ event: 'deferred', email: 'a@example.net', date: 'x', 'message-id': '<1@example.org>', reason: '550 5.1.1 no' }, [['delayed', 'a@example.net', '5.1.1', '550', 'deferred']]],
    [{ event: 'soft_bounce', email: 'a@example.net', 'message-id': '<1@example.org>', reason: '552 5.2.2 full' }, [['failed', 'a@example.net', '5.2.2', '552', 'soft_bounce']]],
    [{ event: 'blocked', email: 'a@example.net', 'message-id': '<1@example.org>' }, [['rejected', 'a@example.net', null, null, 'blocked']]],
    [{ events: [{ email: 'a@example.net', date: '2026-03-14T10:00:00Z', messageId: '<1@example.org>', event: 'hardBounces', reason: '550 5.1.1 no' }] }, [['failed', 'a@example.net', '5.1.1', '550', 'hardBounces']]],
    [{ event: 'unique_opened', email: 'a@example.net', 'message-id': '<1@example.org>' }, []],
  ],
  mailtrap: [
    [{ events: [{ event: 'bounce', email: 'a@example.net', timestamp: UTC / 1000, message_id: 'm', event_id: 'e', response: '550 5.1.1 no', response_code: 550, bounce_category: 'badmailbox', sending_stream: 'transactional' }] }, [['failed', 'a@example.net', '5.1.1', '550', 'bounce/badmailbox']]],
    [{ event: 'soft bounce', email: 'a@example.net', message_id: 'm', response: '4.2.2 full', response_code: 452 }, [['delayed', 'a@example.net', '4.2.2', '452', 'soft bounce']]],
    [{ event: 'suspension', email: 'a@example.net', message_id: 'm', event_id: 'e', reason: 'quota' }, [['rejected', 'a@example.net', null, null, 'suspension']]],
  ],
  resend: [
    [{ type: 'email.bounced', created_at: '2026-03-14T10:00:00.000Z', data: { email_id: 'e', from: 'B <b@example.org>', to: ['a@example.net', 'c@example.net'], bounce: { message: '550 5.1.1 no', type: 'Permanent', subType: 'General' } } }, [['failed', 'a@example.net', '5.1.1', '550', 'bounced/Permanent/General'], ['failed', 'c@example.net', '5.1.1', '550', 'bounced/Permanent/General']]],
    [{ type: 'email.delivery_delayed', data: { to: ['a@example.net'] } }, [['delayed', 'a@example.net', null, null, 'delivery_delayed']]],
    [{ type: 'email.opened', data: { to: ['a@example.net'] } }, []],
  ],
  mailersend: [
    [{ type: 'activity.hard_bounced', created_at: '2026-03-14T10:00:00Z', data: { type: 'hard_bounced', email: { from: 'b@example.org', recipient: { email: 'a@example.net' } }, morph: { object: 'recipient_bounce', reason: '550 5.1.1 no' } } }, [['failed', 'a@example.net', '5.1.1', '550', 'hard_bounced']]],
    [{ type: 'activity.hard_bounced', data: { email: 'a@example.net', reason: 'mailbox_full' } }, [['failed', 'a@example.net', null, null, 'hard_bounced']]],
    [{ type: 'activity.opened', data: { email: { recipient: { email: 'a@example.net' } } } }, []],
    [{ data: [{ id: '1', reason: '550 5.1.1 no such user', created_at: '2026-03-14 10:00:00', recipient: listed }], links: { first: 'x' }, meta: { current_page: 1 } }, [['failed', 'a@example.net', '5.1.1', '550', 'suppression-list/hard_bounced']]],
    [{ data: [{ id: '1', reason: null, created_at: '2026-03-14T10:00:00Z', recipient: listed }] }, [['failed', 'a@example.net', null, null, 'suppression-list/hard_bounced']]],
    [{ data: [{ id: '1', created_at: '2026-03-14T10:00:00Z', recipient: listed }] }, [['complaint', 'a@example.net', null, null, 'suppression-list/spam_complaint']]],
    [{ data: [{ id: '1', reason: 'NO_LONGER_WANT', readable_reason: 'I no longer want these', created_at: '2026-03-14T10:00:00Z', recipient: listed }] }, []],
    [{ data: [{ id: '1', email: 'a@example.net', created_at: '2026-03-14T10:00:00Z', on_hold_until: '2026-03-15T10:00:00Z', recipient: listed }] }, []],
  ],
  'stalwart-hook': [
    [hook('delivery.rcpt-to-rejected', { to: 'a@example.net', code: 550, details: '5.1.1 no such user', hostname: 'mx.example.net' }), [['failed', 'a@example.net', '5.1.1', '550', 'delivery.rcpt-to-rejected']]],
    [hook('delivery.rcpt-to-rejected', { to: ['a@example.net'], reason: 'Code: 451, Enhanced code: 4.7.1, Message: Greylisted', code: 451 }), [['delayed', 'a@example.net', '4.7.1', '451', 'delivery.rcpt-to-rejected']]],
    [hook('delivery.rcpt-to-rejected', { to: ['b@example.org', 'a@example.net'], code: 550, details: '5.1.1 <A@example.net>: unknown' }), [['failed', 'a@example.net', '5.1.1', '550', 'delivery.rcpt-to-rejected']]],
    [hook('delivery.rcpt-to-rejected', { to: ['b@example.org', 'a@example.net'], code: 550, details: '5.1.1 unknown' }), [['failed', null, '5.1.1', '550', 'delivery.rcpt-to-rejected']]],
    [hook('delivery.dsn-temp-fail', { queueId: 8, to: 'a@example.net', details: 'Connection timed out' }), [['delayed', 'a@example.net', null, null, 'delivery.dsn-temp-fail']]],
    [hook('smtp.mailbox-does-not-exist', { to: 'a@example.net', from: 'b@example.org' }), [['rejected', 'a@example.net', null, null, 'smtp.mailbox-does-not-exist']]],
    [hook('delivery.delivered', { to: ['a@example.net'], code: 250, details: 'Ok' }), [['delivered', 'a@example.net', null, '250', 'delivery.delivered']]],
    [hook('auth.success', { accountName: 'ann' }), []],
  ],
  postal: [
    [{ message: { id: 1, token: 'q', direction: 'outgoing', to: 'a@example.net', from: 'b@example.org' }, status: 'HardFail', details: 'Permanent SMTP delivery error', output: '550-5.7.1 no\n550 5.7.1 spam\n', timestamp: UTC / 1000 }, [['failed', 'a@example.net', '5.7.1', '550', 'HardFail']]],
    [{ event: 'MessageDeliveryFailed', timestamp: UTC / 1000, payload: { message: { direction: 'outgoing', to: 'a@example.net', token: 't' }, status: 'HardFail', details: 'Permanent SMTP delivery error', output: '550 5.1.1 no' } }, [['failed', 'a@example.net', '5.1.1', '550', 'HardFail']]],
    [{ event: 'MessageDeliveryFailed', payload: { message: { direction: 'incoming', to: 'a@example.net' }, status: 'HardFail' } }, []],
    [{ event: 'MessageBounced', payload: { original_message: { direction: 'outgoing', to: 'a@example.net' }, bounce: { direction: 'incoming' } } }, [['failed', 'a@example.net', null, null, 'Bounced']]],
  ],
  kumomta: [
    [{ type: 'Bounce', id: 'x', recipient: 'a@example.net', response: { code: 550, enhanced_code: { class: 5, subject: 1, detail: 1 }, content: 'no such user' }, peer_address: { name: 'mx.example.net.' }, timestamp: UTC / 1000, bounce_classification: 'InvalidRecipient' }, [['failed', 'a@example.net', '5.1.1', '550', 'Bounce/InvalidRecipient']]],
    [{ type: 'TransientFailure', recipient: 'a@example.net', response: { code: 552, content: '1 Requested action aborted' } }, [['delayed', 'a@example.net', null, '552', 'TransientFailure']]],
    [{ type: 'Reception', recipient: 'a@example.net', response: { code: 250, content: '' } }, []],
  ],
  jmap: [
    [{ id: 'br', sendAt: '2026-03-14T10:00:00Z', deliveryStatus: { 'a@example.net': { delivered: 'no', smtpReply: '550 5.1.1 no', displayed: 'unknown' }, 'b"\u0001@example.net': { delivered: 'queued', smtpReply: '451 4.7.1 later' }, 'c@example.net': { delivered: 'queued', smtpReply: '250 2.1.5 ok' }, 'd@example.net': { delivered: 'queued', smtpReply: '550 no' } } },
      [['failed', 'a@example.net', '5.1.1', '550', null], ['delayed', 'b"\u0001@example.net', '4.7.1', '451', null], ['failed', 'd@example.net', null, '550', null]]],
    [{ methodResponses: [['EmailSubmission/get', { list: [{ undoStatus: 'final', deliveryStatus: { 'a@example.net': { delivered: 'unknown', smtpReply: '250 2.0.0 ok' }, 'b@example.net': { delivered: 'yes', smtpReply: '250 2.0.0 ok' } } }] }, '0']] }, [['relayed', 'a@example.net', '2.0.0', '250', null], ['delivered', 'b@example.net', '2.0.0', '250', null]]],
  ],
  halon: [
    [{ transactionid: 't', recipient: 'a@example.net', attempt: { result: { code: 550, enhanced: [5, 1, 1], reason: ['no such user'], state: 'RCPT' }, connection: { remotemx: 'mx.example.net' } } }, [['failed', 'a@example.net', '5.1.1', '550', 'RCPT']]],
  ],
  'postfix-queue': [
    [{ queue_name: 'deferred', queue_id: '4F5', arrival_time: UTC / 1000, sender: 'b@example.org', recipients: [{ address: 'a@example.net', delay_reason: 'host mx.example.net[192.0.2.1] said: 452 4.2.2 full (in reply to RCPT TO command)' }, { address: 'c@example.net' }] }, [['delayed', 'a@example.net', '4.2.2', '452', 'deferred']]],
  ],
  event: [
    [{ event: 'bounced', to: ['a@example.net'], bounce_message: '550 5.1.1 no such user' }, [['failed', 'a@example.net', '5.1.1', '550', 'bounced']]],
    [{ type: 'message.complained', recipient: 'a@example.net', message: '550 5.7.1 complaint' }, [['complaint', 'a@example.net', '5.7.1', '550', 'complained']]],
  ],
};

describe('Provider events', () => {
  for (const [id, events] of Object.entries(providers)) {
    const format = eventFormats.find((one) => one.id === id)!;

    it(`${id}: reads events of every kind`, () => {
      for (const [event, rows] of events) assert.deepEqual(read(format, JSON.stringify(event)).records.map(row), rows, JSON.stringify(event));
    });

    it(`${id}: reads the same from lines, from an array and pretty-printed`, () => {
      const all = events.flatMap(([, rows]) => rows);
      const objects = events.map(([event]) => event);
      for (const text of [objects.map((o) => JSON.stringify(o)).join('\n'), JSON.stringify(objects), JSON.stringify(objects, null, 2)]) assert.deepEqual(read(format, text).records.map(row), all);
    });

    it(`${id}: is recognised by each of its results`, () => {
      for (const [event, rows] of events) if (rows.length > 0) for (const text of [JSON.stringify(event), JSON.stringify([event], null, 2)]) assert.equal(detectFormat({ text })?.id, id, text);
    });
  }

  it('have a sample each', () => assert.deepEqual(Object.keys(providers).sort(), eventShapes.map((shape) => shape.id).sort()));

  it('reads events of several providers in one file, each under its own name', () => {
    const some = ['ses', 'sendgrid', 'mailgun'].map((id) => JSON.stringify(providers[id]![0]![0]));
    assert.deepEqual(read(eventFormats.find((one) => one.id === 'ses')!, some.join('\n')).records.map((r) => r.source), ['ses', 'sendgrid', 'mailgun']);
  });

  it('a soft bounce is a failure where the service tells vain attempts apart, and a delay where it goes on trying after it', () => {
    const actions = (id: string, ...events: object[]): unknown[] => read(eventFormats.find((one) => one.id === id)!, JSON.stringify(events)).records.map((record) => record.action);
    const brevo = (event: string): object => ({ event, email: 'a@example.net', 'message-id': '<1@x>', reason: '452 4.2.2 full' });
    assert.deepEqual(actions('brevo', brevo('deferred'), brevo('soft_bounce'), brevo('softBounces')), ['delayed', 'failed', 'failed']);
    const mandrill = (event: string): object => ({ event, _id: '1', msg: { email: 'a@example.net', diag: '452 4.2.2 full' } });
    assert.deepEqual(actions('mandrill', mandrill('deferral'), mandrill('soft_bounce')), ['delayed', 'failed']);
    const mailersend = (type: string): object => ({ type: `activity.${type}`, data: { email: { recipient: { email: 'a@example.net' } } } });
    assert.deepEqual(actions('mailersend', mailersend('deferred'), mailersend('soft_bounced')), ['delayed', 'failed']);
    assert.deepEqual(actions('mailtrap', { event: 'soft bounce', email: 'a@example.net', message_id: '1' }, { event: 'bounce', email: 'a@example.net', message_id: '1' }), ['delayed', 'failed']);
  });

  it('counts the notice about a failure only where the failure itself was not told', () => {
    const event = (type: string, to: string) => (hook(type, { to, code: 550, details: '5.1.1 no' }) as { events: object[] }).events[0]!;
    const told = [event('delivery.rcpt-to-rejected', 'a@example.net'), event('delivery.dsn-perm-fail', 'a@example.net'), event('delivery.dsn-perm-fail', 'b@example.net')];
    for (const text of [JSON.stringify({ events: told }), told.map((one) => JSON.stringify({ events: [one] })).join('\n')]) {
      const { records } = read(detectFormat({ text })!, text);
      assert.deepEqual(records.map(({ recipient, action }) => [recipient, action]), [['a@example.net', 'failed'], ['b@example.net', 'failed']]);
    }
    const later = { ...event('delivery.rcpt-to-rejected', 'a@example.net'), data: { to: 'a@example.net', code: 451 } };
    const { records } = read(eventFormats.find((one) => one.id === 'stalwart-hook')!, JSON.stringify({ events: [later, event('delivery.dsn-perm-fail', 'a@example.net')] }));
    assert.deepEqual(records.map((r) => r.action), ['delayed', 'failed']);
  });
});
