/** Hostile mails: each ends within a named limit, in time that grows with its length and no faster, with what was found so far. */
import assert from 'node:assert/strict';
import { structureOf } from '../../../src/engine/message/structure';
import { bounce, read, report, type Reading } from './reading';

/** Far above what a linear reader takes for a few megabytes, far below what a quadratic one takes. */
const MILLISECONDS = 4000;

function readInTime(text: string): Reading {
  const start = process.cpuUsage();
  const reading = read(text, true);
  const used = process.cpuUsage(start);
  assert.ok((used.user + used.system) / 1000 < MILLISECONDS, `took ${(used.user + used.system) / 1000} ms`);
  return reading;
}

const limitsOf = (reading: Reading): string[] => reading.limits.map((hit) => hit.limit);
const REPORT = 'Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.1.1\n';

describe('limits of the mail reader', function () {
  this.timeout(30_000); // a busy machine may take its time; the processor time is what is asserted

  it('stops at parts that are nested ten thousand times', () => {
    let body = '';
    for (let i = 0; i < 10_000; i++) body += `--b${i}\nContent-Type: multipart/mixed; boundary="b${i + 1}"\n\n`;
    const reading = readInTime(bounce(body, 'Content-Type: multipart/mixed; boundary="b0"'));
    assert.ok(limitsOf(reading).includes('maximum-depth'));
    assert.equal(reading.messages, 1);
  });

  it('stops at ten thousand parts side by side, and keeps the report that stood before them', () => {
    const body = `--b\nContent-Type: message/delivery-status\n\n${REPORT}\n${'--b\n\nx\n'.repeat(10_000)}`;
    const reading = readInTime(bounce(body, 'Content-Type: multipart/report; boundary="b"'));
    assert.deepEqual(limitsOf(reading), ['maximum-parts']);
    assert.equal(reading.records[0]?.recipient, 'ann@shop.example');
  });

  it('skips the rest of a header of a megabyte and reads the body', () => {
    const header = Array.from({ length: 20_000 }, (_, i) => `X-Field-${i}: ${'x'.repeat(40)}`);
    const reading = readInTime(bounce(REPORT, ...header, 'Content-Type: text/plain'));
    assert.ok(limitsOf(reading).includes('maximum-header-size'));
    assert.equal(reading.records[0]?.recipient, 'ann@shop.example');
  });

  it('takes ten thousand recipients of a hundred thousand in a report', () => {
    const reading = readInTime(report(Array.from({ length: 100_000 }, (_, i) => `Final-Recipient: rfc822; user${i}@shop.example\nAction: failed\nStatus: 5.1.1\n`).join('\n')));
    assert.ok(limitsOf(reading).includes('maximum-recipients'));
    assert.equal(reading.records.length, 10_000);
  });

  it('takes ten thousand recipients of a hundred thousand in plain text', () => {
    const reading = readInTime(bounce(`The following addresses failed:\n\n${Array.from({ length: 100_000 }, (_, i) => `<user${i}@shop.example>: 550 5.1.1 unknown`).join('\n\n')}\n`));
    assert.ok(limitsOf(reading).includes('maximum-recipients'));
    assert.equal(reading.records.length, 10_000);
  });

  it('reads a hundred thousand addresses below each other that share one reason', () => {
    const addresses = (name: (i: number) => string): string => Array.from({ length: 100_000 }, (_, i) => `  ${name(i)}@shop.example\n`).join('');
    const reading = readInTime(bounce(`This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n${addresses((i) => `user${i}`)}`));
    assert.deepEqual(limitsOf(reading), ['maximum-recipients']);
    assert.equal(reading.records.length, 10_000);
    assert.equal(readInTime(bounce(`Hi. This is the qmail-send program.\n\n${addresses(() => 'ann')}`)).records.length, 1);
  });

  it('takes bare addresses without end', () => {
    const reading = readInTime(bounce(`The following addresses failed:\n\n${Array.from({ length: 50_000 }, (_, i) => `user${i}@shop.example`).join('\n\n')}\n`));
    assert.equal(reading.records.length, 10_000);
  });

  it('cuts a header field that is folded without end', () => {
    const reading = readInTime(bounce('The following address failed:\n\n<ann@shop.example>: 550 5.1.1 unknown\n', `Subject: Undelivered mail\n${' folded words\n'.repeat(15_000)}X-End: 1`));
    assert.ok(limitsOf(reading).includes('maximum-field-length'));
    assert.equal(reading.records.length, 1);
  });

  it('cuts a diagnostic that is folded without end', () => {
    const reading = readInTime(report(`Final-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n${'  and so on\n'.repeat(100_000)}`));
    assert.deepEqual(limitsOf(reading), ['maximum-field-length']);
    assert.equal(reading.records[0]?.status, '5.1.1');
  });

  it('finds its way through boundary bombs', () => {
    const almost = `${'-'.repeat(72)}\n`.repeat(30_000);
    const body = `${almost}--${'-'.repeat(60)}\nContent-Type: message/delivery-status\n\n${REPORT}--${'-'.repeat(60)}--\n`;
    const reading = readInTime(bounce(body, `Content-Type: multipart/report; boundary="${'-'.repeat(60)}"`));
    assert.equal(reading.records[0]?.recipient, 'ann@shop.example');
  });

  it('finds its way through boundaries on one endless line', () => {
    const reading = readInTime(bounce(`${'--b'.repeat(500_000)}\n--b\nContent-Type: message/delivery-status\n\n${REPORT}`, 'Content-Type: multipart/report; boundary="b"'));
    assert.equal(reading.records[0]?.recipient, 'ann@shop.example');
  });

  it('leaves encoded words encoded after five hundred', () => {
    const reading = readInTime(bounce('The following address failed:\n\n<ann@shop.example>: 550 5.1.1 unknown\n', `Subject: Undelivered mail ${'=?utf-8?Q?a?= '.repeat(2000)}`));
    assert.deepEqual(limitsOf(reading), ['maximum-encoded-words']);
    assert.equal(reading.records.length, 1);
  });

  it('cuts lines of megabytes', () => {
    const reading = readInTime(bounce(`Delivery failed: ${'a@b<>"@ '.repeat(300_000)}\n\n<ann@shop.example>: 550 5.1.1 unknown\n`));
    assert.ok(limitsOf(reading).includes('maximum-line-length'));
    assert.ok(reading.records.some((record) => record.recipient === 'ann@shop.example'));
  });

  it('reads the first four megabytes of a text part', () => {
    const reading = readInTime(bounce(`The following address failed:\n\n<ann@shop.example>: 550 5.1.1 unknown\n\n${'All work and no play makes Jack a dull boy.\n'.repeat(110_000)}`));
    assert.ok(limitsOf(reading).includes('maximum-text-size'));
    assert.equal(reading.records.length, 1);
  });

  it('stops at mails that are forwarded inside each other without end', () => {
    const reading = readInTime(`From: a@b.example\nTo: c@d.example\nSubject: Fwd: hello\n${'Content-Type: message/rfc822\n\nFrom: a@b.example\nSubject: hello\n'.repeat(2000)}\n\nhello\n`);
    assert.ok(limitsOf(reading).some((limit) => limit === 'maximum-forwards' || limit === 'maximum-depth'));
    assert.deepEqual(reading.records, []);
  });

  it('does not decode a large attachment', () => {
    const attachment = `${'QUJD'.repeat(19)}\n`.repeat(400_000); // 30 MB
    const start = process.cpuUsage();
    const reading = read(bounce(`--b\nContent-Type: message/delivery-status\n\n${REPORT}\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${attachment}--b--\n`, 'Content-Type: multipart/report; boundary="b"'), true);
    const used = process.cpuUsage(start);
    assert.equal(reading.records.length, 1);
    assert.ok((used.user + used.system) / 1000 < 1000, 'decoding 30 MB takes longer than that');
  });

  it('outlines a hostile mail within the same limits', () => {
    const structure = structureOf({ text: bounce(`${'--b\n\nx\n'.repeat(10_000)}`, 'Content-Type: multipart/mixed; boundary="b"'), binary: true });
    assert.deepEqual(structure.limits.map((hit) => hit.limit), ['maximum-parts']);
    assert.equal(structure.mails.length, 1);
  });
});
