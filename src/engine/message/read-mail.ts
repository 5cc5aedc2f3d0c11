/** One mail to bounce records: the most certain reader that recognises it speaks. */
import type { BounceRecord } from '../record';
import type { Sink, SourceText } from '../source';
import { isBounce, isDeliveryReport } from './evidence';
import { carriesCode, carriesRefusal, recordOf, type Finding } from './finding';
import { readAutoReply } from './kinds/auto-reply';
import { readDisposition } from './kinds/disposition';
import { readEventNotification } from './kinds/event-notification';
import { readFeedback } from './kinds/feedback-report';
import { forwardedIn } from './kinds/forwarded';
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
  const mail = Mail.read(source.text, source.binary, from, to, counter, limits);
  const records = recordsIn(mail);
  if (records.length === 0) tellUnreadReport(mail, source.text, sink);
  for (const [i, record] of records.entries()) {
    if (i >= MAXIMUM_RECIPIENTS.number) {
      limits.hit(MAXIMUM_RECIPIENTS);
      break;
    }
    sink.record(record);
  }
}

/** A delivery report that names no recipient (cut off, or of a kind that nobody has seen): shown, not dropped. */
function tellUnreadReport(mail: Mail, text: string, sink: Sink): void {
  if (!isDeliveryReport(mail)) return;
  const { headers } = mail.root;
  const span = (headers.field('subject') ?? headers.field('content-type'))?.span ?? headers.span;
  sink.notUnderstood({ line: mail.counter.at(span.start), span, text: text.slice(span.start, Math.min(span.end, span.start + LONGEST_SHOWN)) });
}

const LONGEST_SHOWN = 200;

function recordsIn(mail: Mail): BounceRecord[] {
  const events = readEventNotification(mail);
  if (events.length > 0) return events;
  const findings = readFeedback(mail) ?? readDisposition(mail) ?? bounces(mail);
  if (findings.length > 0) return recordsOf(findings, mail);
  for (const inner of forwardedIn(mail)) {
    // a person who quotes a line of a bounce has not forwarded one
    const records = recordsOf(readFeedback(inner) ?? bounces(inner), mail);
    if (records.length > 0) return records;
  }
  const guessed = isBounce(mail) ? readPlain(mail, mail.family?.id ?? 'plain', parseDate(mail.header('date')), true) : [];
  if (guessed.length > 0 || isDeliveryReport(mail)) return recordsOf(guessed, mail);
  return recordsOf(readAutoReply(mail) ?? [], mail);
}

function recordsOf(findings: readonly Finding[], mail: Mail): BounceRecord[] {
  return findings.map((finding) => recordOf(finding, mail.counter));
}

/** What reports state, completed by the text for people; else what the text says. */
function bounces(mail: Mail): Finding[] {
  const time = parseDate(mail.header('date'));
  const reported = mail.reports.flatMap((report) => findingsOf(report, time));
  if (reported.length === 0) return isBounce(mail) ? readPlain(mail, mail.family?.id ?? 'plain', time) : [];
  if (reported.every(saysEnough)) return reported;
  const told = readPlain(mail, 'plain', time, true);
  const byAddress = new Map(told.map((finding) => [finding.recipient?.text.toLowerCase(), finding]));
  const only = told.length === 1 ? told[0] : undefined;
  return reported.map((finding) => (saysEnough(finding) ? finding : completed(finding, byAddress.get(finding.recipient?.text.toLowerCase()) ?? only)));
}

/** True where a report gives the server's words with a code, or no failure. `250 OK` does not say why something failed. */
function saysEnough(finding: Finding): boolean {
  return finding.action === 'delivered' || finding.action === 'relayed' || finding.action === 'expanded'
    || (finding.recipient !== null && finding.diagnostic !== null && carriesRefusal(finding.diagnostic));
}

/** A report that leaves out the words takes them from the text for people. */
function completed(finding: Finding, told: Finding | undefined): Finding {
  if (!told?.diagnostic || told.diagnostic.isEmpty) return finding;
  const better = finding.diagnostic === null || carriesCode(told.diagnostic);
  // a failure whose status says success contradicts itself: the session that the text shows is what happened
  const status = finding.status?.text.startsWith('2') && carriesRefusal(told.diagnostic) ? null : finding.status ?? null;
  return { ...finding, status, recipient: finding.recipient ?? told.recipient, diagnostic: better ? told.diagnostic : finding.diagnostic, remoteMta: finding.remoteMta ?? told.remoteMta ?? null };
}
