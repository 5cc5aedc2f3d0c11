/** What looks like a bounce and is none is named as what it is; what a person writes is left alone. */
import assert from 'node:assert/strict';
import { detectFormat } from '../../../src/engine/formats';
import { bounce, fixture, read, told } from './reading';

const kindsOf = (text: string): string[] => read(text, true).records.map((record) => `${record.kind} ${record.recipient ?? '-'}`);

describe('kinds of mail', () => {
  it('a complaint (RFC 5965) names who complained and keeps its type', () => {
    const [record] = read(fixture('complaint'), true).records;
    assert.equal(record?.kind, 'complaint');
    assert.equal(record.recipient, 'ann@shop.example');
    assert.equal(record.label, 'abuse');
    assert.equal(record.sender, 'sender@example.com');
    assert.equal(record.action, null);
  });

  it('a receipt (RFC 8098) is no bounce', () => assert.deepEqual(kindsOf(fixture('receipt')), ['receipt ann@shop.example']));
  it('a vacation message (RFC 3834) is no bounce', () => assert.deepEqual(kindsOf(fixture('vacation')), ['auto-reply ann@shop.example']));
  it('a filter that asks whether somebody is human is a challenge, also in Portuguese', () => {
    const text = bounce('Você enviou uma mensagem para ann@isp.example\nPara que ela seja encaminhada, clique no link abaixo:\n\nhttp://filter.isp.example/c?data=abc\n\nEsta confirmação é necessária porque ann@isp.example usa o AntiSpam.\n', 'From: "AntiSpam ISP" <bounce-antispam@isp.example>', 'Subject: AntiSpam: mensagem enviada para ann@isp.example', 'Content-Type: text/plain; charset=utf-8');
    assert.deepEqual(kindsOf(Buffer.from(text).toString('latin1')), ['challenge bounce-antispam@isp.example']);
  });
  it('a challenge is no bounce', () => assert.deepEqual(kindsOf(fixture('challenge')), ['challenge ann@shop.example']));

  it('a disposition that deletes a mail because of a quota is a bounce', () => {
    const [record] = read(fixture('automatically-rejected'), true).records;
    assert.equal(record?.kind, 'delivery');
    assert.equal(record.action, 'failed');
  });

  it('a success is told as one', () => assert.deepEqual(read(fixture('report-success'), true).records.map(told), ['ann@shop.example relayed 2.0.0 250', 'team@list.example expanded 2.1.5 -']));
  it('a letter that speaks of a bounce is none', () => assert.deepEqual(read(fixture('letter'), true).records, []));
  it('a newsletter about delivery is none', () => assert.deepEqual(read(fixture('newsletter'), true).records, []));

  it('the quoted original never counts, even where it is a bounce', () => {
    assert.deepEqual(read(fixture('double-bounce'), true).records.map((record) => record.recipient), ['sender@example.com']);
  });

  it('an answer that attaches a bounce talks about it and does not pass it on', () => {
    const text = fixture('forwarded-attached').replace('Subject: Fwd: what is this?', 'Subject: Re: what is this?\nIn-Reply-To: <1@example.com>');
    assert.deepEqual(read(text, true).records, []);
  });

  it('a bounce pasted without its header is read', () => {
    assert.deepEqual(read('Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.1.1\n').records.map(told), ['ann@shop.example failed 5.1.1 -']);
    assert.deepEqual(read('This is the mail system at host relay.example.\n\n<ann@shop.example>: host mx.shop.example said: 550 5.1.1 unknown\n').records.map(told), ['ann@shop.example failed 5.1.1 550']);
    for (const entry of ['<ann@shop.example>: host mx.shop.example[192.0.2.1] said: 550 5.1.1\n    unknown (in reply to RCPT TO\n    command)\n', '  ann@shop.example\n    SMTP error from remote mail server after RCPT TO:<ann@shop.example>:\n    550 5.1.1 unknown\n']) {
      for (const text of [entry, `Hello,\n\nsince today I get this:\n\n${entry}`]) {
        assert.equal(detectFormat({ text })?.id, 'mail', text);
        assert.deepEqual(read(text).records.map(told), ['ann@shop.example failed 5.1.1 550'], text);
      }
    }
  });

  it('an auto-reply to a subject that speaks of failure stays an auto-reply', () => {
    assert.deepEqual(kindsOf(bounce('I am away.\n', 'From: Ann <ann@shop.example>', 'Subject: Out of office: Delivery failure', 'Auto-Submitted: auto-replied')), ['auto-reply ann@shop.example']);
  });

  it('an empty text gives nothing', () => assert.deepEqual(read('').records, []));
});
