/** Rust: lettre's errors. Its debug output spells the reply code in words, one for each digit. */
import type { LogFormat } from '../../source';
import { beginRefusal } from '../begin';
import { HeaderReader } from '../syslog';
import { readWords } from '../words';
import { appLog, isRefusal, recipientInWords } from './app-log';

const plain = appLog({
  id: 'rust',
  name: 'Rust mail errors',
  needles: ['permanent error (', 'transient error ('],
  detect: /\b(?:permanent|transient) error \([45]\d\d\)|severity: (?:Permanent|Transient)NegativeCompletion, category: /,
  errors: [/\b(?:permanent|transient) error \((?=[45]\d\d\): )/],
});

const DEBUG = /severity: (Transient|Permanent)NegativeCompletion, category: (\w{3,20}), detail: (\w{3,6}) \}/;
const CATEGORIES = ['Syntax', 'Information', 'Connections', 'Unspecified3', 'Unspecified4', 'MailSystem'];
const DETAILS = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

export const rust: LogFormat = {
  ...plain,
  needles: [...plain.needles!, 'NegativeCompletion'],
  open: (options, sink) => {
    const reader = plain.open(options, sink);
    const header = new HeaderReader(options.referenceTime);
    return {
      line(text, start, line) {
        const code = DEBUG.exec(text);
        if (!code) return reader.line(text, start, line);
        const category = CATEGORIES.indexOf(code[2]!);
        const detail = DETAILS.indexOf(code[3]!);
        if (category < 0 || detail < 0) return;
        const record = beginRefusal('rust', text, start, line, header);
        record.replyCode = `${code[1] === 'Transient' ? 4 : 5}${category}${detail}`;
        const words = /(?:message|source): \[?"/.exec(text);
        const from = words ? words.index + words[0].length : code.index;
        const end = words ? text.lastIndexOf('"') : code.index + code[0].length;
        readWords(record, text, start, from, end);
        if (!isRefusal(record)) return;
        recipientInWords(record, text, start, from);
        sink.record(record);
      },
    };
  },
};
