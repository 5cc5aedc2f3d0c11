/** Mailing lists that refuse a post: the list is the recipient, whoever else the letter names. */
import assert from 'node:assert/strict';
import { bundledRules, createJudge } from '../../../src/engine/classify';
import { bounce, marked, read } from './reading';

const judge = createJudge(bundledRules);

/** Recipient, action, category, of each record that is a bounce. */
const seen = (text: string): string[] => read(text).records.filter((record) => judge(record).bounceType !== null).map((record) => `${record.recipient} ${record.action} ${judge(record).category}`);
const letter = (from: string, subject: string, body: string, ...header: string[]): string => bounce(body, `From: ${from}`, 'To: ann@home.example', `Subject: ${subject}`, ...header);
const REFUSED = ['friends@lists.example failed recipient-restricted'];

describe('mailing lists that refuse a post', () => {
  const fml = 'You are not a member of this mailing list <friends@lists.example>.\n\nIf you know the general guide of this list, please send mail with\nthe mail body\n\n# guide\n\nto the address\n<friends-ctl@lists.example>\nwhich takes the commands.\n';
  it('fml: not the address for commands, also where that stands on a line of its own', () =>
    assert.deepEqual(seen(letter('friends-admin@lists.example', 'You ann@home.example are not member (friends ML)', fml, 'X-MLServer: fml [fml 4.0.3]')), REFUSED));
  it('Mailman: not the owner; the list stands in the header', () =>
    assert.deepEqual(seen(letter('friends-bounces@lists.example', 'Your message to Friends rejected', 'You are not allowed to post to this mailing list, and your message has\nbeen automatically rejected. Ask the owner at friends-owner@lists.example.\n', 'X-BeenThere: friends@lists.example', 'List-Id: <friends.lists.example>')), REFUSED));
  it('Mailman: the moderator\'s reason stands below', () => {
    const text = letter('friends-bounces@lists.example', 'Request to mailing list Friends rejected', 'Your request to the Friends mailing list\n\n    Posting of your message titled "Spring"\n\nhas been rejected by the list moderator. The moderator gave the\nfollowing reason for rejecting your request:\n\n"Non-members are not allowed to post messages to this list."\n\nAny questions go to:\n\n    friends-owner@lists.example\n', 'X-BeenThere: friends@lists.example');
    assert.deepEqual(seen(text), REFUSED);
    assert.match(read(text).records[0]!.diagnostic!, /"Non-members are not allowed to post messages to this list\."$/);
  });
  it('LISTSERV: the list stands in the subject', () =>
    assert.deepEqual(seen(letter('"LISTS.EXAMPLE LISTSERV Server" <LISTSERV@LISTS.EXAMPLE>', 'Rejected posting to FRIENDS@LISTS.EXAMPLE', 'You are not authorized to send mail to the FRIENDS list from your\nann@HOME.EXAMPLE account. Contact the list owners at FRIENDS-request@LISTS.EXAMPLE.\n')), ['FRIENDS@LISTS.EXAMPLE failed recipient-restricted']));
  it('ezmlm: not accepted by the moderator', () =>
    assert.deepEqual(seen(letter('friends-help@lists.example', 'Returned post for friends@lists.example', 'Hi! This is the ezmlm program. I\'m managing the\nfriends@lists.example mailing list.\n\nI\'m sorry, your message (enclosed) was not accepted by the moderator.\n', 'Mailing-List: contact friends-help@lists.example; run by ezmlm')), ['friends@lists.example failed policy-refusal']));
  it('Sympa', () =>
    assert.deepEqual(seen(letter('SYMPA <sympa@lists.example>', 'Message rejected', 'Your message for list \'friends@lists.example\' was rejected.\nYou are not allowed to send this message for the following reason:\n\n> The message distribution in this list is restricted to list subscribers.\n\nPlease contact friends-request@lists.example\n')), REFUSED));
  it('Sympa: a list that is not there', () =>
    assert.deepEqual(seen(letter('SYMPA <sympa@lists.example>', 'Unknown list', 'The address you attempted to write to is not known: \'garden@lists.example\'\nCheck its spelling.\nFor any further questions contact listmaster@lists.example\n', 'Auto-Submitted: auto-replied')), ['garden@lists.example failed unknown-user']));
  it('mlmmj and Majordomo 2, from the owner of the list', () => {
    assert.deepEqual(seen(letter('friends-owner@lists.example', 'Post to friends@lists.example denied: Spring', 'Your message to friends@lists.example was denied because only subscribers are allowed to post.\n')), REFUSED);
    assert.deepEqual(seen(letter('friends-owner@lists.example', 'Denied post to friends', 'The message you sent to the friends mailing list (friends@lists.example)\nhas been rejected. Only members of the list are allowed to post to it, and\nyour address, ann@home.example, is not a member.\n')), REFUSED);
  });
  it('in other languages', () => {
    for (const words of ['Sie sind nicht berechtigt, in dieser Mailingliste zu schreiben.', 'Vous n\'êtes pas autorisé à envoyer des messages à cette liste.', 'Non sei autorizzato a scrivere a questa lista.', 'No está autorizado a enviar mensajes a esta lista.', 'あなたはこのメーリングリストに投稿することはできません。']) {
      const [record] = read(letter('friends-bounces@lists.example', 'Spring', `${words}\n\nfriends-owner@lists.example\n`, 'X-BeenThere: friends@lists.example', 'Content-Type: text/plain; charset=utf-8')).records;
      assert.deepEqual([record?.recipient, record?.diagnostic], ['friends@lists.example', words]);
    }
  });
  it('the place of the list is exact', () => {
    const { text, places } = marked(letter('friends-owner@lists.example', 'Post denied', 'Your message to «friends@lists.example» was denied.\n'));
    assert.deepEqual(read(text).records[0]!.at.recipient, places[0]);
  });
  it('Majordomo tells the owner: a refusal of somebody else\'s mail', () => {
    const { records: [record] } = read(letter('owner-friends@lists.example', 'BOUNCE friends@lists.example: Non-member submission from [Bob <bob@home.example>]', 'From bob@home.example Thu Mar 12 10:20:20 2009\nFrom: Bob <bob@home.example>\n\nHello\n'));
    assert.deepEqual([record!.recipient, record!.action, record!.diagnostic], ['friends@lists.example', 'rejected', 'Non-member submission from [Bob <bob@home.example>]']);
    assert.equal(judge(record!).bounceType, null);
  });

  it('other letters of lists are none', () => {
    const manager = ['X-BeenThere: friends@lists.example', 'List-Id: <friends.lists.example>'];
    const letters = [
      letter('friends-bounces@lists.example', 'Your message to Friends awaits moderator approval', 'Is being held until the list moderator can review it.\n\nPost by non-member to a members-only list\n', ...manager),
      letter('friends-bounces@lists.example', 'Request to mailing list Friends rejected', 'Your request to the Friends mailing list\n\n    Subscription request\n\nhas been rejected by the list moderator.\n', ...manager),
      letter('friends-request@lists.example', 'Welcome to the "Friends" mailing list', 'Welcome to the Friends@lists.example mailing list! Only members of the list are allowed to post.\n', ...manager),
      letter('LISTSERV <LISTSERV@LISTS.EXAMPLE>', 'Output of your job "ann"', '> signoff friends\nYou are not subscribed to the FRIENDS list.\n'),
      letter('friends-help@lists.example', 'Help', 'If you are not a member of friends@lists.example, send a mail to friends-subscribe@lists.example.\n', ...manager),
      letter('Bob <bob@home.example>', 'Re: who may write', 'I was told: you are not allowed to post to friends@lists.example\n', ...manager),
      letter('Bob <bob-admin@home.example>', 'Your request', 'Dear Ann,\n\nyour request for new chairs was rejected.\n'),
    ];
    for (const text of letters) assert.deepEqual(seen(text), [], text);
  });
});

