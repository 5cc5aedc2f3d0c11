/** Sentences in which servers name the one whom a mail did not reach, and sentences in which they name somebody else. */
import assert from 'node:assert/strict';
import { bounce, read } from './reading';

const recipientsOf = (body: string): (string | null)[] => read(bounce(body)).records.map((record) => record.recipient);

describe('recipients in plain text', () => {
  for (const body of [
    'Your message has encountered delivery problems to local user ann@shop.example.\n\nYour message reads (in part):\n\nTo: bob@blog.example',
    'You sent mail to ann@shop.example, which is no longer valid.',
    'Your mail was automatically rejected by ann@shop.example.',
    'The following recipients returned permanent errors: ann@shop.example.',
    'Did not reach the following recipient: ann@shop.example',
    'Unable to deliver mail to the following recipient: ann@shop.example',
    'Delivery failed: ann@shop.example',
    'The user ann@shop.example does not exist.',
    'Your message to ann@shop.example was rejected. Please contact postmaster@shop.example.',
    'I could not deliver your message to <ann@shop.example>: the mailbox is full.',
    'The e-mail account that you tried to reach (ann@shop.example) is over quota.',
    'Your mail to ann@shop.example was not delivered: this mailbox has been closed. Please direct business mail to info@shop.example instead.',
    'The mailbox ann@shop.example is full, your mail was not delivered. Call us or mail our front desk (desk@shop.example).',
    'The address ann@shop.example is no longer valid. Kindly resend your message to ann.lee@far.example',
    'Delivery to ann@shop.example failed: the account was closed! You may try sales@shop.example.',
    '<ann@shop.example>: 551 User not local; please try <ann@far.example>',
    'Ihre Nachricht an ann@shop.example konnte nicht zugestellt werden. Bitte schreiben Sie stattdessen an info@shop.example.',
    'recipient=ann@shop.example\nerror=550 unknown user',
    'VNM3041:  ann@shop.example\n\nVNM3041 -- MAILBOX IS FULL',
    'Recipient . . . : ann@shop.example\nReason  . . . . : User not enrolled',
    'Unknown QuickMail name: ann@shop.example',
    '554 Too many hops 26 (25 max): from <sender@home.example> via gate.example, to <ann@shop.example>',
    'Der Empfänger <ann@shop.example> existiert nicht bei uns.',
    'Dear sender@example.com,\n\nyour message could not be delivered to ann@shop.example.',
    'A message sent by\n\n  <sender@example.com>\n\ncould not be delivered to:\n\n  ann@shop.example\n    mailbox is full',
    'Delivery to ann@shop.example failed.',
    'Your message to <ann@shop.example> failed: try later',
    'Undeliverable to: "Ann" <ann@shop.example>',
    '   * ann@shop.example\n\nwas not reached. Delivery failed permanently.',
    'ann@shop.example - unknown user',
    '1. ann@shop.example: User unknown',
    '<ann@shop.example>; mailbox full',
    'ann@shop.example\tUser unknown',
    'Recipient: "ann@shop.example" Reason: User unknown',
    'Impossible de remettre votre message à ann@shop.example : utilisateur inconnu.',
    'Ihre Nachricht an ann@shop.example konnte nicht zugestellt werden.',
    '以下のアドレスへの配信に失敗しました。\n\n<ann@shop.example>\n\n宛先が存在しません。',
    '收件人：ann@shop.example\n\n邮件被退回。',
    '>>> RCPT TO:<ann@shop.example>\n<<< 550 5.1.1 no such user',
    'Mail to <ann@shop.example> could not be delivered.\n\n--- Original message ---\n\nTo: bob@blog.example',
  ]) it(body.split('\n').find((line) => line.includes('ann@'))!.trim(), () => assert.deepEqual(recipientsOf(`${body}\n`), ['ann@shop.example']));

  it('several in one line', () => assert.deepEqual(recipientsOf('The following addresses failed:\n\n  ann@shop.example, bob@blog.example\n\nUser unknown\n'), ['ann@shop.example', 'bob@blog.example']));
  it('several in one sentence, and none in the next', () => assert.deepEqual(recipientsOf('Your message could not be delivered to ann@shop.example and bob@blog.example: unknown users. Please resend to info@shop.example.\n'), ['ann@shop.example', 'bob@blog.example']));
  it('with the words before the address, where these tell what failed', () => assert.equal(read(bounce('Sorry. The mailbox of ann@shop.example is full.\n')).records[0]?.diagnostic, 'The mailbox of ann@shop.example is full.'));
  it('several that are counted up share what is said of them', () => {
    const told = read(bounce('Sorry, the users ann@shop.example, bob@shop.example and carl@shop.example do not exist here.\n')).records.map(({ recipient, diagnostic }) => [recipient, diagnostic]);
    assert.deepEqual(told, ['ann', 'bob', 'carl'].map((name) => [`${name}@shop.example`, 'Sorry, the users do not exist here.']));
  });
  it('several with numbers, each with its own reason', () => {
    const text = bounce('Your message could not be delivered to:\n\n(1) ann@shop.example (User unknown)\n(2) bob@shop.example (Mailbox full)\n');
    assert.deepEqual(read(text).records.map(({ recipient, diagnostic }) => [recipient, diagnostic]), [['ann@shop.example', 'User unknown'], ['bob@shop.example', 'Mailbox full']]);
  });
  it('one that is broken at the end of a line', () => {
    const text = bounce('Your message could not be delivered to the following addressee:\n\n   <ann.with.a.long.name@department.\n    university.example>\n\nReason: addressee unknown\n');
    assert.deepEqual(read(text).records.map(({ recipient, diagnostic }) => [recipient, diagnostic]), [['ann.with.a.long.name@department.university.example', 'addressee unknown']]);
  });
  it('one that only the trace of the original names', () => {
    assert.deepEqual(recipientsOf('User unknown. The trace follows:\n\nReceived: from home.example (home.example [192.0.2.9])\n\tby mx.shop.example with ESMTP id 7HQ\n\tfor <ann@shop.example>; Tue, 4 Mar 2003 10:07:00 +0000\nMessage-ID: <1@home.example>\n'), ['ann@shop.example']);
  });
  it('the same one twice counts once', () => assert.deepEqual(recipientsOf('Delivery failed:\n\n<ann@shop.example>\n\n<ann@shop.example>: 550 no\n'), ['ann@shop.example']));
});

