/**
 * Momentum (ecelerity): the bouncelog, fields between `@`.
 *
 *   1064868656@id@batch@connection@B@local@example.net@sender@example.org@group@binding@21@24@1223@192.0.2.1@554 5.4.7 [internal] exceeded max time
 *
 * Fields: time, message, batch, connection, kind (B bounce, T transient, M1 a sign of life), recipient's local part and domain,
 * sender's, binding group, binding, stage, class, size, address, the server's words.
 */
import { newRecord } from '../new-record';
import type { Action, Stage } from '../record';
import type { LogFormat } from '../source';
import { readWords } from './words';

const LINE = /^\d{9,11}@[^@\s]{1,80}@[^@]{0,80}@[^@]{0,80}@[BTPDR]@/;
const ACTIONS: Readonly<Record<string, Action>> = { B: 'failed', P: 'failed', T: 'delayed' };
/** Connection stages of the manual's table that matter for a verdict. */
const STAGES: Readonly<Record<string, Stage>> = { 1: 'connect', 2: 'connect', 3: 'helo', 4: 'helo', 5: 'mail', 6: 'rcpt', 7: 'data', 8: 'eod' };

export const momentum: LogFormat = {
  kind: 'log',
  id: 'momentum',
  name: 'Momentum bounce log',
  stateless: true,
  needles: ['@B@', '@T@', '@P@'],
  detect: ({ text }) => LINE.test(text) || /^\d{9,11}@[^@\s]{0,80}@[^@]{0,80}@[^@]{0,80}@(?:[BTPDR]@|M1$)/m.test(text) ? 0.9 : 0,
  open: (_options, sink) => ({
    line(text, start, line) {
      if (!LINE.test(text)) return;
      const fields: [number, number][] = [];
      let at = 0;
      for (let i = 0; i < 15; i++) {
        const next = text.indexOf('@', at);
        if (next < 0) break;
        fields.push([at, next]);
        at = next + 1;
      }
      if (fields.length < 15) return;
      const value = (i: number): string => text.slice(fields[i]![0], fields[i]![1]);
      const action = ACTIONS[value(4)];
      if (!action) return;
      const record = newRecord('momentum', line, { start, end: start + text.length });
      record.action = action;
      record.time = Number(value(0)) * 1000;
      record.queueId = value(1);
      record.recipient = text.slice(fields[5]![0], fields[6]![1]);
      record.at.recipient = { start: start + fields[5]![0], end: start + fields[6]![1] };
      record.sender = value(7) || value(8) ? `${value(7)}@${value(8)}` : '';
      record.queue = value(10) || value(9) || null;
      record.stage = STAGES[value(11)] ?? null;
      record.label = `class ${value(12)}`;
      record.remoteMta = value(14).toLowerCase() || null;
      readWords(record, text, start, at, text.length);
      sink.record(record);
    },
  }),
};
