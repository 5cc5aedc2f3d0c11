import assert from 'node:assert/strict';
import { eventFormats } from '../../../src/engine/event/events';
import { read, states } from '../log/reading';

const ses = eventFormats.find((f) => f.id === 'ses')!;
const bounce = (address: string): object => ({ notificationType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }], timestamp: '2026-01-02T03:04:05.678Z' }, mail: { source: 'news@example.org', messageId: 'm-1' } });
const recipients = (text: string): (string | null)[] => read(ses, text).records.map((r) => r.recipient);

describe('Events in JSON, however they lie in the file', () => {
  const three = ['a@example.net', 'b@example.net', 'c@example.net'];
  const objects = three.map(bounce);

  it('reads one object per line, with places and lines', () => {
    const { records, messages } = read(ses, objects.map((o) => JSON.stringify(o)).join('\n'));
    assert.deepEqual(records.map((r) => [r.recipient, r.line]), three.map((address, i) => [address, i + 1]));
    assert.equal(messages, 3);
    states(records[0], { source: 'ses', action: 'failed', status: '5.1.1', replyCode: '550', diagnostic: '550 5.1.1 user unknown', label: 'Permanent/General', time: Date.UTC(2026, 0, 2, 3, 4, 5, 678), sender: 'news@example.org', queueId: 'm-1' });
  });

  it('reads an array in one line, pretty-printed, and pretty-printed objects after each other, with any line end', () => {
    assert.deepEqual(recipients(JSON.stringify(objects)), three);
    for (const end of ['\n', '\r\n', '\r']) {
      assert.deepEqual(recipients(JSON.stringify(objects, null, 2).replace(/\n/g, end)), three);
      assert.deepEqual(recipients(objects.map((o) => JSON.stringify(o, null, 4)).join('\n').replace(/\n/g, end)), three);
    }
  });

  it('reads an array whose objects begin on the line on which the one before ends', () => {
    for (const between of ['}, {', '},{', '}\t,\t{']) assert.deepEqual(recipients(`[${objects.map((o) => JSON.stringify(o, null, '\t')).join(', ').replace(/\}, \{/g, between)}]`), three);
  });

  it('gives the line on which the recipient of a pretty-printed event begins', () => {
    const text = JSON.stringify(objects, null, 2);
    for (const record of read(ses, text).records) assert.ok(text.split('\n')[record.line]!.includes(record.recipient!));
  });

  it('opens envelopes: SNS in SQS, EventBridge, pages of an API', () => {
    const sns = { Type: 'Notification', MessageId: 'x', Message: JSON.stringify(bounce('a@example.net')) };
    assert.deepEqual(recipients(JSON.stringify(sns)), ['a@example.net']);
    assert.deepEqual(recipients(JSON.stringify(sns, null, 2)), ['a@example.net']);
    assert.deepEqual(recipients(JSON.stringify({ Records: [{ body: JSON.stringify(sns) }] })), ['a@example.net']);
    assert.deepEqual(recipients(JSON.stringify({ 'detail-type': 'Email Bounced', detail: bounce('a@example.net') })), ['a@example.net']);
  });

  it('keeps what stands around a line that was cut off', () => {
    const cut = JSON.stringify(objects[1]).slice(0, 60);
    assert.deepEqual(recipients([JSON.stringify(objects[0]), cut, JSON.stringify(objects[2])].join('\n')), ['a@example.net', 'c@example.net']);
    assert.deepEqual(recipients(`${JSON.stringify(objects[0])}\n${cut}`), ['a@example.net']);
  });

  it('shows an object with a code that is nobody\'s event', () => {
    const { records, notUnderstood } = read(ses, '{"what":"ever","error":"550 5.1.1 no such user"}');
    assert.equal(records.length, 0);
    assert.equal(notUnderstood[0]?.line, 1);
  });

  it('recognises events at the start of a file and leaves other JSON alone', () => {
    assert.ok(ses.detect({ text: JSON.stringify(bounce('a@example.net'), null, 2).slice(0, 200) + '\n' }) >= 0);
    assert.ok(ses.detect({ text: JSON.stringify(objects) }) > 0.8);
    for (const text of ['{"name":"package","version":"5.1.1"}', '[1,2,3]', '{"event":"bounce"}', '', '{', 'text {"notificationType":"Bounce"}', '{"status":"5.1.1","email":"a@example.net"}']) for (const format of eventFormats) assert.equal(format.detect({ text }), 0, `${format.id} ${text}`);
  });
});
