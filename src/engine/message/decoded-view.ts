/**
 * A mail as a person would read it, for **Show Decoded Message**: the fields that matter, decoded text parts and reports, and the
 * returned mail after a line that says so. The text is a mail again, so that every reader understands it like the original.
 */
import type { SourceText } from '../source';
import { detectMbox } from './detect';
import { LimitWatch } from './limits';
import { LineCounter } from './line-counter';
import { isReportType, Mail } from './mail';
import { mailsOf } from './mbox-format';
import { linesOf, type TextLine } from './mime/body';
import { leavesOf, type Part } from './mime/part';

/** Fields that people read, and those that tell a bounce from a letter. */
const SHOWN = ['return-path', 'from', 'to', 'cc', 'reply-to', 'date', 'subject', 'auto-submitted', 'x-failed-recipients', 'message-id', 'x-mailer'];

/** @returns text with LF line ends */
export function decodedView(source: SourceText): string {
  const { text, binary } = source;
  const watch = new LimitWatch(() => { /* the summary of the same text tells of limits */ });
  const counter = new LineCounter(text);
  if (detectMbox({ text: text.slice(0, 64 * 1024) }) === 0) return viewOf(Mail.read(text, binary, 0, text.length, counter, watch));
  const views: string[] = [];
  for (const { start, end } of mailsOf(text)) {
    const fromLine = /^From [^\r\n]{0,500}/.exec(text.slice(start, Math.min(end, start + 510)))?.[0] ?? '';
    views.push(`${fromLine}\n${viewOf(Mail.read(text, binary, start, end, counter, watch))}`);
  }
  return views.join('\n');
}

function viewOf(mail: Mail): string {
  const sections = [fieldsOf(mail.root), ...bodyOf(mail)];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function fieldsOf(part: Part): string {
  const lines: string[] = [];
  for (const name of SHOWN) {
    for (const field of part.headers.all(name)) lines.push(`${titleOf(name)}: ${field.value}`);
  }
  return lines.join('\n');
}

/** What the server says, its reports, other parts; at last what came back, wherever it stood. */
function bodyOf(mail: Mail): string[] {
  const passages = new Map(mail.passages.map((passage) => [passage.part, passage]));
  const said: string[] = [];
  const reports: string[] = [];
  const returned: string[] = [];
  for (const leaf of leavesOf(mail.root)) {
    const passage = passages.get(leaf);
    if (leaf.isMessage) returned.push(originalOf(mail, leaf));
    else if (passage && isReportType(leaf.type)) reports.push(joined(passage.lines));
    else if (passage) {
      said.push(joined(passage.lines.slice(0, passage.original)));
      returned.push(joined(passage.lines.slice(passage.original)));
    } else if (leaf.type !== 'text/html') said.push(`[${leaf.type}${nameOf(leaf)}]`); // HTML without a passage says the same again
  }
  return [...said, ...reports, ...returned];
}

function joined(lines: readonly TextLine[]): string {
  return lines.map((line) => line.text).join('\n').replace(/^\n{1,100}/, '').trimEnd();
}

/** The returned mail: its own view where it is a whole mail, else its lines. */
function originalOf(mail: Mail, leaf: Part): string {
  const { message } = leaf;
  const view = message && message.headers.fields.length > 0 ? viewOf(mail.inside(message)) : joined(linesOf(leaf));
  return `----- Original message -----\n\n${view.trimEnd()}`;
}

function nameOf(leaf: Part): string {
  const name = leaf.content.parameters.get('name');
  return name ? `: ${name}` : '';
}

function titleOf(name: string): string {
  return name === 'message-id' ? 'Message-ID' : name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}
