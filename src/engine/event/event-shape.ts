/**
 * What one provider's file of `event/` says: how its events look, and what they state about recipients.
 *
 * A "soft bounce" is the service's word and means two things. Where the service has another event for each vain attempt (`deferred`,
 * `deferral`, `delay`), it has given up when it says soft bounce: the message failed (SES, SendGrid, SparkPost, Mandrill, Mailjet, Brevo,
 * MailerSend, Postmark). Where it has none and goes on trying after it (Mailtrap), it is a delay. Either way the address is kept.
 */
import { newRecord } from '../new-record';
import type { Action, BounceRecord, RecordKind } from '../record';
import { moreSpecific, scanCodes, statusOfField } from '../scan/codes';
import { isReplyAt } from '../scan/reply-start';
import type { JsonValue } from './json-value';

/** One provider. Its functions see one JSON object and never throw; `recognises` and `read` are pure. */
export interface EventShape {
  /** Id of the source format. */
  readonly id: string;
  /** Name for people. */
  readonly name: string;
  /** True where it could take other shapes' events: it is asked when all others have said no. */
  readonly loose?: boolean;
  /** True for this provider's events of every kind, those that are no bounces included; false for other people's JSON. */
  recognises(value: JsonValue): boolean;
  /** Gives what the event states, one call per recipient. */
  read(value: JsonValue, give: (facts: EventFacts) => void): void;
  /** Where an event may repeat what another one told: a `read` for the events of one source, in order. */
  open?(): EventShape['read'];
}

/**
 * What an event states about one recipient. Values that stand in the text are handed over as they stand, so that places are kept.
 * (Shapes that spread common members into it do so at the end: engines copy that fifty times faster than a spread at the beginning.)
 */
export interface EventFacts {
  /** The object that speaks of this recipient alone; the whole event where there is none. */
  readonly place: JsonValue;
  readonly action: Action | null;
  readonly kind?: RecordKind;
  readonly recipient?: JsonValue | undefined;
  /** Enhanced status code field. */
  readonly status?: JsonValue | undefined;
  /** The status put together from parts that stand apart in the text. */
  readonly statusText?: string | null;
  /** Reply code field. Numbers that are not SMTP's are ignored. */
  readonly reply?: JsonValue | undefined;
  /** The server's words. */
  readonly words?: JsonValue | undefined;
  /** The event's own label. */
  readonly label?: string | null;
  readonly time?: JsonValue | undefined;
  readonly sender?: JsonValue | undefined;
  readonly queueId?: JsonValue | undefined;
  /** See `BounceRecord.queue`. */
  readonly queue?: JsonValue | undefined;
  readonly remote?: JsonValue | undefined;
  readonly reporting?: JsonValue | undefined;
}

/** The record of one event. `line`: the line of `facts.place`. */
export function eventRecord(source: string, facts: EventFacts, line: number): BounceRecord {
  const record = newRecord(source, line, facts.place.span);
  record.kind = facts.kind ?? 'delivery';
  record.action = facts.action;
  record.label = facts.label || null;
  record.recipient = addressOf(facts.recipient);
  if (facts.recipient?.literal && record.recipient) place(record, 'recipient', facts.recipient, record.recipient);
  record.sender = addressOf(facts.sender);
  record.queueId = facts.queueId?.text() ?? null;
  record.queue = facts.queue?.text() || null;
  record.remoteMta = hostOf(facts.remote);
  record.reportingMta = hostOf(facts.reporting);
  record.time = timeOf(facts.time);
  const status = facts.status?.text() ?? null;
  record.status = status ? statusOfField(status) : facts.statusText ?? null;
  if (status && record.status && facts.status!.literal) place(record, 'status', facts.status!, record.status);
  readWords(record, facts);
  return record;
}

