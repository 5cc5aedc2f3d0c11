/** Bounce exports of services whose CSV has names of its own: what each column means is told by its header. */
import type { Action, RecordKind } from '../record';
import { scanCodes, statusOfField } from '../scan/codes';
import { labelOf, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

/** Header names, without blanks, signs and capitals; those that say most come first. */
const COLUMNS = {
  recipient: ['recipientemail', 'recipientaddress', 'rcptto', 'rcpt', 'recipient', 'recipients', 'emailaddress', 'toemail', 'toaddress', 'destination', 'email', 'address', 'mail', 'to'],
  outcome: ['event', 'eventtype', 'sttext', 'bouncetype', 'outcome', 'result', 'status', 'state', 'action', 'type', 'lastevent', 'suppressionreason', 'reason', 'category', 'bouncecategory'],
  code: ['enhancedstatus', 'enhancedcode', 'enhancedstatuscode', 'dsnstatus', 'dsn', 'statuscode', 'smtpstatuscode', 'status', 'smtpcode', 'responsecode', 'bouncecode', 'errorcode', 'smtperrorcode', 'code'],
  words: ['diagnosticcode', 'diagnostic', 'bouncedetail', 'bouncereason', 'bouncemessage', 'smtpresponse', 'smtpmessage', 'rawreason', 'response', 'reason', 'errormessage', 'error', 'details', 'detail', 'description', 'message'],
  time: ['timestamp', 'bouncedat', 'eventdate', 'eventtime', 'createdat', 'created', 'date', 'datetime', 'time', 'ts', 'lasteventat'],
  sender: ['sender', 'fromaddress', 'fromemail', 'from', 'frm'],
  message: ['messageid', 'msgid', 'mid'],
} as const;

export type Column = keyof typeof COLUMNS;

/** Exports that are known by columns which nobody else has together. */
const EXPORTS: readonly { readonly id: string; readonly columns: readonly string[] }[] = [
  { id: 'mandrill', columns: ['emailaddress', 'bouncedetail'] }, // activity export
  { id: 'mandrill', columns: ['email', 'detail', 'lasteventat', 'expiresat'] }, // rejection denylist
  { id: 'brevo', columns: ['sttext', 'email', 'mid'] },
  { id: 'sparkpost', columns: ['recipient', 'nontransactional', 'description'] },
];

const FAILED = /^(?:hard|soft|permanent|block(?:ed)?)?[ _-]?(?:bounces?|bounced)$|^(?:undeliver\w{1,8}|hard|soft|permanent|invalid(?: e-?mail)?|failed|failure)$/i;
const DELAYED = /^(?:deferr?(?:ed|al)|delay(?:ed)?|temporary(?: failure)?|transient)$/i;
const REJECTED = /^(?:reject(?:ed)?|blocked|dropped|suppressed|error)$/i;
const DELIVERED = /^(?:delivered|delivery)$/i;
const COMPLAINT = /^(?:spam|complaint|spam ?complaint|complained|spam ?report)$/i;
/** Other tables have failures, too; these words are about mail. */
const ABOUT_MAIL = /bounce|undeliver/i;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** The columns that a header names. */
export function columnsIn(names: readonly string[]): ReadonlySet<Column> {
  const there = new Set(names.map(plain));
  return new Set((Object.keys(COLUMNS) as Column[]).filter((column) => COLUMNS[column].some((name) => there.has(name))));
}

/** Reads rows by what their columns are called. @param names the header */
export function columnShape(names: readonly string[]): EventShape {
  const there = new Map(names.map((name) => [plain(name), name] as const).reverse());
  const known = EXPORTS.find(({ columns }) => columns.every((column) => there.has(column)));
  const cells = (row: JsonValue, column: Column): JsonValue[] => COLUMNS[column].flatMap((name) => row.get(there.get(name) ?? '') ?? []).filter((cell) => cell.text() !== null);
  const outcomeOf = (row: JsonValue): string => cells(row, 'outcome').map((cell) => cell.text()!.trim()).find((word) => actionOf(word) !== null || COMPLAINT.test(word)) ?? '';
  return {
    id: known?.id ?? 'csv',
    name: 'Bounce export (CSV)',
    recognises: (row) => cells(row, 'recipient').some((cell) => isAddress(cell.text()!))
      && (known !== undefined || ABOUT_MAIL.test(outcomeOf(row)) || [...cells(row, 'code'), ...cells(row, 'words')].some((cell) => holdsFailure(cell.text()!))),
    read: (row, give) => {
      const outcome = outcomeOf(row);
      const words = cells(row, 'words').filter((cell) => cell.text()!.trim() !== outcome);
      const said = words.find((cell) => holdsFailure(cell.text()!)) ?? words[0];
      const codes = cells(row, 'code');
      const complaint = COMPLAINT.test(outcome);
      const action = actionOf(outcome) ?? (codes.some((cell) => holdsFailure(cell.text()!)) || (said && holdsFailure(said.text()!)) ? 'failed' : null);
      if (!action && !complaint) return;
      const kind: RecordKind = complaint ? 'complaint' : 'delivery';
      give({
        place: row, action: complaint ? null : action, kind, label: labelOf(outcome), words: said,
        recipient: cells(row, 'recipient').find((cell) => isAddress(cell.text()!)), status: codes.find((cell) => statusOfField(cell.text()!) !== null), reply: codes.find((cell) => /^[45]\d\d$/.test(cell.text()!.trim())),
        time: cells(row, 'time')[0], sender: cells(row, 'sender')[0], queueId: cells(row, 'message')[0],
      });
    },
  };
}

function actionOf(word: string): Action | null {
  return FAILED.test(word) ? 'failed' : DELAYED.test(word) ? 'delayed' : REJECTED.test(word) ? 'rejected' : DELIVERED.test(word) ? 'delivered' : null;
}

function isAddress(text: string): boolean {
  return /^[^\s@]{1,256}@[^\s@]{1,255}$/.test(text.trim().slice(0, 600));
}

function holdsFailure(text: string): boolean {
  return scanCodes(text.slice(0, 1000)).some((mention) => /^[45]/.test(mention.code));
}
