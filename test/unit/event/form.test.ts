/** Web hooks as they lie in access logs, request dumps and files: in form encoding, in parts, in nginx's escapes. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import type { BounceRecord } from '../../../src/engine/record';
import { one, read, states } from '../log/reading';

const format = (text: string) => {
  const found = detectFormat({ text, fileName: 'access.log' });
  assert.equal(found?.id, 'form');
  return found;
};
const MANDRILL = '[{"event":"hard_bounce","ts":1415267366,"_id":"a2","msg":{"email":"ann+x@example.net","sender":"news@example.org","bounce_description":"bad_mailbox","diag":"smtp;550 5.1.1 No such \\"user\\", Zoë"}},{"event":"deferral","ts":1415267367,"_id":"a3","msg":{"email":"bob@example.net","smtp_events":[{"destination_ip":"192.0.2.7","diag":"451 4.3.5 try again later","ts":1365111111}]}}]';
const posted = (json: string): string => new URLSearchParams({ mandrill_events: json }).toString();
const MAILGUN = { event: 'bounced', recipient: 'ann@example.net', domain: 'example.org', 'message-headers': '[["Received", "by luna.example.org"], ["Subject", "Hi {\\"you\\"}"]]', code: '550', error: '5.1.1 The "mailbox" does not exist', timestamp: '1470097959', token: 'e14', signature: '1b9' };
const inParts = (fields: Readonly<Record<string, string>>, boundary = '--f723ccea-a5e9', end = '\r\n'): string =>
  `${Object.entries(fields).map(([name, value]) => [boundary, `Content-Disposition: form-data; name="${name}"`, '', value, ''].join(end)).join('')}${boundary}--${end}`;

describe('Web hooks as they were posted', () => {
  const isMandrill = (text: string, line: number): void => {
    const { records } = read(format(text), text);
    assert.equal(records.length, 2);
    states(records[0], { source: 'mandrill', line, action: 'failed', recipient: 'ann+x@example.net', status: '5.1.1', replyCode: '550', diagnostic: '550 5.1.1 No such "user", Zoë', sender: 'news@example.org', time: 1415267366000 });
    states(records[1], { action: 'delayed', recipient: 'bob@example.net', status: '4.3.5', remoteMta: '192.0.2.7' });
  };

  it('Mandrill: a body as it came, in either form of the blank', () => {
    isMandrill(posted(MANDRILL), 1);
    isMandrill(`mandrill_events=${encodeURIComponent(MANDRILL)}\n`, 1);
    isMandrill(`mandrill_events=${encodeURIComponent(JSON.stringify(JSON.parse(MANDRILL), null, 4))}`, 1);
  });

  it('Mandrill: behind other fields, in an access log, in a dump of the request, in the line of an application', () => {
    isMandrill(`id=7&${posted(MANDRILL)}&x=`, 1);
    isMandrill(`192.0.2.4 - - [14/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "-" "-"\n192.0.2.4 - - [14/Mar/2026:10:00:00 +0000] "POST /hook HTTP/1.1" 200 0 "-" "Mandrill-Webhook/1.0" "${posted(MANDRILL)}"\n`, 2);
    isMandrill(`POST /hook HTTP/1.1\r\nHost: hooks.example.org\r\nContent-Type: application/x-www-form-urlencoded\r\nUser-Agent: Mandrill-Webhook/1.0\r\n\r\n${posted(MANDRILL)}\r\n`, 6);
    isMandrill(`2026-03-14 10:00:00 INFO body=b'${posted(MANDRILL)}'`.replace('body=', 'body: '), 1);
  });

  it('Mandrill: what was cut off is read as far as it goes', () => {
    const text = posted(MANDRILL);
    const { records } = read(format(text), text.slice(0, text.indexOf('deferral')));
    assert.deepEqual(records.map((r) => r.recipient), ['ann+x@example.net']);
  });

  it('Mailgun: fields, and parts', () => {
    const said = { source: 'mailgun', action: 'failed', recipient: 'ann@example.net', status: '5.1.1', replyCode: '550', diagnostic: '5.1.1 The "mailbox" does not exist', time: 1470097959000 } as const;
    const fields = new URLSearchParams(MAILGUN).toString();
    states(one(format(fields), fields), said);
    for (const end of ['\n', '\r\n']) {
      const text = inParts(MAILGUN, '--f7', end);
      states(one(format(text), text), { ...said, line: 2 });
      const place = one(format(text), text).at.recipient!;
      assert.equal(text.slice(place.start, place.end), 'ann@example.net');
    }
  });

  it('parts: words over several lines, a file among them, a form that was cut off before the next', () => {
    const words = { ...MAILGUN, error: '5.1.1 The mailbox\n5.1.1 does not exist' };
    const file = '--f7\nContent-Disposition: form-data; name="attachment-1"; filename="message.mime"\nContent-Type: application/octet-stream\n\nTo: a@example.com\n\n--f7\n';
    const text = inParts(words, '--f7', '\n').replace('--f7\n', file);
    states(one(format(text), text), { diagnostic: '5.1.1 The mailbox 5.1.1 does not exist' });
    const cut = `${inParts(MAILGUN, '--f7', '\n').replace('--f7--\n', '')}${inParts({ ...MAILGUN, recipient: 'bob@example.net' }, '--g8', '\n')}`;
    assert.deepEqual(read(format(cut), cut).records.map((r) => r.recipient), ['ann@example.net', 'bob@example.net']);
  });

  it('JSON whose quotes a web server escaped', () => {
    const json = '[{"event":"bounce","email":"ann@example.net","status":"5.1.1","reason":"550 5.1.1 \\"no\\" Zo\\\\u00eb","sg_event_id":"a","timestamp":1415267366}]';
    const text = `192.0.2.4 - - [14/Mar/2026:10:00:00 +0000] "POST /hook HTTP/1.1" 200 0 "${json.replace(/["\\]/g, (sign) => (sign === '"' ? '\\x22' : '\\x5C'))}"`;
    const record = one(format(text), text);
    states(record, { source: 'sendgrid', recipient: 'ann@example.net', status: '5.1.1', replyCode: '550' });
    assert.equal(text.slice(record.at.recipient!.start, record.at.recipient!.end), 'ann@example.net');
  });

  it('places are told where the value stands as it is, else where its words are encoded', () => {
    const text = posted(MANDRILL);
    const [{ at, encodedIn, span }, next] = read(format(text), text).records as [BounceRecord, BounceRecord];
    assert.equal(at.recipient, undefined);
    assert.equal(text.slice(next.at.status!.start, next.at.status!.end), '4.3.5');
    assert.ok(text.slice(encodedIn!.start, encodedIn!.end).startsWith('smtp%3B550+5.1.1+No'));
    assert.ok(text.slice(span.start, span.end).startsWith('%7B%22event'));
  });

  it('leaves other forms and queries alone', () => {
    for (const text of ['192.0.2.4 - - [14/Mar/2026:10:00:00 +0000] "GET /track?event=bounce&page=7 HTTP/1.1" 200 0', 'event=click&email=ann%40example.net', 'name=ann&event=failed&recipient=', '--a\nContent-Disposition: form-data; name="event"\n\nsignup\n--a--\n', 'const url = "/hook?event=" + name;', '{\\x22a\\x22:1}']) {
      assert.notEqual(detectFormat({ text, fileName: 'x.txt' })?.id, 'form', text);
    }
  });
});
