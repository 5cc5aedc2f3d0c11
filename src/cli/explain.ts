/** `bounce-lens explain TEXT`: one code, one server reply, or a whole mail or line. */
import { bounceService } from '../engine/bundled-service';
import type { JudgedRecord } from '../engine/record';
import { copyText } from '../report/copy-text';
import { explain as explanationOf } from '../report/explanation';

/** @returns null where the text holds neither a code nor a reply */
export function explain(text: string): string | null {
  const service = bounceService();
  const ofCode = explanationOf(text, service.catalog);
  if (ofCode) return `${copyText(ofCode, { mask: false })}\n`;
  const ofRecord = recordsIn(text).flatMap((record) => explanationOf(record, service.catalog) ?? []);
  return ofRecord.length > 0 ? `${ofRecord.map((explanation) => copyText(explanation, { mask: false })).join('\n\n')}\n` : null;
}

/** A line of a log, a mail, an event; else the text is taken for what a server said. */
function recordsIn(text: string): readonly JudgedRecord[] {
  const service = bounceService();
  const source = { text, binary: false };
  const request = { referenceTime: Date.now() };
  const read = service.read(source, request).records;
  if (read.length > 0) return read;
  const reply = service.read({ text: text.replace(/\s+/g, ' '), binary: false }, { ...request, as: 'replies' }).records;
  return reply.filter(({ status, replyCode, verdict }) => status !== null || replyCode !== null || verdict.category !== 'undetermined');
}
