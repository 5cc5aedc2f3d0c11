/**
 * PowerMTA accounting files: separated values, columns by the header line (which an administrator chooses).
 * Record types: `b` bounce, `rb` bounce by mail, `t`, `tq` transient, `d` delivery, `f` complaint; the others are no results.
 * Pipes and web hooks pass the same records on as JSON objects.
 */
import { eventRecord } from '../event/event-shape';
import type { JsonValue } from '../event/json-value';
import { JsonValues, lineCounter, LONGEST_JSON_LINE } from '../event/json-values';
import { newRecord, setTime } from '../new-record';
import type { Action } from '../record';
import { statusEndAt } from '../scan/reply-start';
import type { LogFormat, Sink } from '../source';
import { splitFields, type Field } from './csv-line';
import { StampReader } from './stamp';
import { readWords, setRecipient, setStatus } from './words';

/** The columns that PowerMTA writes where none are configured. */
const DEFAULT = ['type', 'timeLogged', 'timeQueued', 'orig', 'rcpt', 'orcpt', 'dsnAction', 'dsnStatus', 'dsnDiag', 'dsnMta', 'bounceCat', 'srcType', 'srcMta', 'dlvType', 'dlvSourceIp', 'dlvDestinationIp', 'dlvEsmtpAvailable', 'dlvSize', 'vmta', 'jobId', 'envId'].map((name) => name.toLowerCase());
const ACTIONS: Readonly<Record<string, Action | null>> = {
  b: 'failed', bounce: 'failed', rb: 'failed', t: 'delayed', transient: 'delayed', tq: 'delayed', d: 'delivered', delivery: 'delivered', f: null,
};
const JSON_RECORD = /^\s{0,20}(?:\[\s{0,20})?\{(?=[^{}]{0,4000}"timeLogged")(?=[^{}]{0,4000}"(?:dsnStatus|dsnDiag|dsnAction)")[^{}]{0,4000}"type": ?"(?:[bdtf]|tq|rb|bounce|transient|delivery)"/;

export const powermta: LogFormat = {
  kind: 'log',
  id: 'powermta',
  name: 'PowerMTA accounting file',
  stateless: false,
  longestLine: LONGEST_JSON_LINE,
  detect: ({ text }) => JSON_RECORD.test(text) ? 0.95 : /^\ufeff?#?"?type"?,(?:"?[\w{}:*.-]{1,60}"?,){1,80}?"?(?:rcpt|dsnStatus|dsnDiag|dsnAction|bounceCat|vmta)"?(?:,|\r?$)|^(?=[^\n]{0,2000}\btimeLogged\b)(?=[^\n]{0,2000}\bdsn(?:Status|Diag)\b)(?:"?[\w{}:*.-]{1,60}"?,){2}/m.test(text.slice(0, 4000)) ? 0.97
    : /^(?:[bdt]|tq|rb),\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d{4},/m.test(text) ? 0.85 : 0,
  open: (options, sink) => {
    const stamp = new StampReader(options.referenceTime);
    let names: readonly string[] = DEFAULT;
    const values = new JsonValues(sink, (value, line, base) => readObject(value, lineCounter(value.source.text, line, base, value.start)(value.span.start), sink));
    return {
      end: () => values.end(),
      line(text, start, line) {
        if (values.isOpen || /^\s{0,20}[[{]/.test(text)) return values.line(text, start, line);
        const fields = splitFields(text);
        const plain = fields.map((field) => field.value.toLowerCase().replace('#', ''));
        if (plain.includes('type') || plain.includes('timelogged')) {
          names = plain;
          return;
        }
        const column = (name: string): Field | undefined => fields[names.indexOf(name.toLowerCase())];
        const type = column('type')?.value ?? (names.includes('type') ? '' : typeOf(column('dsnAction')?.value, column('dsnStatus')?.value));
        if (!(type in ACTIONS)) return;
        const record = newRecord('powermta', line, { start, end: start + text.length });
        record.action = ACTIONS[type]!;
        if (type === 'f') record.kind = 'complaint';
        const recipient = column('rcpt') ?? column('header_X-Original-To');
        if (recipient) setRecipient(record, text, start, recipient.start, recipient.end);
        const status = column('dsnStatus');
        const statusEnd = status ? statusEndAt(text, status.start) : -1;
        if (status && statusEnd > 0) setStatus(record, text, start, status.start, statusEnd);
        const words = column('dsnDiag');
        if (words) readWords(record, text, start, words.start + (/^(?:smtp|x-[\w-]{1,20}); ?/i.exec(words.value)?.[0].length ?? 0), words.end);
        const time = column('timeLogged') ?? column('timeFirstAttempt');
        if (time && stamp.read(text, time.start)) setTime(record, stamp);
        record.remoteMta = /^([\w.:-]{1,255})/.exec(column('dsnMta')?.value ?? '')?.[1]?.toLowerCase() ?? (column('dlvDestinationIp')?.value || null);
        record.reportingMta = column('srcMta')?.value.split(' ')[0]?.toLowerCase() || null;
        record.sender = column('orig')?.value ?? null;
        record.queueId = column('jobId')?.value || null;
        record.queue = column('vmta')?.value || column('vmtaPool')?.value || null;
        record.label = column('bounceCat')?.value ? `bounceCat=${column('bounceCat')!.value}` : null;
        sink.record(record);
      },
    };
  },
};

/** The record type in a file of one type, which need not name it: such files are made of bounces. */
function typeOf(action = '', status = ''): string {
  if (action === '' && status === '') return '';
  return action === 'delayed' ? 't' : /^(?:delivered|relayed)/.test(action) || status.startsWith('2') ? 'd' : 'b';
}

function readObject(value: JsonValue, line: number, sink: Sink): void {
  const type = value.text('type') ?? '';
  const action = ACTIONS[type];
  if (action === undefined) return;
  const category = value.text('bounceCat');
  sink.record(eventRecord('powermta', {
    place: value, action, kind: type === 'f' ? 'complaint' : 'delivery', recipient: value.get('rcpt') ?? value.get('header_X-Original-To'), status: value.get('dsnStatus'), words: value.get('dsnDiag'),
    time: value.get('timeLogged') ?? value.get('timeFirstAttempt'), remote: value.text('dsnMta') ? value.get('dsnMta') : value.get('dlvDestinationIp'), reporting: value.get('srcMta'), sender: value.get('orig'),
    queueId: value.get('jobId'), queue: value.get('vmta') ?? value.get('vmtaPool'), label: category ? `bounceCat=${category}` : null,
  }, line));
}
