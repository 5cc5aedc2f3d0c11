/**
 * Halon: deliveries as its post-delivery hook and the log shippers built on it write them: a `result` with `code`, `enhanced` and `reason`,
 * or an `error` where no server answered.
 */
import type { Action } from '../record';
import { hasAny, labelOf, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const attemptOf = (value: JsonValue): JsonValue => value.get('attempt') ?? value;

export const halon: EventShape = {
  id: 'halon',
  name: 'Halon',
  recognises: (value) => {
    const result = attemptOf(value).get('result');
    return result?.kind === 'object' && hasAny(result, 'code') && hasAny(result, 'reason', 'enhanced') && hasAny(value, 'recipient', 'recipientaddress', 'rcpt', 'transactionid');
  },
  read: (value, give) => {
    const attempt = attemptOf(value);
    const result = attempt.get('result');
    const code = result?.text('code') ?? '';
    const action: Action | null = code.startsWith('2') ? 'delivered' : code.startsWith('4') ? 'delayed' : code.startsWith('5') ? 'failed' : null;
    if (!action) return;
    const enhanced = result?.list('enhanced').map((part) => part.source.text.slice(part.start, part.end)).join('.') ?? '';
    give({
      place: value, action, label: labelOf(result?.text('state')), recipient: value.get('recipient') ?? value.get('rcpt') ?? value.get('recipientaddress'), reply: result?.get('code'),
      statusText: /^[245]\.\d{1,3}\.\d{1,3}$/.test(enhanced) ? enhanced : null, words: result?.list('reason')[0],
      remote: attempt.at('connection', 'remotemx') ?? attempt.at('connection', 'remoteip') ?? value.get('remotemx'), sender: value.get('sender'), time: value.get('timestamp') ?? value.get('ts'), queueId: value.get('transactionid') ?? value.get('messageid'), queue: value.get('transportid'),
    });
  },
};
