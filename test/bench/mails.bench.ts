/**
 * How fast mails are read with decoding and verdict, in process, on one core:
 *   npm run bench -- mails [-- FOLDER]
 * reads each file of the folder (MAILS_FOLDER, or our own fixtures), tells mails per second and the slowest mail; then a
 * mailbox of 10 MB and a mail of 30 MB with a large attachment.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bounceService } from '../../src/engine/bundled-service';

/** Mails per second that are promised. */
const PROMISED = 3000;
/** Rounds go on for this long, so that the compiler has warmed up; the best one counts, as other work disturbs the rest. */
const MILLISECONDS = 4000;

export const name = 'mails';

export function run(folder = process.argv[2] ?? process.env['MAILS_FOLDER'] ?? join(__dirname, '..', 'fixtures', 'mail')): void {
  const files = readdirSync(folder).filter((file) => statSync(join(folder, file)).isFile());
  const mails = files.map((file) => ({ file, text: readFileSync(join(folder, file), 'latin1') }));
  const service = bounceService();
  let best = 0;
  let slowest = { file: '', took: 0 };
  const end = performance.now() + MILLISECONDS;
  while (performance.now() < end) {
    const start = performance.now();
    let slow = { file: '', took: 0 };
    for (const { file, text } of mails) {
      const begin = performance.now();
      service.read({ text, binary: true }, { referenceTime: 0, fileName: file });
      const took = performance.now() - begin;
      if (took > slow.took) slow = { file, took };
    }
    const rate = (mails.length * 1000) / (performance.now() - start);
    if (rate > best) {
      best = rate;
      slowest = slow;
    }
  }
  console.log(`${mails.length} mails: ${best.toFixed(0)} mails/s (promised: ${PROMISED}); slowest: ${slowest.file} ${slowest.took.toFixed(1)} ms`);
  if (best < PROMISED) process.exitCode = 1;

  const single = mails.filter(({ text }) => text.length < 50_000).map(({ text }) => text.replace(/^From .*\r?\n/, '').replace(/\r\n?/g, '\n').replace(/^From /gm, '>From '));
  const mailbox: string[] = [];
  for (let size = 0, i = 0; size < 10_000_000; i++) {
    const mail = `From MAILER-DAEMON Thu Mar 12 10:20:30 2015\n${single[i % single.length]!}\n\n`;
    mailbox.push(mail);
    size += mail.length;
  }
  measure('mailbox of 10 MB', mailbox.join(''));
  const report = 'Reporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; ann@shop.example\nAction: failed\nStatus: 5.1.1\n';
  measure('mail of 30 MB with an attachment', `From: MAILER-DAEMON@relay.example\nTo: sender@example.com\nSubject: Undelivered mail\nContent-Type: multipart/report; boundary="b"\n\n--b\nContent-Type: message/delivery-status\n\n${report}\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${`${'QUJD'.repeat(19)}\n`.repeat(390_000)}--b--\n`);
}

function measure(what: string, text: string): void {
  const start = performance.now();
  const reading = bounceService().read({ text, binary: true }, { referenceTime: 0 });
  console.log(`${what}: ${(performance.now() - start).toFixed(0)} ms, ${reading.messages} mails, ${reading.records.length} records`);
}

if (require.main === module) run();
