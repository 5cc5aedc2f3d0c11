/** How sure a sample is of being a mail or a mailbox. */
import type { Sample } from '../source';
import { holdsSignature } from './mta/families';
import { LineWalker } from './mime/line-walker';
import { endOfName } from './mime/headers';

/** Fields that a mail's header has, and hardly any other text. */
const KNOWN_FIELDS = new Set([
  'received', 'return-path', 'from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'content-transfer-encoding',
  'delivered-to', 'x-mailer', 'reply-to', 'sender', 'cc', 'in-reply-to', 'references', 'dkim-signature', 'authentication-results', 'auto-submitted',
  'x-original-to', 'envelope-to', 'delivery-date', 'x-failed-recipients', 'precedence', 'received-spf', 'arc-seal', 'x-received', 'status', 'x-uid',
]);
/** Lines that begin a report which was pasted without its mail. */
const REPORT_FIELDS = /(?:^|[\r\n])(?:reporting-mta|final-recipient|diagnostic-code)\s?:/i;
/** `From someone@example.com Thu Apr 29 23:34:45 2010`, the line before each mail of a mailbox. */
const FROM_LINE = /^From \S{1,320}.{0,40}\d{1,2}:\d{2}.{0,40}\d{4}/;

/** How many lines of a header detection looks at. */
const HEADER_LINES = 60;

export function detectMail(sample: Sample): number {
  const known = knownFields(sample.text, 0);
  if (known >= 3) return 0.95;
  if (known === 2) return 0.85;
  const named = /\.(?:eml|msg|mht|emlx)$/i.test(sample.fileName ?? '') || sample.languageId === 'eml' || sample.languageId === 'raw-email';
  if (named) return 0.8;
  if (REPORT_FIELDS.test(sample.text)) return 0.6;
  return known === 1 || (!beginsWithTime(sample.text) && holdsSignature(sample.text)) ? 0.35 : 0;
}

/** Logs quote bounces, too; their lines have a time. */
function beginsWithTime(text: string): boolean {
  return /^\s{0,100}[^\r\n]{0,200}\d\d:\d\d:\d\d/.test(text);
}

export function detectMbox(sample: Sample): number {
  const start = sample.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!FROM_LINE.test(sample.text.slice(start, start + 500))) return 0;
  return knownFields(sample.text, start) >= 2 ? 0.97 : 0;
}

/** Different well-known fields in the header that the text begins with. */
function knownFields(text: string, from: number): number {
  const walker = new LineWalker(text, from, text.length);
  const seen = new Set<string>();
  let other = 0;
  for (let i = 0; i < HEADER_LINES && walker.advance(); i++) {
    if (walker.start === walker.end) {
      if (seen.size === 0 && other === 0) continue; // blank lines before the header
      break;
    }
    const c = text.charCodeAt(walker.start);
    if (c === 32 || c === 9) continue;
    const end = endOfName(text, walker.start, walker.end);
    const name = end === -1 ? '' : text.slice(walker.start, end).trim().toLowerCase();
    if (KNOWN_FIELDS.has(name) && !text.startsWith('  ', end - 2)) seen.add(name); // a listing puts its colons below each other
    else if (end === -1 && ++other > 3) break;
  }
  return seen.size;
}
