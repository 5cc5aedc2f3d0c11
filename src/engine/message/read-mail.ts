/** One mail to bounce records. */
import type { Sink, SourceText } from '../source';
import { scanCodes } from '../scan/codes';
import { isBounce } from './evidence';
import { recordOf, type Finding } from './finding';
import { LimitWatch, MAXIMUM_RECIPIENTS } from './limits';
import type { LineCounter } from './line-counter';
import { Mail } from './mail';
import { readPlain } from './plain/read-plain';
import { parseDate } from './report/dates';
import { findingsOf } from './report/read-report';

/** Reads the mail between two offsets of `source`. Calls `sink.message` once. */
export function readMail(source: SourceText, from: number, to: number, counter: LineCounter, sink: Sink): void {
  sink.message();
  const limits = new LimitWatch((hit) => sink.limit(hit));
  const mail = new Mail(source.text, source.binary, from, to, counter, limits);
  const findings = findingsIn(mail);
  for (const [i, finding] of findings.entries()) {
    if (i >= MAXIMUM_RECIPIENTS.number) {
      limits.hit(MAXIMUM_RECIPIENTS);
      break;
    }
    sink.record(recordOf(finding, counter));
  }
}

function findingsIn(mail: Mail): Finding[] {
  const time = parseDate(mail.header('date'));
  const reported = mail.reports.flatMap((report) => findingsOf(report, time));
  if (reported.length === 0) return isBounce(mail) ? readPlain(mail, mail.family?.id ?? 'plain', time) : [];
  if (reported.every(saysEnough)) return reported;
  const told = readPlain(mail, 'plain', time);
  return reported.map((finding) => completed(finding, told));
}

/** True where a report gives the server's words with a code, or no failure. */
function saysEnough(finding: Finding): boolean {
  return finding.action === 'delivered' || finding.action === 'relayed' || finding.action === 'expanded'
    || (finding.recipient !== null && finding.diagnostic !== null && scanCodes(finding.diagnostic.text).length > 0);
}

/** A report that leaves out the words takes them from the text for people. */
function completed(finding: Finding, told: readonly Finding[]): Finding {
  if (saysEnough(finding)) return finding;
  const address = finding.recipient?.text.toLowerCase();
  const other = told.find((one) => one.recipient?.text.toLowerCase() === address) ?? (told.length === 1 ? told[0] : undefined);
  if (!other?.diagnostic || other.diagnostic.isEmpty) return finding;
  const better = finding.diagnostic === null || scanCodes(other.diagnostic.text).length > 0;
  return { ...finding, recipient: finding.recipient ?? other.recipient, diagnostic: better ? other.diagnostic : finding.diagnostic, remoteMta: finding.remoteMta ?? other.remoteMta ?? null };
}
