import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isGenericStatus, mostTellingStatus, scanCodes, settleStatus, statusOfField, statusesIn } from '../../../src/engine/scan/codes';
import { assertGrowsLinearly } from '../support/growth';

const codes = (text: string): string[] => scanCodes(text).map((mention) => mention.code);

describe('Codes are found', () => {
  const found: readonly [text: string, codes: string[]][] = [
    ['550 5.1.1 no such user', ['550', '5.1.1']],
    ['550-5.1.1 no such', ['550', '5.1.1']],
    ['dsn=5.1.1, status=bounced', ['5.1.1']],
    ['(#5.1.1)', ['5.1.1']],
    ['550 #5.7.1 no', ['550', '5.7.1']],
    ['Remote_host_said:_550_5.1.1_<user>_unknown', ['550', '5.1.1']],
    ['250 2.1.5Recipient OK', ['250', '2.1.5']],
    ['250 2.0.0OK2024-01-01', ['250', '2.0.0']],
    ["(550, b'5.1.1 <a@example.net> unknown')", ['550', '5.1.1']],
    ["(550, '5.1.1 unknown')", ['550', '5.1.1']],
    ['{\\"status\\":\\"5.1.1\\"}', ['5.1.1']],
    ['{"status":"5.1.1"}', ['5.1.1']],
    ['5.7.26 and 4.7.25 and 5.7.60', ['5.7.26', '4.7.25', '5.7.60']],
    ['550 5.12.345 odd but legal', ['550', '5.12.345']],
    ['dsn=5.12.345', ['5.12.345']],
    ['Status: 5.0.0 (permanent failure)', ['5.0.0']],
    ['said: 550-5.1.1 a 550-5.1.1 b 550 5.1.1 c', ['550', '5.1.1', '550', '5.1.1', '550', '5.1.1']],
    ['530 5.7.57 SMTP; Client was not authenticated', ['530', '5.7.57']],
    ['got code "550", with message "550 5.1.1 x"', ['550', '550', '5.1.1']],
    ['line\\n5.1.1 next', ['5.1.1']],
    ['SMTP; 550 5.7.1 1.2.3.4 listed', ['550', '5.7.1']],
    ['bounced 5.1.1.', ['5.1.1']],
    ['[5.1.1]', ['5.1.1']],
    ['550\t5.1.1\tx', ['550', '5.1.1']],
    ['对方服务器返回550 5.7.1拒绝接收', ['550', '5.7.1']],
    ['被退回：550 5.1.1 收件人不存在', ['550', '5.1.1']],
  ];
  for (const [text, expected] of found) it(text, () => assert.deepEqual(codes(text), expected));
});

describe('What only looks like a code is left alone', () => {
  const traps = [
    '1.2.3.4', '[5.39.216.167]', '[2.180.185.27]', '(2.2.2.2)', 'client-ip=2.3.4.5', '[4.5.6.7]', '127.0.0.4', '[123.456.789.123]', '333.123.123.200', '2.3.4.5:25', 'ip=5.4.3.2,',
    '2.11.0.1', 'https://4.5.6.7/x',
    'daemon started -- version 2.11.0', 'Postfix 3.5.6', 'TLSv1.2', 'python2.7.3', '/usr/lib/python2.7.3/smtplib.py', 'python@3.9/3.9.0_2', 'PHP version | 5.5.9', 'Swiftmailer version  | 5.4.2', 'kernel 5.10.0-21-amd64',
    'Linux version 5.10.0', 'Linux 4.15.0-91-generic', 'gcc 10.2.1', 'v0.5.1', 'Exchange 15.02.0330.005', '14.0.0.0', '15.01.2375.007', 'postfix-exporter-0.4.2.service', 'engine 5.0.1', 'ld 2.35.2', 'exim 4.96.2', 'node v5.4.1',
    'Qmail 4.5.2-beta', 'foo-5.1.1.tar.gz', 'roundcube/5.4.2', 'libssl.so.4.5.6', 'selector s=s2024-4.2.1, d=example.org',
    '4.5.2021', '22-06-2014', '07.07.19 17:23:12', '4.5.21 12:30', '/4.5.2021 engine', '01/02/26',
    '<20170808211847.18.37245@x>', '20180812211713.1.DF5966851B4BAA99@x', 'filter0077p1las1.21536.5717FC482.0', '<14c5d75ce93.dfd.64b469@ismtpd-555>', '1736846922.907742.2942@x', 'a.5.1.1@example.net', '5.1.1@example.net', 'x+5.1.1%example',
    'delays=0.2/0.02/0.04/3.3', 'session-seconds 2.952177047729492', 'TOTAL-HUB=1.921|SMR=0.127', 'TIMING 4.6 (5%)49', '141301 bytes in 0.101, 1361.827 KB/sec', 'Hits: 2.175', 'oid 2.5.4.3', 'section 5.1', 'X-Mailman-Version: 2.0.8', 'X-Mail_Version: 5.2.1', '3.1.1', '6.1.1',
    'helo=<WIN-4.2.1>', '1.3.6.1.4.1', '5.1.1.1', '5.1', '5..1', '5.1234.1', '5.1.1234', '55.1.1', '5.01.1', '4.5.6-rc1',
  ];
  for (const text of traps) it(text, () => assert.deepEqual(statusesIn(text), []));
});

describe('Three digits that are no reply', () => {
  const none = [
    'listening on port 587', 'pri=120344, size=391', '... ) 215', 'status: local 0/10 remote 9/20', 'defer (-44): Connection refused', 'defer (113): No route to host', '"code":"605"', '"code":498', 'bounce_class 550 things', '21@24@1223',
    'height=3D"250"', '<td width="550">', 'sms_dst 7876712656', 'size=550', 'port 25', '550 bytes', '452 KB free', '500 messages were sent', 'took 451 ms', 'pid[550]:', 'postfix/smtp[450]:', 'a550 5', '10:15:450', '2026-450', '550.5', '$550', 'id 550123', '421-4', 'x=421;', '共550件', '第450页',
  ];
  for (const text of none) it(text, () => assert.deepEqual(scanCodes(text).filter((m) => m.kind === 'reply'), []));
});

