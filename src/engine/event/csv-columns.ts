/** Bounce exports of services whose CSV has names of its own: what each column means is told by its header. JSON of unknown services is read by the same names. */
import type { Action, RecordKind } from '../record';
import { scanCodes, statusOfField } from '../scan/codes';
import { labelOf, type EventFacts, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

/** Header names, without blanks, signs and capitals; those that say most come first. */
const COLUMNS = {
  recipient: ['bouncedrecipients', 'bouncerecipients', 'bouncedrecipient', 'recipientemail', 'recipientaddress', 'rcptto', 'rcpt', 'mailrcpt', 'emailto', 'recipient', 'recipients', 'recipientid', 'emailaddress', 'toemail', 'toaddress', 'destination', 'email', 'address', 'mail', 'to'],
  outcome: ['event', 'eventtype', 'eventname', 'notificationtype', 'deliverystatus', 'sttext', 'bouncetype', 'outcome', 'result', 'status', 'state', 'action', 'type', 'lastevent', 'suppressionreason', 'reason', 'category', 'bouncecategory', 'messagecategory', 'errortype'],
  code: ['enhancedstatus', 'enhancedcode', 'enhancedstatuscode', 'dsnstatus', 'dsn', 'enhancedsmtpstatuscode', 'statuscode', 'smtpstatuscode', 'emailresponsecode', 'status', 'smtpcode', 'responsecode', 'bouncecode', 'errorcode', 'smtperrorcode', 'code'],
  words: ['diagnosticcode', 'diagnostic', 'diagnosticmessage', 'bouncedetail', 'bouncereason', 'bouncemessage', 'smtpresponse', 'smtpmessage', 'smtpreply', 'smtpstatus', 'emailresponsemessage', 'failuremessage', 'statusmessage', 'statusdetail', 'rawreason', 'response', 'reason', 'errormessage', 'lasterror', 'error', 'details', 'detail', 'description', 'message'],
  time: ['timestamp', 'bouncedat', 'deliveryattempttimestamp', 'eventdate', 'eventtime', 'createdat', 'created', 'date', 'datetime', 'time', 'ts', 'lasteventat'],
  sender: ['sender', 'fromaddress', 'fromemail', 'emailfrom', 'mailfrom', 'from', 'frm'],
  message: ['messageid', 'msgid', 'mid', 'queueid'],
  remote: ['mxhost', 'recipientmailserverhostname', 'remotehost', 'remotemta', 'mta', 'mx', 'relay', 'host'],
} as const;

export type Column = keyof typeof COLUMNS;

/** Exports that are known by columns which nobody else has together. */
const EXPORTS: readonly { readonly id: string; readonly columns: readonly string[] }[] = [
  { id: 'mandrill', columns: ['emailaddress', 'bouncedetail'] }, // activity export
  { id: 'mandrill', columns: ['email', 'detail', 'lasteventat', 'expiresat'] }, // rejection denylist
  { id: 'brevo', columns: ['sttext', 'email', 'mid'] },
  { id: 'sparkpost', columns: ['recipient', 'nontransactional', 'description'] },
];

const FAILED = /^(?:hard|soft|permanent|block(?:ed)?)?[ _-]?(?:bounces?|bounced)$|^(?:undeliver\w{1,8}|mailbox not found|filtered spam|quarantined|hard|soft|permanent|invalid(?: e-?mail)?|failed|failure)$/i;
const DELAYED = /^(?:deferr?(?:ed|al)|delay(?:ed)?|temporary(?: failure)?|transient)$/i;
const REJECTED = /^(?:reject(?:ed)?|block(?:list)?ed|dropped|suppressed|error)$/i;
const DELIVERED = /^(?:delivered|delivery)$/i;
const COMPLAINT = /^(?:spam|complaint|spam ?complaint|complained|spam ?report)$/i;
const ABOUT_MAIL = /bounce|undeliver|mailbox|e?mail[ _-]?deliver/i;
/** Names that only what tells of mail has. */
const OF_MAIL = ['rcpt', 'rcptto', 'mailrcpt', 'emailto', 'mailfrom'];

/** A name without blanks, signs and capitals. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** Whether a plain name is one of a recipient. */
export const isRecipient = (name: string): boolean => (COLUMNS.recipient as readonly string[]).includes(name);

/** The columns that a header names. */
export function columnsIn(names: readonly string[]): ReadonlySet<Column> {
  const there = new Set(names.map(plainName));
  return new Set((Object.keys(COLUMNS) as Column[]).filter((column) => COLUMNS[column].some((name) => there.has(name))));
}

/** The values of one event or row, by what they are for; those that say most come first. */
export class Cells {
  /** @param named gives what stands under a plain name */
  constructor(private readonly named: (name: string) => readonly JsonValue[]) {}

  of(column: Column): JsonValue[] {
    return this.all(column).filter((cell) => cell.text() !== null);
  }

  /** Lists and objects, too. */
  all(column: Column): JsonValue[] {
    return COLUMNS[column].flatMap((name) => this.named(name));
  }

  /** Whether what has an outcome is a mail for sure: by its Message-ID, by two addresses, or by a word of SMTP. */
  get isMail(): boolean {
    return ['senderaddress', 'recipientaddress'].every((name) => this.named(name).length > 0) || OF_MAIL.some((name) => this.named(name).length > 0) || this.of('message').some((cell) => /^<[^<>\s]{1,400}@[^<>\s]{1,400}>$/.test(cell.text()!));
  }

  /** What everything but the outcome says. @param outcome a word that is no server's */
  facts(outcome: string): Omit<EventFacts, 'action' | 'place'> {
    const words = this.of('words').filter((cell) => cell.text()!.trim() !== outcome);
    const codes = this.of('code');
    return {
      words: words.find((cell) => holdsFailure(cell.text()!)) ?? words[0],
      recipient: this.of('recipient').find((cell) => isAddress(cell.text()!)), status: codes.find((cell) => statusOfField(cell.text()!) !== null), reply: codes.find((cell) => /^[45]\d\d$/.test(cell.text()!.trim())),
      time: this.of('time')[0], sender: this.of('sender')[0], queueId: this.of('message')[0], remote: this.of('remote')[0],
    };
  }
}

/** Reads rows by what their columns are called. @param names the header */
export function columnShape(names: readonly string[]): EventShape {
  const there = new Map(names.map((name) => [plainName(name), name] as const).reverse());
  const cellsOf = (row: JsonValue): Cells => new Cells((name) => [row.get(there.get(name) ?? '') ?? []].flat());
  const known = EXPORTS.find(({ columns }) => columns.every((column) => there.has(column)));
  const outcomeOf = (cells: Cells): string => cells.of('outcome').map((cell) => cell.text()!.trim()).find((word) => actionOf(word) !== null || isComplaint(word)) ?? '';
  return {
    id: known?.id ?? 'csv',
    name: 'Bounce export (CSV)',
    recognises: (row) => {
      const cells = cellsOf(row);
      return cells.of('recipient').some((cell) => isAddress(cell.text()!))
        && (known !== undefined || isAboutMail(outcomeOf(cells)) || (cells.isMail && actionOf(outcomeOf(cells)) !== null) || [...cells.of('code'), ...cells.of('words')].some((cell) => holdsFailure(cell.text()!)));
    },
    read: (row, give) => {
      const cells = cellsOf(row);
      const outcome = outcomeOf(cells);
      const facts = cells.facts(outcome);
      const complaint = isComplaint(outcome);
      const action = actionOf(outcome) ?? (cells.of('code').some((cell) => holdsFailure(cell.text()!)) || (facts.words && holdsFailure(facts.words.text()!)) ? 'failed' : null);
      if (!action && !complaint) return;
      const kind: RecordKind = complaint ? 'complaint' : 'delivery';
      give({ ...facts, place: row, action: complaint ? null : action, kind, label: labelOf(outcome) });
    },
  };
}

/** What a word for an outcome means: `hard bounce`, `deferred`; null for those of other kinds. */
export function actionOf(word: string): Action | null {
  return FAILED.test(word) ? 'failed' : DELAYED.test(word) ? 'delayed' : REJECTED.test(word) ? 'rejected' : DELIVERED.test(word) ? 'delivered' : null;
}

export const isComplaint = (word: string): boolean => COMPLAINT.test(word);

/** Other tables have failures, too; some words are about mail. */
export const isAboutMail = (word: string): boolean => ABOUT_MAIL.test(word);

export function isAddress(text: string): boolean {
  return /^[^\s@]{1,256}@[^\s@]{1,255}$/.test(text.trim().slice(0, 600));
}

function holdsFailure(text: string): boolean {
  return scanCodes(text.slice(0, 1000)).some((mention) => /^[45]/.test(mention.code));
}
