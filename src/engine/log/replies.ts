/**
 * `--as replies`: every line is one server reply, with the answering host and a tab before it where known.
 * Only on request: a line of plain text is nobody's format.
 *
 *   mx.example.net<TAB>550 5.1.1 <a@example.net>: no such user
 */
import { newRecord } from '../new-record';
import { scanCodes, settleStatus } from '../scan/codes';
import { isReplyAt } from '../scan/reply-start';
import type { LineReader, LogFormat, Sink } from '../source';

export const replies: LogFormat = {
  kind: 'log',
  id: 'replies',
  name: 'Server replies, one per line',
  stateless: true,
  detect: ({ text }) => looksLikeReplies(text) ? 0.5 : 0,
  open: (_options, sink): LineReader => ({ line: (text, start, line) => readReply(text, start, line, sink) }),
};

function readReply(text: string, start: number, line: number, sink: Sink): void {
  const tab = text.indexOf('\t');
  const host = tab >= 0 && /^[\w.:[\]-]{0,255}$/.test(text.slice(0, tab).trim()) ? text.slice(0, tab).trim() : null;
  let from = host === null ? 0 : tab + 1;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  if (from === to) return; // nothing was answered
  const record = newRecord('replies', line, { start, end: start + text.length });
  const mentions = scanCodes(text, from, to);
  const reply = mentions.find((m) => m.kind === 'reply');
  record.remoteMta = host ? host.toLowerCase().replace(/^\[|\](?::\d+)?$|:\d+$/g, '') : null;
  record.diagnostic = text.slice(from, to);
  record.at.diagnostic = { start: start + from, end: start + to };
  if (isReplyAt(text, from)) {
    record.replyCode = text.slice(from, from + 3);
    record.at.replyCode = { start: start + from, end: start + from + 3 };
  } else if (reply) {
    record.replyCode = reply.code;
    record.at.replyCode = { start: start + reply.span.start, end: start + reply.span.end };
  }
  record.status = settleStatus(null, record.diagnostic);
  const status = mentions.find((m) => m.code === record.status);
  if (status) record.at.status = { start: start + status.span.start, end: start + status.span.end };
  const first = record.replyCode?.[0] ?? record.status?.[0];
  record.action = first === '2' || first === '3' ? 'delivered' : first === '4' ? 'delayed' : 'failed';
  sink.record(record);
}

/** Nearly every line of the sample starts with a failure's code, with or without a host before it. */
function looksLikeReplies(text: string): boolean {
  let all = 0;
  let fitting = 0;
  let at = 0;
  while (at < text.length && all < 50) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    if (end > at + 1) {
      all++;
      const tab = text.indexOf('\t', at);
      const from = tab > at && tab < end && tab - at < 255 && text.indexOf(' ', at) > tab ? tab + 1 : at;
      const c = text.charCodeAt(from);
      if ((c === 52 || c === 53) && isReplyAt(text, from)) fitting++;
    }
    at = end + 1;
  }
  return all > 0 && fitting >= all * 0.8;
}
