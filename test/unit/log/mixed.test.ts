/** Logs of several programs: which formats are in one is found out from its first lines, and again where a line is met that nobody knows. */
import assert from 'node:assert/strict';
import { formatById } from '../../../src/engine/formats';
import { read } from './reading';

const postfix = 'Mar 14 09:26:53 mx1 postfix/smtp[815]: 3F1A2B: to=<ann@example.net>, relay=mx.example.net[192.0.2.2]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.2] said: 550 5.1.1 no such user (in reply to RCPT TO command))';
const exim = '2026-03-14 10:00:02 1abcDE-000000005vi-0000 ** bob@example.net R=dnslookup T=remote_smtp H=mx2.example.net [192.0.2.2]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 5.1.1 no such user';
const zonemta = 'Mar 14 15:10:25 mx1 zone-mta[128]: info Sender/default/12838[3] 166874ba640000c923.001 REJECTED[recipient] from=b@example.org to=eve@example.net mx=mx.example.net[192.0.2.7] (550 5.1.1 no such user)';
const greeting = 'Mar 14 09:26:54 mx1 postfix/smtpd[811]: warning: 192.0.2.9: greeted with 550 5.7.1 refused';

const sources = (text: string): (string | null)[][] => read(formatById('mixed')!, text).records.map(({ source, recipient }) => [source, recipient]);

describe('Logs of several programs', () => {
  it('go line by line to the formats that are in them', () => {
    assert.deepEqual(sources([postfix, exim, postfix].join('\n')), [['postfix', 'ann@example.net'], ['exim', 'bob@example.net'], ['postfix', 'ann@example.net']]);
  });

  it('a program that begins to log after thousands of lines is found, too, and more than one', () => {
    const found = sources([...Array.from({ length: 1500 }, () => postfix), exim, zonemta, exim].join('\n'));
    assert.deepEqual(found.slice(1499), [['postfix', 'ann@example.net'], ['exim', 'bob@example.net'], ['zonemta', 'eve@example.net'], ['exim', 'bob@example.net']]);
  });

  it('a code on another line of a known program is no failure', () => {
    assert.deepEqual(read(formatById('mixed')!, [postfix, greeting, exim].join('\n')).notUnderstood, []);
  });
});
