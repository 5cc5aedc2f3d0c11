import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HeaderReader } from '../../../src/engine/log/syslog';
import { monthOf } from '../../../src/engine/log/stamp';
import { NOW } from './reading';

const peel = (text: string) => {
  const { time, host, program, pid, message } = new HeaderReader(NOW).read(text);
  return { time: time === null ? null : new Date(time).toISOString(), host, program, pid, message: text.slice(message) };
};
const march = '2026-03-14T09:26:53.000Z';
const usual = { time: march, host: 'mx1', program: 'postfix/smtp', pid: '22', message: 'ABC: to=<a@example.net>' };
const rest = 'mx1 postfix/smtp[22]: ABC: to=<a@example.net>';

describe('Prefixes of log lines', () => {
  it('peels RFC 3164, with a year, with fractions, with an ISO stamp', () => {
    assert.deepEqual(peel(`Mar 14 09:26:53 ${rest}`), usual);
    assert.deepEqual(peel(`Mar 14 2026 09:26:53 ${rest}`), usual);
    assert.deepEqual(peel(`Mar 14 09:26:53.123456 ${rest}`), { ...usual, time: '2026-03-14T09:26:53.123Z' });
    assert.deepEqual(peel(`2026-03-14T11:26:53.5+02:00 ${rest}`), { ...usual, time: '2026-03-14T09:26:53.500Z' });
    assert.deepEqual(peel(`2026-03-14 09:26:53,5 ${rest}`), { ...usual, time: '2026-03-14T09:26:53.500Z' });
  });

  it('peels RFC 5424 with structured data, a byte order mark and nil values', () => {
    assert.deepEqual(peel('<22>1 2026-03-14T09:26:53Z mx1 postfix/smtp 22 - - ABC: to=<a@example.net>'), usual);
    assert.deepEqual(peel('<22>1 2026-03-14T09:26:53Z mx1 postfix/smtp 22 id [a@1 b="c ] d\\" e"][f g="h"] \ufeffABC: to=<a@example.net>'), usual);
    assert.deepEqual(peel('<22>1 - - - - - - hello'), { time: null, host: null, program: null, pid: null, message: 'hello' });
  });

  it('reads stamps with the day first, with names and numbers, and in brackets', () => {
    for (const stamp of ['14-Mar-2026 09:26:53', '14/Mar/2026:09:26:53', '14/Mar/2026:10:26:53 +0100', '14 Mar 2026 09:26:53', '14 mars 09:26:53', '14 janv. 09:26:53', '14.03.2026 09:26:53', '03/14/2026 09:26:53', '14/03/2026 09:26:53', '[2026-03-14 09:26:53]', '[14/Mar/2026:09:26:53 +0000]']) {
      assert.deepEqual(peel(`${stamp} ${rest}`), { ...usual, time: stamp.includes('janv') ? '2026-01-14T09:26:53.000Z' : march }, stamp);
    }
    for (const none of ['14.03.5 09:26:53', '32-Mar-2026 09:26:53', '14-Foo-2026 09:26:53', '14 15 09:26:53']) assert.equal(peel(`${none} ${rest}`).time, null, none);
  });

  it('peels a Kubernetes prefix before a stamp of its own, days of one and two digits', () => {
    for (const day of ['14', ' 5']) assert.deepEqual(peel(`2026-03-14T09:26:53.123456789Z stdout F Mar ${day} 09:26:53 ${rest}`), { ...usual, time: day === '14' ? march : '2026-03-05T09:26:53.000Z' });
  });

  it('takes the last year that is not in the future where none is written', () => {
    assert.equal(peel(`Dec 24 10:00:00 ${rest}`).time, '2025-12-24T10:00:00.000Z');
    assert.equal(peel(`Feb  3 10:00:00 ${rest}`).time, '2026-02-03T10:00:00.000Z');
  });

  it('knows months of other languages, also where an umlaut came as two bytes', () => {
    assert.deepEqual(['Mär', 'MÃ¤r', 'Okt', 'Dez', 'févr', 'août', 'ene', 'mag', 'mei', 'xyz'].map(monthOf), [2, 2, 9, 11, 1, 7, 0, 4, 4, -1]);
    assert.deepEqual(peel(`Mär 14 09:26:53 ${rest}`), usual);
    assert.equal(peel(`janv. 14 09:26:53 ${rest}`).time, '2026-01-14T09:26:53.000Z');
  });

  it('peels what docker, compose, Kubernetes, priorities and facilities put before', () => {
    for (const prefix of ['mail_1  | ', '  ', '<22>', '<mail.notice>', '2026-03-14T09:26:54.1Z ', '2026-03-14T09:26:54.1Z stdout F ', '[pod/mail-0/postfix] ', 'Fri, Mar 14 2026 09:26:53 am | ', '\ufeff']) assert.deepEqual(peel(`${prefix}Mar 14 09:26:53 ${rest}`), usual, prefix);
    assert.deepEqual(peel('Mar 14 09:26:53 mx1 mail.info postfix/smtp[22]: ABC: to=<a@example.net>'), usual);
    assert.deepEqual(peel('Mar 14 09:26:53 mx1 postfix/smtp[22]: [ID 197553 mail.info] ABC: to=<a@example.net>'), usual);
  });

  it('does without host, without program, without anything', () => {
    assert.deepEqual(peel('Mar 14 09:26:53 postfix/smtp[22]: ABC: to=<a@example.net>'), { ...usual, host: null });
    assert.deepEqual(peel('postfix/smtp[22]: ABC: to=<a@example.net>'), { ...usual, host: null, time: null });
    assert.deepEqual(peel('ABC: to=<a@example.net>'), { time: null, host: null, program: null, pid: null, message: 'ABC: to=<a@example.net>' });
    assert.deepEqual(peel('MESSAGE=ABC: to=<a@example.net>'), { time: null, host: null, program: null, pid: null, message: 'ABC: to=<a@example.net>' });
    assert.equal(peel('').message, '');
  });

  it('never throws, and keeps the message inside the line', () => {
    const parts = fc.constantFrom('Mar 14 09:26:53', '2026-03-14T09:26:53Z', '<22>', '1 ', ' ', '|', '[', ']', ':', 'mx1', 'stdout F', '-', '"', 'postfix/smtp[22]:', '[pod/', 'MESSAGE=', '\ufeff', '9', 'ä');
    fc.assert(fc.property(fc.array(parts, { maxLength: 30 }), (some) => {
      const text = some.join('');
      const { message } = new HeaderReader(NOW).read(text);
      assert.ok(message >= 0 && message <= text.length);
    }));
  });
});