function readWords(record: BounceRecord, facts: EventFacts): void {
  const stated = facts.reply?.text()?.trim() ?? null;
  if (stated && /^[245]\d\d$/.test(stated) && stated[1]! < '6') {
    record.replyCode = stated;
    if (facts.reply!.literal) place(record, 'replyCode', facts.reply!, stated);
  }
  const words = facts.words;
  const decoded = words?.text() ?? null;
  if (!words || decoded === null) return;
  // the folded lines of a reply become one line; offsets are kept because one blank stands for each line end
  const prefix = /^\s{0,20}(?:smtp|x-[\w-]{1,30})\s{0,5};\s{0,20}/i.exec(decoded)?.[0].length ?? 0;
  record.diagnostic = decoded.slice(prefix).replace(/[\r\n\t]/g, ' ').trim() || null;
  if (!record.diagnostic) return;
  const literal = words.kind === 'string' && words.literal;
  if (literal) record.at.diagnostic = words.part(prefix, decoded.trimEnd().length);
  else record.encodedIn = words.span;
  const codes = scanCodes(decoded);
  if (!record.replyCode) {
    const first = isReplyAt(decoded, prefix) ? { start: prefix, end: prefix + 3 } : codes.find((m) => m.kind === 'reply')?.span;
    if (first) {
      record.replyCode = decoded.slice(first.start, first.end);
      if (literal) record.at.replyCode = words.part(first.start, first.end);
    }
  }
  const better = moreSpecific(record.status, codes);
  if (!better) return;
  record.status = better.code;
  delete record.at.status;
  if (literal) record.at.status = words.part(better.span.start, better.span.end);
}

/** An address field: `a@b`, `<a@b>`, `Name <a@b>`. */
function addressOf(value: JsonValue | undefined): string | null {
  const text = value?.text()?.trim();
  if (!text) return null;
  const bracket = text.lastIndexOf('<');
  return (bracket >= 0 ? text.slice(bracket + 1).split('>', 1)[0]! : text).replace(/^rfc822;\s{0,5}/i, '') || null;
}

function hostOf(value: JsonValue | undefined): string | null {
  const text = value?.text()?.trim().replace(/^(?:dns|dsn|smtp);\s{0,5}/i, '');
  if (!text) return null;
  return /^\[?([\w.:-]{1,255}?)\]?(?:[\s(:].*)?$/.exec(text)?.[1]?.toLowerCase().replace(/\.$/, '') ?? null;
}

function place(record: BounceRecord, field: 'recipient' | 'status' | 'replyCode', value: JsonValue, text: string): void {
  const string = value.kind === 'string';
  const at = (string ? value.decoded() : value.source.text.slice(value.start, value.end)).indexOf(text);
  if (at < 0) return;
  const shift = string ? 0 : -1; // `part` counts from behind a string's quote
  record.at[field] = value.part(at + shift, at + shift + text.length);
}

/** ISO stamps, `2016-01-01 10:00:00` (taken as UTC), RFC 5322 dates, seconds or milliseconds since 1970. */
export function timeOf(value: JsonValue | undefined): number | null {
  return timeOfText(value?.text());
}

/** The same for a value's text. */
export function timeOfText(value: string | null | undefined): number | null {
  const text = value?.trim();
  if (!text || text.length > 64) return null;
  if (/^\d{9,10}(?:\.\d{1,9})?$/.test(text)) return Math.round(Number(text) * 1000);
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const bare = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?) ?(?:UTC)?$/.exec(text);
  const time = Date.parse(bare ? `${bare[1]}T${bare[2]!.slice(0, 12).replace(',', '.')}Z` : text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\S{0,12}) ?([+-]\d\d):?(\d\d)$/, '$1T$2$3:$4'));
  return Number.isNaN(time) ? null : time;
}

/** True where the member is one of the words. */
export function oneOf(value: JsonValue, name: string, words: ReadonlySet<string>): boolean {
  const text = value.text(name);
  return text !== null && words.has(text);
}

/** True where the object has at least one of the members. */
export function hasAny(value: JsonValue, ...names: readonly string[]): boolean {
  return names.some((name) => value.names?.includes(name));
}

/** The parts that are there, with a slash between: `Permanent/General`. */
export function labelOf(...parts: readonly (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join('/') || null;
}
