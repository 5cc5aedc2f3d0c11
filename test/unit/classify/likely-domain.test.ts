import assert from 'node:assert/strict';
import { likelyDomain } from '../../../src/engine/classify/likely-domain';

describe('likely typing errors in domains', () => {
  for (const [written, meant] of [
    ['gmail.ocm', 'gmail.com'], ['gmial.com', 'gmail.com'], ['gamil.com', 'gmail.com'], ['gmai.com', 'gmail.com'], ['gmaill.com', 'gmail.com'], ['gmail.con', 'gmail.com'], ['gmail.comm', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'], ['hotmal.com', 'hotmail.com'], ['hotmail.cmo', 'hotmail.com'], ['homtail.com', 'hotmail.com'], ['yaho.com', 'yahoo.com'], ['yahooo.com', 'yahoo.com'], ['yhaoo.com', 'yahoo.com'],
    ['outlok.com', 'outlook.com'], ['outloook.com', 'outlook.com'], ['iclould.com', 'icloud.com'], ['icoud.com', 'icloud.com'], ['comcst.net', 'comcast.net'], ['t-onlin.de', 't-online.de'], ['GMAIL.CON', 'gmail.com'],
    ['wanado.fr', 'wanadoo.fr'], ['gmailc.om', 'gmail.com'],
  ]) {
    it(`${written} is likely ${meant}`, () => assert.equal(likelyDomain(written!), meant));
  }

  for (const right of ['gmail.com', 'mail.com', 'ymail.com', 'email.com', 'gmx.de', 'gmx.net', 'gmx.at', 'gmx.fr', 'web.de', 'yahoo.in', 'hotmail.nl', 'me.com', 'qq.com', 'aol.de', 'aim.com', 'live.be',
    'shop.example', 'example.com', 'fmail.com', 'snail.com', 'cox.com', 'kim.com', 'mail.de', 'yahoo.example', 'outlook.example', 'gmail', '', 'xn--gml-hoa.com', 'sail.com']) {
    it(`${right || 'nothing'} is no error`, () => assert.equal(likelyDomain(right), null));
  }
});
