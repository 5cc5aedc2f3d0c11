/** One mail to bounce records. */
import type { Sink, SourceText } from '../source';
import { recordOf, type Finding } from './finding';
import { LimitWatch, MAXIMUM_RECIPIENTS } from './limits';
import type { LineCounter } from './line-counter';
import { Mail } from './mail';
import { readPlainBounce } from './mta/plain';
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
  return reported.length > 0 ? reported : readPlainBounce(mail, time);
}
