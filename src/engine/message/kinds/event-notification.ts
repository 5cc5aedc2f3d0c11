/** Mails whose body is a provider's event as JSON: Amazon SNS sends SES events that way. */
import { eventFormats } from '../../event/events';
import type { BounceRecord, Span } from '../../record';
import type { SourceFormat, Sink } from '../../source';
import type { Mail, Passage } from '../mail';

/** Mail servers break lines after 998 characters (RFC 5321 section 4.5.3.1.6), also inside a JSON string. */
const BROKEN_LINE = 900;

/** Reads events that stand in the mail's text. @returns the records, empty where there are none */
export function readEventNotification(mail: Mail): BounceRecord[] {
  const format = eventFormats[0];
  if (!format) return [];
  for (const passage of mail.passages) {
    const first = passage.lines.find((line) => line.text.trim() !== '');
    if (!first || !/^\s{0,20}[[{]\s{0,20}(?:$|["{])/.test(first.text.slice(0, 60))) continue;
    const records = literalEvents(format, passage, mail);
    if (records.length > 0) return records;
    const repaired = repairedEvents(format, passage, mail);
    if (repaired.length > 0) return repaired;
  }
  return [];
}

/** Line by line, as it stands. */
function literalEvents(format: SourceFormat, passage: Passage, mail: Mail): BounceRecord[] {
  if (format.kind !== 'log' || !passage.lines.every((line) => line.literal)) return [];
  const { records, sink } = collector(mail);
  const reader = format.open({ referenceTime: 0 }, sink);
  let number = mail.counter.at(passage.lines[0]?.start ?? 0);
  for (const line of passage.lines) reader.line(line.text, line.start, number++);
  reader.end?.();
  return records;
}

/** All on one line, broken lines joined; the places are those of the whole part. */
function repairedEvents(format: SourceFormat, passage: Passage, mail: Mail): BounceRecord[] {
  if (format.kind !== 'log') return [];
  let text = '';
  let broken = false;
  for (const line of passage.lines) {
    text += broken && line.text.startsWith(' ') ? line.text.slice(1) : line.text;
    broken = line.text.length > BROKEN_LINE;
  }
  const { records, sink } = collector(mail);
  const reader = format.open({ referenceTime: 0 }, sink);
  reader.line(text, 0, 1);
  reader.end?.();
  const place: Span = { start: passage.part.body.start, end: passage.part.body.end };
  const line = mail.counter.at(place.start);
  return records.map((record) => ({ ...record, line, span: place, at: {}, encodedIn: place }));
}

function collector(mail: Mail): { records: BounceRecord[]; sink: Sink } {
  const records: BounceRecord[] = [];
  const sink: Sink = {
    record: (record) => { records.push(record); },
    notUnderstood() { /* the mail is one message: it is either a notification or none */ },
    limit: (hit) => { mail.limits.tellOf(hit); },
    message() { /* counted once, as a mail */ },
  };
  return { records, sink };
}