describe('a sentence about a recipient that no known word of failure stands in', () => {
  const letter = (sentence: string, original: string): (string | null)[][] => read(bounce(`This message could not be handled.\n\n${sentence}\n${original}`)).records.map(({ recipient, diagnostic }) => [recipient, diagnostic]);
  const ORIGINAL = '\n--- Returned headers ---\n\nReceived: from home.example (home.example [192.0.2.1])\n\tby relay.example; Mon, 17 Feb 2003 06:40:00 +0200\nTo: friends@lists.example\nSubject: Spring\n';
  it('names whom a mail that comes back did not reach, rather than whom it was for', () => {
    for (const sentence of ['The user name <ann@shop.example> does not belong to any of us.', 'Der Empfaenger <ann@shop.example> hat keinen Platz mehr.', 'Le destinataire <ann@shop.example> ne fait pas partie du personnel.', 'De mailbox van <ann@shop.example> kan geen berichten meer ontvangen.']) assert.deepEqual(letter(sentence, ORIGINAL), [['ann@shop.example', sentence]]);
  });
  it('not where it speaks of somebody else', () => assert.deepEqual(letter('Mail sent by the user <eve@blog.example> is not wanted.', ORIGINAL).map(([recipient]) => recipient), ['friends@lists.example']));
  it('not where nothing comes back', () => assert.deepEqual(letter('The user name <ann@shop.example> does not belong to any of us.', ''), []));
});
