/** One mail to bounce records: the most certain reader that recognises it speaks. */
import type { BounceRecord } from '../record';
import type { Sink, SourceText } from '../source';
import { isAddress } from './address';
import { isBounce, isDeliveryReport, isDiscussion, tellsOfBounce } from './evidence';
import { recordOf, type Finding } from './finding';
import { readAutoReply } from './kinds/auto-reply';
import { readDisposition } from './kinds/disposition';
import { readEventNotification } from './kinds/event-notification';
import { readFeedback } from './kinds/feedback-report';
import { forwardedIn } from './kinds/forwarded';
import { readListRefusal } from './kinds/list-refusal';
import { LimitWatch, MAXIMUM_RECIPIENTS } from './limits';
import type { LineCounter } from './line-counter';
import { isReportType, Mail } from './mail';
import { readPostfixSession } from './mta/postfix-session';
import { readPlain } from './plain/read-plain';
import { saysLittle } from './plain/transcript';
import { parseDate } from './report/dates';
import type { DeliveryReport } from './report/delivery-status';
import { carriesCode, carriesRefusal } from './reply-code';
import { findingsOf } from './report/read-report';
import type { Words } from './words';

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

/** A bounce that names no recipient (cut off, or of a kind that nobody has seen): shown, not dropped. */
function tellUnreadReport(mail: Mail, text: string, sink: Sink): void {
  if (!tellsOfBounce(mail)) return;
  const { headers } = mail.root;
  const span = (headers.field('subject') ?? headers.field('content-type'))?.span ?? headers.span;
  if (isCutOff(mail)) sink.limit({ limit: 'cut-off', message: 'A bounce mail ends in the middle, before it says whom it could not reach. Get the whole mail, and read it again.' });
  sink.notUnderstood({ line: mail.counter.at(span.start), span, text: text.slice(span.start, Math.min(span.end, span.start + LONGEST_SHOWN)) });
}

/** True where a mail of several parts has no last one (RFC 2046 section 5.1.1), or a mail of one part has no words. */
function isCutOff({ root: { isMultipart, content, body, mail: { text } } }: Mail): boolean {
  const rest = text.slice(body.start, body.end);
  const boundary = content.parameters.get('boundary');
  return isMultipart && boundary ? !rest.includes(`--${boundary}--`) : rest.trim() === '';
}

const LONGEST_SHOWN = 200;

function recordsIn(mail: Mail): BounceRecord[] {
  const events = readEventNotification(mail);
  if (events.length > 0) return events;
  const findings = readFeedback(mail) ?? readDisposition(mail) ?? readPostfixSession(mail) ?? readListRefusal(mail) ?? bounces(mail);
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
  if (mail.reports.length > 0 && mail.reports.every((report) => isInText(report, mail)) && isDiscussion(mail)) return [];
  const reported = withoutTwins(mail.reports.map((report) => findingsOf(report, time, mail.addressed)));
  if (reported.length === 0) return isBounce(mail) ? readPlain(mail, mail.family?.id ?? 'plain', time) : [];
  if (reported.every((finding) => saysEnough(finding) && isAddress(finding.recipient?.text ?? null))) return reported;
  const told = readPlain(mail, 'plain', time, true);
  const byAddress = new Map(told.map((finding) => [keyOf(finding.recipient), finding]));
  const only = told.length === 1 ? told[0] : undefined;
  const addresses = addressesFor(reported, told, mail);
  return reported.map((finding) => {
    const address = addresses.get(finding);
    const named = address ? { ...finding, recipient: address } : finding;
    return saysEnough(named) ? named : completed(named, byAddress.get(keyOf(named.recipient)) ?? byAddress.get(keyOf(named.finalRecipient)) ?? only);
  });
}

/** True for a report without a part of its own. */
function isInText(report: DeliveryReport, mail: Mail): boolean {
  return mail.passages.some(({ part, reports }) => part.type.startsWith('text/') && !isReportType(part.type) && reports.includes(report));
}

