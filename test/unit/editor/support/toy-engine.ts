/** An engine that is small enough to see through: each line `code address words` is a bounce. */
import type { ModelEngine } from '../../../../src/editor/document-model';
import { forEachLine } from '../../../../src/engine/lines';
import { newRecord } from '../../../../src/engine/new-record';
import type { BounceRecord, JudgedRecord, Verdict } from '../../../../src/engine/record';
import { createBounceService } from '../../../../src/engine/service';
import type { LogFormat, Sink, SourceFormat, TextFormat } from '../../../../src/engine/source';
import type { Catalog } from '../../../../src/catalog/catalog';

const PLACE = /^([245]\.\d{1,3}\.\d{1,3}) (\S{1,100}) (.{0,200})$/;

export function verdictOf(record: Pick<BounceRecord, 'status'>): Verdict {
  const hard = record.status === '5.1.1';
  const blocked = record.status === '5.7.1';
  const success = record.status?.startsWith('2.') ?? true;
  return {
    category: success ? 'not-a-bounce' : hard ? 'unknown-user' : blocked ? 'poor-reputation' : 'mailbox-full',
    bounceType: success ? null : hard ? 'hard' : 'soft',
    blocked, permanence: success ? null : record.status?.startsWith('5.') ? 'permanent' : 'temporary',
    confidence: 'high', provider: null, rule: 'toy', evidence: [], named: {},
  };
}

function readLine(text: string, start: number, line: number, sink: Sink): void {
  const match = PLACE.exec(text);
  if (!match) {
    if (text.startsWith('?')) sink.notUnderstood({ line, span: { start, end: start + text.length }, text });
    return;
  }
  const [, status, recipient, diagnostic] = match as unknown as [string, string, string, string];
  const record = newRecord('toy', line, { start, end: start + text.length });
  Object.assign(record, { status, recipient, diagnostic, action: status.startsWith('4') ? 'delayed' : 'failed' });
  record.at.status = { start, end: start + status.length };
  record.at.recipient = { start: start + status.length + 1, end: start + status.length + 1 + recipient.length };
  sink.record(record);
}

export const toyLog: LogFormat = {
  id: 'toy', name: 'Toy log', kind: 'log', stateless: true,
  detect: () => 1,
  open: (_options, sink) => ({ line: (text, start, line) => readLine(text, start, line, sink) }),
};

export const toyStatefulLog: LogFormat = { ...toyLog, id: 'toy-stateful', stateless: false };

/** Mails that begin with `From `; what is read of each is what the toy log reads. */
export const toyMbox: TextFormat = {
  id: 'mbox', name: 'Toy mbox', kind: 'text',
  detect: () => 1,
  read(source, _options, sink) {
    sink.message();
    forEachLine(source.text, (text, start, line) => readLine(text, start, line, sink));
  },
};

export function toyEngine(format: SourceFormat | null = toyLog): ModelEngine & { reads: string[] } {
  const service = createBounceService({} as Catalog, verdictOf);
  const reads: string[] = [];
  return {
    reads,
    sampleLength: 1000,
    service: {
      ...service,
      detect: () => format,
      read(source, request) {
        reads.push(source.text);
        const records: JudgedRecord[] = [];
        const notUnderstood: Parameters<Sink['notUnderstood']>[0][] = [];
        let messages = 0;
        (format as TextFormat).read(source, request, {
          record: (record) => { records.push(service.judge(record)); },
          notUnderstood: (place) => { notUnderstood.push(place); },
          limit: () => undefined,
          message: () => { messages++; },
        });
        return { format, records, lines: 0, messages, notUnderstood, limits: [] };
      },
    },
    cutMbox(text) {
      const starts: { start: number; line: number }[] = [];
      forEachLine(text, (content, start, line) => { if (content.startsWith('From ') || start === 0) starts.push({ start, line }); });
      return starts.length > 0 ? starts : [{ start: 0, line: 1 }];
    },
  };
}