it('LISTSERV passes an error report on inline: what it says counts', () => {
  const report = '------------------------------ Message in error -------------------------------\nReceived: from mail.shop.example by LISTS.EXAMPLE\nFrom: Mail Delivery Subsystem <MAILER-DAEMON@mail.shop.example>\nTo: <owner-friends@LISTS.EXAMPLE>\nSubject: Returned mail: User unknown\n\n   ----- Transcript of session follows -----\n>>> RCPT To:<bob@shop.example>\n<<< 550 <bob@shop.example>... User unknown\n\n   ----- Message header follows -----\nSubject: Spring\n';
  const text = letter('"L-Soft list server" <LISTSERV@LISTS.EXAMPLE>', 'FRIENDS: error report from SHOP.EXAMPLE', `The enclosed message has been identified as a delivery error for the FRIENDS\nlist because it was sent to the reserved 'owner-friends' mailbox.\n\n${report}`);
  assert.deepEqual(seen(text), ['bob@shop.example failed unknown-user']);
});

describe('Majordomo hands on a whole bounce that was sent to the list', () => {
  const DAEMON = 'Mail Delivery Subsystem <MAILER-DAEMON@mail.shop.example>';
  const BOUNCE = `>From MAILER-DAEMON@mail.shop.example  Mon Aug 30 12:09:58 1999\nFrom: ${DAEMON}\nTo: friends@lists.example\nSubject: Returned mail: User unknown\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n550 <bob@shop.example>... User unknown\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.shop.example\n\nFinal-Recipient: RFC822; bob@shop.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n`;
  const handed = (from: string, body: string): string => read(letter('owner-friends@lists.example', `BOUNCE friends@lists.example:    Non-member submission from [${from}]`, body)).records.map((record) => `${record.recipient} ${record.action}`).join();
  it('the bounce counts, with its report', () => assert.equal(handed(DAEMON, BOUNCE), 'bob@shop.example failed'));
  it('not where it says that a person wrote, and not where nothing is handed on', () => {
    const post = '>From bob@home.example Mon Aug 30 12:09:58 1999\nFrom: Bob <bob@home.example>\n\nUndeliverable: 550 <ann@shop.example>... User unknown\n';
    assert.equal(handed('Bob <bob@home.example>', post), 'friends@lists.example rejected');
    assert.equal(handed(DAEMON, 'Hello\n'), 'friends@lists.example rejected');
  });
});
