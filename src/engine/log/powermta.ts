/**
 * PowerMTA accounting files: separated values, columns by the header line (which an administrator chooses).
 * Record types: `b` bounce, `rb` bounce by mail, `t`, `tq` transient, `d` delivery, `f` complaint; the others are no results.
 * Pipes and web hooks pass the same records on as JSON objects.
 */
import { rowObjects } from '../event/csv-value';
import { eventRecord, timeOf } from '../event/event-shape';
import type { JsonValue } from '../event/json-value';
import { JsonValues, lineCounter, LONGEST_JSON_LINE } from '../event/json-values';
import { setTime } from '../new-record';
import type { Action, BounceRecord } from '../record';
import type { LogFormat } from '../source';
import { splitFields } from './csv-line';
import { StampReader } from './stamp';

/** The columns that PowerMTA writes where none are configured. */
const DEFAULT = ['type', 'timeLogged', 'timeQueued', 'orig', 'rcpt', 'orcpt', 'dsnAction', 'dsnStatus', 'dsnDiag', 'dsnMta', 'bounceCat', 'srcType', 'srcMta', 'dlvType', 'dlvSourceIp', 'dlvDestinationIp', 'dlvEsmtpAvailable', 'dlvSize', 'vmta', 'jobId', 'envId'];
const ACTIONS: Readonly<Record<string, Action | null>> = {
  b: 'failed', bounce: 'failed', rb: 'failed', t: 'delayed', transient: 'delayed', tq: 'delayed', d: 'delivered', delivery: 'delivered', f: null,
};
/** The beginning of a row whose first column tells its type. */
const ROW = /^"?(?:[bdtf]|tq|rb|bounce|transient|delivery)"?,/;
const HEADER = /(?:^\ufeff?|,)#?"?(?:type|timeLogged)"?(?:,|$)/i;
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
    const values = new JsonValues(sink, (value, line, base) => readObject(value, value.text('type') ?? '', lineCounter(value.source.text, line, base, value.start)(value.span.start), (record, time) => {
      record.time = timeOf(time);
      sink.record(record);
    }));
    return {
      end: () => values.end(),
      line(text, start, line) {
        if (values.isOpen || /^\s{0,20}[[{]/.test(text)) return values.line(text, start, line);
        if (HEADER.test(text)) {
          names = splitFields(text).map(({ value }) => DEFAULT.find((one) => one.toLowerCase() === value.toLowerCase().replace('#', '')) ?? value);
          return;
        }
        if (names[0] === 'type' && !ROW.test(text)) return; // told at once in a file of several programs
        const { filled } = rowObjects(text, start, names, ',');
        const type = filled.text('type') ?? (names.includes('type') ? '' : typeOf(filled.text('dsnAction') ?? '', filled.text('dsnStatus') ?? ''));
        readObject(filled, type, line, (record, time) => {
          if (time && stamp.read(text, time.start)) setTime(record, stamp); // it may name a zone
          sink.record(record);
        });
      },
    };
  },
};

/** The record type in a file of one type, which need not name it: such files are made of bounces. */
function typeOf(action: string, status: string): string {
  return action + status === '' ? '' : action === 'delayed' ? 't' : action === 'failed' || /^[45]/.test(status) ? 'b' : 'd';
}

function readObject(value: JsonValue, type: string, line: number, give: (record: BounceRecord, time: JsonValue | undefined) => void): void {
  if (!Object.hasOwn(ACTIONS, type)) return;
  const action = ACTIONS[type]!;
  const category = value.text('bounceCat');
  give(eventRecord('powermta', {
    place: value, action, kind: type === 'f' ? 'complaint' : 'delivery', recipient: value.get('rcpt') ?? value.get('header_X-Original-To'), status: value.get('dsnStatus'), words: value.get('dsnDiag'),
    remote: value.text('dsnMta') ? value.get('dsnMta') : value.get('dlvDestinationIp'), reporting: value.get('srcMta'), sender: value.get('orig'),
    queueId: value.get('jobId'), queue: value.get('vmta') ?? value.get('vmtaPool'), label: category ? `bounceCat=${category}` : null,
  }, line), value.get('timeLogged') ?? value.get('timeFirstAttempt'));
}
