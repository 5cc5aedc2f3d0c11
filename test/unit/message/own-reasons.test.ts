/** Each recipient has its own reason: words beside one of them are never taken for another, unless the report groups them. */
import assert from 'node:assert/strict';
import { bounce, read } from './reading';

const reasons = (text: string): string[] => read(text).records.map((record) => `${record.recipient}: ${record.diagnostic}`);

describe('reasons of several recipients', () => {
  it('keeps a reason without a code beside a neighbour that has one (OpenSMTPD)', () => {
    const text = bounce('Hi!\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nann@shop.example: 550 5.1.1 <ann@shop.example>: User unknown\nbob@slow.example: Network error on destination MXs\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: 550 5.1.1 <ann@shop.example>: User unknown', 'bob@slow.example: Network error on destination MXs']);
  });

  it('keeps a reason on the line below the address (Exim)', () => {
    const text = bounce('This message was created automatically by mail delivery software.\n\n  ann@shop.example\n    host mx.shop.example [192.0.2.1]: 550 Blocked by policy\n  bob@gone.example\n    all relevant MX records point to non-existent hosts\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: host mx.shop.example [192.0.2.1]: 550 Blocked by policy', 'bob@gone.example: all relevant MX records point to non-existent hosts']);
  });

  it('does not lend the words of one recipient to another that has none', () => {
    const text = bounce('This message was created automatically by mail delivery software.\n\n  ann@shop.example\n    550 5.7.1 Blocked by policy\n\n  bob@gone.example\n\n');
    const [, bob] = read(text).records;
    assert.equal(bob?.recipient, 'bob@gone.example');
    assert.equal(bob.replyCode, null);
  });

  it('gives the reason below a group of addresses to each of them', () => {
    const text = bounce('The following addresses failed:\n\n  ann@shop.example\n  bob@shop.example\n    550 5.1.2 Host unknown\n\n  eve@blog.example\n    552 5.2.2 Mailbox full\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: 550 5.1.2 Host unknown', 'bob@shop.example: 550 5.1.2 Host unknown', 'eve@blog.example: 552 5.2.2 Mailbox full']);
  });
});

describe('what is given as a reason', () => {
  it('is not the greeting, and not the line that introduces a list', () => {
    const text = bounce('ann@example.com 様\n\n連絡しようとしたグループ（friends）が存在しない可能性があります。理由をいくつか紹介します:\n\n * グループ名が間違っている。\n', 'X-Failed-Recipients: friends@lists.example', 'Content-Type: text/plain; charset=utf-8');
    assert.deepEqual(reasons(text), ['friends@lists.example: 連絡しようとしたグループ（friends）が存在しない可能性があります。']);
  });

  it('is not the address in the frame that Zoho puts around it', () => {
    const text = bounce('This message was created automatically by mail delivery system.\n\n----- The following addresses had fatal errors -----\n[Status: Error, Address: <ann@shop.example>, ResponseCode 421, , Host not reachable.]\n');
    assert.deepEqual(reasons(text), ['ann@shop.example: ResponseCode 421, , Host not reachable.']);
  });
});

describe('one reason among several codes', () => {
  it('is the last one of a list of attempts at several hosts', () => {
    const text = (attempts: string): string => bounce(`Delivery to ann@shop.example failed.\n\n${attempts}\n`);
    assert.deepEqual(reasons(text('mx1.shop.example: 451 4.3.0 Try later\nmx2.shop.example [192.0.2.2]: 550 5.1.1 User unknown,\n  please check')), ['ann@shop.example: mx2.shop.example [192.0.2.2]: 550 5.1.1 User unknown, please check']);
    assert.deepEqual(reasons(text('Attempt 1: mx1.shop.example: 451 4.3.0 Try later\nAttempt 2: mx2.shop.example: 452 4.2.2 Mailbox full')), ['ann@shop.example: Attempt 2: mx2.shop.example: 452 4.2.2 Mailbox full']);
    assert.deepEqual(reasons(text('550-5.1.1 no mailbox here\n550 5.1.1 see mx1.shop.example 550 times')), ['ann@shop.example: 550-5.1.1 no mailbox here 550 5.1.1 see mx1.shop.example 550 times'], 'one answer of several lines');
  });
  it('may have a code that no standard knows, and never is what the mailer made of it', () => {
    const { records: [record] } = read(bounce('   ----- The following addresses had permanent fatal errors -----\n<ann@shop.example>\n    (reason: 571 Message Refused)\n\n   ----- Transcript of session follows -----\n... while talking to mx.shop.example.:\n>>> DATA\n<<< 571 Message Refused\n554 5.0.0 Service unavailable\n'));
    assert.deepEqual([record!.replyCode, record!.status, record!.diagnostic], ['571', null, '571 Message Refused']);
  });
  it('stands in a cell of a table, behind its title', () => {
    const html = '<table><tr><td>无法发送到</td><td>ann@shop.example</td></tr><tr><td>退信原因</td><td>550 收件人邮件地址不存在</td></tr></table>';
    assert.deepEqual(reasons(bounce(html, 'Content-Type: text/html; charset=utf-8', 'Subject: =?utf-8?B?57O757uf6YCA5L+h?=')), ['ann@shop.example: 550 收件人邮件地址不存在']);
  });
});

describe('a reason that is called so', () => {
  const letter = (...paragraphs: string[]): string => bounce(`${paragraphs.join('\n\n')}\n`, 'Content-Type: text/plain; charset=utf-8');
  it('counts before what the sentence about the recipient says', () => {
    assert.deepEqual(reasons(letter('Il messaggio inviato a ann@shop.example non è stato recapitato.', 'Motivo: la casella non esiste.', 'Oggetto: Spring')), ['ann@shop.example: la casella non esiste.']);
    assert.deepEqual(reasons(letter('Ihre Nachricht an ann@shop.example konnte nicht zugestellt werden.', 'Grund:', 'Das Postfach ist voll.')), ['ann@shop.example: Das Postfach ist voll.'], 'below its label');
  });
  it('not before the server\'s own words', () => assert.deepEqual(reasons(letter('ann@shop.example: 550 5.1.1 unknown', 'Reason: the mail was not delivered')), ['ann@shop.example: 550 5.1.1 unknown']));
});

describe('words that only say that a mail was not delivered', () => {
  it('give way to those that say why, wherever they stand', () => {
    assert.deepEqual(reasons(bounce('We have blocked a message because it contains a program.\n\nThe message to ann@shop.example was not delivered.\n')), ['ann@shop.example: We have blocked a message because it contains a program.']);
    assert.deepEqual(reasons(bounce('A virus was found in game.pif.\n\nMessage: "Spring"\nFrom: sender@example.com\nTo: ann@shop.example\nStatus: Purged - message NOT delivered\n')), ['ann@shop.example: A virus was found in game.pif.']);
  });
  it('stay where they say a little more', () => assert.deepEqual(reasons(bounce('Your message could not be delivered for this reason:\n\nann@shop.example: mailbox is dead, message undeliverable\n')), ['ann@shop.example: mailbox is dead, message undeliverable']));
});
