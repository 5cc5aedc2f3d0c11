/** Bounces that follow no standard: an address and a server's code near each other in the text. */
import { scanCodes } from '../../scan/codes';
import { ADDRESS } from '../address';
import type { Finding } from '../finding';
import type { Mail } from '../mail';
import { valueAt, within } from '../report/fields';

/** Senders that bounces come from. */
const DAEMON = /mailer-?daemon|postmaster|mail delivery|mail administrator|mail ?system|mailerdaemon|microsoftexchange/i;
const SUBJECT = /undeliver|deliver|fail|return|bounce|reject|warning|delay|error|unzustellbar|non remis/i;

export function readPlainBounce(mail: Mail, time: number | null): Finding[] {
  if (!DAEMON.test(mail.header('from')) && !SUBJECT.test(mail.header('subject'))) return [];
  const findings: Finding[] = [];
  for (const { lines, original } of mail.passages) {
    for (let i = 0; i < original; i++) {
      const line = lines[i]!;
      const address = ADDRESS.exec(line.text);
      if (!address) continue;
      let end = i + 1;
      while (end < original && end < i + 12 && lines[end]!.text.trim() !== '' && !ADDRESS.test(lines[end]!.text.slice(0, 80))) end++;
      const words = valueAt(lines, i, end, 0);
      if (!scanCodes(words.text).length) continue;
      if (findings.some((finding) => finding.recipient?.text === address[0])) continue;
      const span = { start: line.start, end: lines[end - 1]!.end };
      findings.push({
        source: 'plain', span, encodedIn: line.literal ? null : span,
        recipient: within(valueAt(lines, i, i + 1, 0), valueAt(lines, i, i + 1, 0).text.indexOf(address[0]), address[0].length),
        action: 'failed', diagnostic: words, time,
      });
      i = end - 1;
    }
  }
  return findings;
}
