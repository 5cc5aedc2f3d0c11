/** `bounce-lens explain TEXT`: one code, one server reply, or a whole mail or line. */
import { searchCatalog } from '../catalog/search';
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

/** What to say where `explain` finds nothing: what in the catalog comes near, or what to type. */
export function notExplained(text: string): string {
  const near = searchCatalog(bounceService().catalog, text, MOST_NEAR + 10).filter(({ kind }) => kind !== 'prevention' && kind !== 'provider').slice(0, MOST_NEAR);
  const start = `${JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text)} is no code and no server reply that I know.`;
  if (near.length === 0) return `${start} Give me a code such as 550 or 5.1.1, or the server's whole reply in quotation marks.`;
  return `${start} Perhaps you mean: ${near.map(({ kind, label, detail }) => (kind === 'category' ? label : `${label} (${detail})`)).join('; ')}.`;
}

const MOST_NEAR = 3;
const LONGEST_SHOWN = 60;

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
