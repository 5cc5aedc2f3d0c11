/**
 * Microsoft Exchange message tracking logs, columns by their `#Fields:` line, and what Get-MessageTrackingLog exports as CSV. Microsoft 365
 * names the columns with underscores (`date_time_utc`); its summary has one row for a message (`a@example.net##Receive, Fail;...`).
 * `FAIL` is a failure and `DEFER` a delay; `DSN` is the notice about it, `HAREDIRECT*` concerns a copy.
 */
import { newRecord, setTime } from '../new-record';
import type { Action } from '../record';
import type { LogFormat } from '../source';
import { splitFields, type Field } from './csv-line';
import { StampReader } from './stamp';
import { readWords } from './words';

const ACTIONS: Readonly<Record<string, Action>> = { FAIL: 'failed', BADMAIL: 'failed', POISONMESSAGE: 'failed', DEFER: 'delayed', DELIVER: 'delivered', SEND: 'relayed', SENDEXTERNAL: 'delivered' };
const COLUMNS = ['date-time', 'client-ip', 'client-hostname', 'server-ip', 'server-hostname', 'source-context', 'connector-id', 'source', 'event-id', 'internal-message-id', 'message-id', 'network-message-id', 'recipient-address', 'recipient-status', 'total-bytes', 'recipient-count', 'related-recipient-address', 'reference', 'message-subject', 'sender-address'];

export const exchangeTracking: LogFormat = {
  kind: 'log',
  id: 'exchange-tracking',
  name: 'Exchange message tracking log',
  stateless: false,
  needles: ['#Fields', 'vent', 'ecipient', ...Object.keys(ACTIONS).flatMap((event) => [event, event.charAt(0) + event.slice(1).toLowerCase()])],
  detect: ({ text }) => /^(?:\ufeff|ï»¿)?#Fields: ?date-time,client-ip,client-hostname,/m.test(text) || /^#Log-type: ?Message Tracking Log/m.test(text) ? 0.97
    : /^(?:\ufeff|ï»¿)?(?=[^\n]{0,1500}"?(?:event[-_]?id|sender_address)"?[,;])(?=[^\n]{0,1500}"?(?:recipients|recipient[-_](?:address|status))"?[,;])/i.test(text.replace(/^#TYPE[^\n]{0,200}\n/, '')) ? 0.9
    : /^\d{4}-\d\d-\d\dT[\d:.]{8,16}Z?,[^\n]{1,400}?,[A-Z]{3,12},(?:RECEIVE|SEND|FAIL|DELIVER|DEFER|DSN|HAREDIRECT(?:FAIL)?|SUBMIT|EXPAND|TRANSFER|REDIRECT|RESOLVE|AGENTINFO),/m.test(text) ? 0.9 : 0,
  open: (options, sink) => {
    const stamp = new StampReader(options.referenceTime);
    let names = COLUMNS;
    let separator = ',';
    return {
      line(text, start, line) {
        if (text.charCodeAt(0) === 35 || text.startsWith('\ufeff#') || text.startsWith('ï»¿#')) {
          const header = /#Fields: ?(.{1,4000})$/.exec(text);
          if (header) names = header[1]!.split(',').map(columnName);
          return;
        }
        const header = line < 4 ? HEADER.exec(text) : null;
        if (header) separator = header[1]!;
        const fields = splitFields(text, separator);
        if (header) {
          names = fields.map((field) => columnName(field.value));
          return;
        }
        const column = (name: string): Field | undefined => fields[names.indexOf(name)];
        const event = column('event-id')?.value.toUpperCase();
        if (event !== undefined && !ACTIONS[event]) return;
        const told = parts(column('recipient-status'));
        const recipients = event === undefined ? told : parts(column('recipient-address'));
        const statuses = event === undefined ? [] : statusesOf(told, text);
        const context = column('source-context');
        recipients.forEach((whole, i) => {
          const [address, ...outcome] = whole.value.split('##');
          const recipient = { value: NO_LIST.test(address!) ? '' : address!, start: whole.start, end: whole.start + address!.length };
          const action = ACTIONS[event ?? outcome.join().toUpperCase().replace(/^.*, ?/, '')];
          if (!action) return;
          const record = newRecord('exchange-tracking', line, { start, end: start + text.length });
          record.action = action;
          record.recipient = recipient.value || null;
          if (recipient.value && text.startsWith(recipient.value, recipient.start)) record.at.recipient = { start: start + recipient.start, end: start + recipient.end };
          if (stamp.read(text, column('date-time')?.start ?? 0)) setTime(record, stamp);
          record.sender = column('sender-address')?.value ?? null;
          record.queueId = column('internal-message-id')?.value || null;
          record.queue = column('connector-id')?.value || null;
          record.reportingMta = column('server-hostname')?.value.toLowerCase() || null;
          record.label = event === undefined ? null : `${column('source')?.value ?? ''}/${event}`;
          const words = statuses[i] ?? (statuses.length === 1 ? statuses[0] : undefined) ?? (context && /[245]\d\d[ -]|[245]\.\d/.test(context.value) ? context : undefined);
          if (words && !NO_LIST.test(words.value)) {
            const last = LAST_ERROR.exec(text.slice(words.start, words.end));
            const from = words.start + (last ? last.index + 4 : 0);
            readWords(record, text, start, from, last ? from + last[1]!.length : words.end);
            record.remoteMta = /FQDN=([\w.-]{1,255})/.exec(words.value)?.[1]?.toLowerCase() ?? null;
          }
          sink.record(record);
        });
      },
    };
  },
};

/** The "last error details" inside `{LRT=..;LED=..;FQDN=..;IP=..}` or `[{LRT=..};{LED=..};{FQDN=..};{IP=..}]`. */
const LAST_ERROR = /LED=(.{0,4000}?)(?:\}?;\{?FQDN=|\}?\]?$)/;
const HEADER = /(?:^|\W)(?:event[-_]?id|recipient[-_]?status)"?([,;])/i;
/** How PowerShell writes a list into a cell. */
const NO_LIST = /^System\.\w{1,20}\[\]$/;