/**
 * Some gateways write the same report twice: in the text, and in a part of its own. What was said of a recipient before counts, unless less
 * was said. In one report the same address stands twice only where something else is said of it.
 */
function withoutTwins(reports: readonly (readonly Finding[])[]): Finding[] {
  const known = new Map<string, Finding>();
  const findings: Finding[] = [];
  for (const report of reports) {
    const seen = new Set<string>();
    const fresh = report.filter((finding) => {
      const earlier = known.get(keyOf(finding.recipient));
      if (earlier && !saysEnough(earlier) && saysEnough(finding)) Object.assign(earlier, finding);
      const said = [finding.recipient, finding.finalRecipient, finding.status, finding.diagnostic].map(keyOf).join('\n');
      const isRepeated = seen.has(said) && finding.recipient !== null;
      seen.add(said);
      return !earlier && !isRepeated;
    });
    for (const finding of fresh) known.set(keyOf(finding.recipient), finding);
    findings.push(...fresh);
  }
  return findings;
}

function keyOf(recipient: Words | null | undefined): string {
  return recipient?.text.toLowerCase() ?? '';
}

/**
 * Reports of programs, files and local names: the text (Exim: `generated by`) or `X-Failed-Recipients` names the addresses they stand
 * for, in the same order. Only where there are as many of these as of those.
 */
function addressesFor(reported: readonly Finding[], told: readonly Finding[], mail: Mail): ReadonlyMap<Finding, Words> {
  const nameless = reported.filter(({ recipient }) => recipient !== null && !isAddress(recipient.text));
  const known = new Set(reported.map(({ recipient }) => keyOf(recipient)));
  for (const named of [told.map(({ recipient }) => recipient), mail.failedRecipients]) {
    const spare = named.filter((words): words is Words => words !== null && isAddress(words.text) && !known.has(keyOf(words)));
    if (spare.length === nameless.length && spare.every((words, i) => isSaid(words, mail) || standsFor(nameless[i]!, words))) return new Map(nameless.map((finding, i) => [finding, spare[i]!]));
  }
  return new Map();
}

/** Whom the returned mail was for is no more than a guess, unless the server names the address. */
function isSaid({ text }: Words, mail: Mail): boolean {
  return mail.failedRecipients.some((words) => words.text === text) || mail.lines.some((line) => line.text.includes(text));
}

function standsFor({ recipient }: Finding, address: Words): boolean {
  return recipient!.text.toLowerCase().includes(address.text.slice(0, address.text.indexOf('@')).toLowerCase());
}

/** True where a report gives the server's words with a code, or no failure. `250 OK` does not say why something failed, nor does `Can't create output`. */
function saysEnough(finding: Finding): boolean {
  return finding.action === 'delivered' || finding.action === 'relayed' || finding.action === 'expanded'
    || (finding.recipient !== null && finding.diagnostic !== null && carriesRefusal(finding.diagnostic) && !saysLittle(finding.diagnostic.text));
}

/** A report that leaves out the words takes them from the text for people. */
function completed(finding: Finding, told: Finding | undefined): Finding {
  if (!told?.diagnostic || told.diagnostic.isEmpty) return finding;
  const better = finding.diagnostic === null || carriesCode(told.diagnostic);
  // a failure whose status says success contradicts itself: the session that the text shows is what happened
  const status = finding.status?.text.startsWith('2') && carriesRefusal(told.diagnostic) ? null : finding.status ?? null;
  // without an `Action`, a temporary status leaves open whether it is still tried
  const action = !finding.actionAt && finding.action === 'failed' && finding.status?.text.startsWith('4') ? told.action : finding.action;
  return { ...finding, action, status, recipient: finding.recipient ?? told.recipient, diagnostic: better ? told.diagnostic : finding.diagnostic, remoteMta: finding.remoteMta ?? told.remoteMta ?? null };
}
