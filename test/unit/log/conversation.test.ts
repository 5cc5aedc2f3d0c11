import assert from 'node:assert/strict';
import { Conversation } from '../../../src/engine/log/conversation';
import { newRecord } from '../../../src/engine/new-record';
import type { BounceRecord } from '../../../src/engine/record';

/** `C: ` the client says, `S: ` the server answers. */
function talk(role: 'client' | 'server', ...lines: string[]): (string | null)[][] {
  const records: BounceRecord[] = [];
  const conversation = new Conversation(role, (record) => { records.push(record); });
  for (const line of lines) {
    if (line.startsWith('C: ')) conversation.command(line, 3, line.length);
    else conversation.reply(line, 0, 3, line.length, () => newRecord('test', 1, { start: 0, end: line.length }));
  }
  return records.map((r) => [r.action, r.recipient, r.replyCode, r.stage]);
}

describe('SMTP dialogues', () => {
  it('tells which recipient was refused, and delivers to the others', () => {
    assert.deepEqual(talk('client', 'S: 220 hi', 'C: EHLO x', 'S: 250-mx', 'S: 250 SIZE', 'C: MAIL FROM:<b@example.org>', 'S: 250 ok', 'C: RCPT TO:<a@example.net>', 'S: 550 no', 'C: RCPT TO:<c@example.net>', 'S: 250 ok', 'C: DATA', 'S: 354 go', 'S: 250 queued'), [
      ['failed', 'a@example.net', '550', 'rcpt'], ['delivered', 'c@example.net', '250', 'eod'],
    ]);
  });

  it('pairs replies with pipelined commands in their order', () => {
    assert.deepEqual(talk('client', 'C: MAIL FROM:<b@example.org>', 'C: RCPT TO:<a@example.net>', 'C: RCPT TO:<c@example.net>', 'C: DATA', 'S: 250 ok', 'S: 452 full', 'S: 250 ok', 'S: 354 go', 'C: .', 'S: 554 spam'), [
      ['delayed', 'a@example.net', '452', 'rcpt'], ['failed', 'c@example.net', '554', 'eod'],
    ]);
  });

  it('matches answers also where the log cut the answer to EHLO short, or lost one', () => {
    const refused = [['failed', 'a@example.net', '550', 'rcpt']];
    assert.deepEqual(talk('client', 'S: 220 hi', 'C: EHLO x', 'S: 250-mx', 'C: MAIL FROM:<b@example.org>', 'C: RCPT TO:<a@example.net>', 'S: 250 ok', 'S: 550 no'), refused);
    assert.deepEqual(talk('client', 'C: MAIL FROM:<b@example.org>', 'C: RCPT TO:<c@example.net>', 'C: RCPT TO:<a@example.net>', 'S: 550 5.1.1 <A@example.net>: unknown'), refused);
    assert.deepEqual(talk('client', 'C: MAIL FROM:<b@example.org>', 'S: 250 ok', 'C: RCPT TO:<a@example.net>', 'S: 250 ok', 'C: DATA', 'C: .', 'S: 554 spam'), [['failed', 'a@example.net', '554', 'eod']]);
  });

  it('calls it a rejection where this machine answered', () => {
    assert.deepEqual(talk('server', 'C: RCPT TO:<a@example.net>', 'S: 550 no'), [['rejected', 'a@example.net', '550', 'rcpt']]);
    assert.deepEqual(talk('server', 'S: 554 go away'), [['rejected', null, '554', 'connect']]);
  });

  it('says nothing about a refused EHLO, log-in or greeting that succeeded', () => {
    assert.deepEqual(talk('client', 'S: 220 hi', 'C: EHLO x', 'S: 502 what', 'C: HELO x', 'S: 250 ok', 'C: AUTH LOGIN', 'S: 535 no', 'C: QUIT', 'S: 221 bye'), []);
  });

  it('survives replies and commands in any order', () => {
    const lines = ['C: MAIL FROM:<b>', 'C: RCPT TO:<', 'C: RCPT TO:', 'C: DATA', 'C: .', 'S: 250 ok', 'S: 354 go', 'S: 550-a', 'S: 550 b', 'S: x', 'C: '];
    for (let seed = 1; seed < 500; seed++) talk(seed % 2 ? 'client' : 'server', ...Array.from({ length: 12 }, (_, i) => lines[(seed * 7919 + i * i * 31 + i * seed) % lines.length]!));
  });
});