const OTHER_NAMES: Readonly<Record<string, string>> = { 'timestamp': 'date-time', 'date-time-utc': 'date-time', 'origin-timestamp': 'date-time', 'origin-timestamp-utc': 'date-time', 'recipients': 'recipient-address', 'sender': 'sender-address' };
/** `RecipientStatus` (exported), `recipient_status` and `recipient-status` (logged) are the same column. */
function columnName(name: string): string {
  const plain = name.trim().replace(/^(?:\ufeff|ï»¿)|"/g, '').replace(/([a-z])(?=[A-Z])|_/g, '$1-').toLowerCase();
  return OTHER_NAMES[plain] ?? plain;
}

/** A server's words may hold a semicolon themselves: what does not begin as a status does goes on with the one before. */
function statusesOf(values: readonly Field[], text: string): Field[] {
  const statuses: Field[] = [];
  for (const value of values) {
    const before = statuses[statuses.length - 1];
    if (!before || /^['"[{]|^[245](?:\d\d|\.\d)/.test(value.value)) statuses.push(value);
    else statuses[statuses.length - 1] = { start: before.start, end: value.end, value: text.slice(before.start, value.end) };
  }
  return statuses;
}

/** Values of a field, separated by `;` outside braces. */
function parts(field: Field | undefined): Field[] {
  if (!field || field.value === '') return [];
  const found: Field[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= field.value.length; i++) {
    const c = field.value.charCodeAt(i);
    if (c === 123 || (c === 91 && field.value.charCodeAt(i + 1) === 123)) depth++; // "[{LED=...};{FQDN=...}]" is one value
    else if (c === 125 || (c === 93 && field.value.charCodeAt(i - 1) === 125)) depth = Math.max(0, depth - 1);
    else if (i === field.value.length || (c === 59 && depth === 0)) {
      const value = field.value.slice(from, i);
      const blanks = value.length - value.trimStart().length;
      if (value.trim()) found.push({ start: field.start + from + blanks, end: field.start + from + blanks + value.trim().length, value: value.trim() });
      from = i + 1;
    }
  }
  return found;
}
