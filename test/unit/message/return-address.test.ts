/** Bounces that name nobody: the address they came to tells whom the mail was for. */
import assert from 'node:assert/strict';
import { bounce, read } from './reading';

const TEXT = 'Your message could not be delivered. User unknown.\n';
const recipients = (text: string): (string | null)[] => read(text).records.filter((record) => record.kind === 'delivery').map((record) => record.recipient);

describe('a bounce that names nobody', () => {
  for (const address of [
    'growers-return-2044-ann=shop.example@lists.example', 'news-bounces+ann=shop.example@lists.example', 'bounces+17-4fd2-ann=shop.example@em.sender.example',
    'bounce-4711-ann=shop.example@lists.example', 'growers+bounces-12-ann=shop.example@lists.example', 'bounce+ann==a==shop.example@lists.example',
    'OWNER-GROWERS*ann**shop.example@lists.example', 'sentto-1234567-890-1046767872-ann=shop.example@returns.lists.example', 'owner-news+ann=shop.example@lists.example',
  ]) {
    it(`takes the recipient from ${address}`, () => assert.deepEqual(recipients(bounce(TEXT, `To: ${address}`)), ['ann@shop.example']));
  }

  it('looks at all fields that say where it came to', () => {
    for (const field of ['Delivered-To: news-return-7-ann=shop.example@lists.example', 'Received: by lists.example with ESMTP for <news-return-7-ann=shop.example@lists.example>; Thu, 12 Mar 2015 10:20:30 +0100']) {
      assert.deepEqual(recipients(bounce(TEXT, field)), ['ann@shop.example']);
    }
  });

  it('believes it before the original, which a list gave the name of the list', () => {
    assert.deepEqual(recipients(bounce(`${TEXT}\n----- Original message follows -----\nReceived: from a.example by b.example\nFrom: news@lists.example\nTo: growers@lists.example\nSubject: Spring\n`, 'To: news-return-7-ann=shop.example@lists.example')), ['ann@shop.example']);
  });

  it('believes what the text says before that', () => assert.deepEqual(recipients(bounce('Your message to bob@far.example could not be delivered: unknown user.\n', 'To: news-return-7-ann=shop.example@lists.example')), ['bob@far.example']));

  it('takes no recipient from addresses that are signed or forwarded (BATV, SRS)', () => {
    for (const address of ['prvs=0123abcdef=carl@home.example', 'SRS0=hK2d=4A=home.example=carl@forward.example', 'carl+a=b@home.example']) assert.deepEqual(recipients(bounce(TEXT, `To: ${address}`)), []);
  });
});