describe('The code scanner', () => {
  it('finds a reply wherever one can stand', () => {
    for (const text of ['550 no such user', 'said: 550 no', '<<< 550 no', 'stat=Deferred: 421 4.3.0 later', '"550 no"', "response: '550 no'", 'SMTP error after RCPT TO:<a@example.net>: 550 no', '(550 no)', 'x >550 no', 'code: 550', 'said:_550_no']) assert.ok(scanCodes(text).some((m) => m.kind === 'reply'), text);
  });

  it('tells a sentence about messages from an amount of them', () => {
    for (const text of ['554 Message rejected', '554 message refused', '553 Message filtered', '554 Messages from 192.0.2.1 were not sent', '421 Connections from your host are limited', '550 Recipients unknown']) {
      assert.deepEqual(scanCodes(text).map((m) => m.code), [text.slice(0, 3)], text);
    }
    for (const text of ['550 messages were sent', '450 connections', '512 KB', '420 kb', '250 recipients']) assert.deepEqual(scanCodes(text), [], text);
  });

  it('gives ranges that hold exactly the code', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('550 ', '5.1.1', ' ', '-', '#', '_', '.', '4.2.2 ', '\n', '(', 'said: ', 'dsn=', '1', '"', '\\'), fc.string({ maxLength: 5 }))), (parts) => {
      const text = parts.join('');
      let end = 0;
      for (const { span, code } of scanCodes(text)) {
        assert.equal(text.slice(span.start, span.end), code);
        assert.ok(span.start >= end);
        end = span.end;
      }
    }));
  });

  it('never takes a part of an IPv4 address, wherever it stands', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(fc.property(fc.tuple(octet, octet, octet, octet), fc.constantFrom('', ' ', '[', '(', '=', '"', ':', 'ip=', '/', '<', 'said: 550 '), fc.constantFrom('', ' ', ']', ')', ',', '"', ':25', '/24', '.', '. ', '>', ' 550 5.1.1'), (octets, before, after) => {
      const text = before + octets.join('.') + after;
      assert.deepEqual(statusesIn(text).filter((status) => status !== '5.1.1' || !after.includes('5.1.1')), []);
    }));
  });

  it('never takes a part of a date with a year', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1970, max: 2099 }), fc.constantFrom('.', '-', '/'), (day, month, year, separator) => {
      assert.deepEqual(statusesIn(` ${[day, month, year].join(separator)} `), []);
      assert.deepEqual(statusesIn(` ${[year, month, day].join(separator)} `), []);
    }));
  });

  it('finds every registered shape after a reply', () => {
    fc.assert(fc.property(fc.constantFrom('4', '5'), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 999 }), fc.constantFrom(' ', '-', ' #', '_', '\t'), (klass, subject, detail, between) => {
      const status = `${klass}.${subject}.${detail}`;
      assert.deepEqual(statusesIn(`${klass}50${between}${status} text`), [status]);
    }));
  });

  it('the most telling status is the first specific one, or else the last generic one', () => {
    assert.equal(mostTellingStatus('550 5.0.0 no: 5.7.0, 5.7.26, 5.1.1'), '5.7.26');
    assert.equal(mostTellingStatus('550 5.0.0 no: 5.7.0'), '5.7.0');
    assert.equal(mostTellingStatus('250 ok'), null);
    const words = fc.constantFrom('550', '5.0.0', '5.7.0', '5.1.1', '4.2.2', ' ', '-', '.', ':', 'version ', '192.0.2.1', '12:30', '"', 'in "', '1', '5.');
    fc.assert(fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const all = statusesIn(text);
      assert.equal(mostTellingStatus(text), all.find((status) => !isGenericStatus(status)) ?? all.at(-1) ?? null, text);
    }));
  });

  it('takes linear time on a megabyte of anything', function () {
    this.timeout(60_000);
    for (const unit of ['5', '5.', '5.1.', '5.1.1', '550 ', '550-', '550', 'a5', '5 ', '(550, b\'', '    5', '"5.1.1"', '====5.1.1', '....', '____5', '\\n5']) {
      assertGrowsLinearly((size) => { scanCodes(unit.repeat(size)); }, Math.ceil(1e6 / unit.length), unit);
    }
  });

  it('leaves a code alone that is quoted to show where a setting is wrong, and takes one that a server said', () => {
    for (const text of ['configured error code starts with incorrect digit (expected 5) in "490 4.5.6 Wrong code"', "bad value in '550 5.7.1 no'", 'mistake in "5.7.1 no"', 'unknown option in "550-no"']) assert.deepEqual(scanCodes(text), [], text);
    for (const text of ['server said "550 5.7.1 no"', 'mail not put in: "550 5.7.1 no"']) assert.equal(scanCodes(text).length, 2, text);
  });

  it('reads a field and settles between field and words', () => {
    assert.equal(statusOfField('5.1.1 (bad destination)'), '5.1.1');
    assert.equal(statusOfField('x'), null);
    assert.equal(settleStatus('5.0.0', '550 5.7.26 no'), '5.7.26');
    assert.equal(settleStatus('5.0.0', '450 4.2.2 full'), '5.0.0');
    assert.equal(settleStatus('5.1.0', '550 5.7.26 no'), '5.1.0');
    assert.equal(settleStatus(null, '550 5.1.1 no'), '5.1.1');
    assert.equal(settleStatus(null, 'no'), null);
  });
});
