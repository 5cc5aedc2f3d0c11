/** The reply among the numbers of a diagnostic: three digits that answer, no amounts, no parts of other codes. */
import assert from 'node:assert/strict';
import { replyIn } from '../../../src/engine/message/reply-code';
import { Words } from '../../../src/engine/message/words';
import { marked } from './reading';

describe('the reply in a diagnostic', () => {
  for (const words of [
    '«550» 5.1.1 unknown',
    '«554» Message rejected',
    '«571» Message refused',
    '«550»',
    '«550»-Requested action not taken',
    '«550»: unknown',
    '«550»/5.1.1 unknown',
    '[«550»] unknown',
    '(«550») unknown',
    '#5.1.1 «550» unknown',
    '5.3.0 - Other mail system problem «553»-\'sorry, not in my list of hosts (#5.7.1)\'',
    'Remote Server returned \'«550» 5.1.10 RESOLVER.ADR.RecipientNotFound\'',
    '[{LED=«450» 4.7.320 Certificate validation failed};{MSG=}]',
    '554 <ann@shop.example>... «550» Host unknown',
    'ann@shop.example... «550» unknown',
    'mail.local: unknown user: ann «554» <ann@shop.example>... Service unavailable',
    'Invalid Address, ERROR_CODE :«550»',
    'Your message to ann@shop.example was rejected «553» unknown mailbox',
    'The server answered «452» mailbox full',
    'The host said error code «550» unknown',
    '250 2.1.5 ok, then «550» 5.1.1 unknown',
    '«250» ok',
    '«550» Your message 421 of 452 was refused',
  ]) {
    it(words, () => {
      const { text, places } = marked(words);
      assert.deepEqual(replyIn(Words.at(text, 0))?.span, places[0]);
    });
  }
  for (const words of ['255', 'tried 450 times', 'Mailbox exceeds 500 MB', 'we refused 500 messages from you', 'unknown user', '']) {
    it(`none in ${JSON.stringify(words)}`, () => assert.equal(replyIn(Words.at(words, 0)), null));
  }
});
