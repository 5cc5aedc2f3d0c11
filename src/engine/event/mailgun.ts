/** Mailgun: events and webhooks (today's and the form before 2018), and its API's list of bounces. */
import type { Action } from '../record';
import { hasAny, labelOf, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const EVENTS = new Set(['accepted', 'delivered', 'failed', 'rejected', 'complained', 'unsubscribed', 'opened', 'clicked', 'stored', 'bounced', 'dropped']);

/** Mailgun's own numbers for an address on one of its suppression lists: bounced before, unsubscribed, complained. */
const SUPPRESSED = new Set(['605', '606', '607']);

export const mailgun: EventShape = {
  id: 'mailgun',
  name: 'Mailgun',
  recognises: (value) => {
    const event = value.text('event');
    if (event !== null) return EVENTS.has(event) && hasAny(value, 'recipient', 'message', 'delivery-status') && !hasAny(value, 'email', 'payload');
    return hasAny(value, 'address') && hasAny(value, 'error') && hasAny(value, 'created_at', 'code');
  },
  read: (value, give) => {
    const event = value.text('event');
    const status = value.get('delivery-status');
    const code = status?.get('code') ?? value.get('code');
    const recipient = value.get('recipient') ?? value.at('message', 'headers', 'to') ?? value.get('address');
    const common = { place: value, recipient, time: value.get('timestamp') ?? value.get('created_at'), sender: value.at('envelope', 'sender'), queueId: value.at('message', 'headers', 'message-id') };
    if (event === 'complained') {
      give({ action: null, kind: 'complaint', label: event, ...common });
      return;
    }
    const action = actionOf(value, event, code?.text() ?? null);
    if (!action) return;
    give({
      action, label: labelOf(value.text('severity'), value.text('reason') ?? value.text('reject', 'reason')),
      status: status?.get('enhanced-code') ?? code, reply: code, words: wordsOf(value, status), remote: status?.get('mx-host'), ...common,
    });
  },
};

function actionOf(value: JsonValue, event: string | null, code: string | null): Action | null {
  switch (event) {
    case 'failed': return value.text('severity') === 'temporary' ? 'delayed' : SUPPRESSED.has(code ?? '') ? 'rejected' : 'failed';
    case 'dropped': return SUPPRESSED.has(code ?? '') ? 'rejected' : 'failed';
    case 'bounced': case null: return 'failed';
    case 'rejected': return 'rejected';
    case 'delivered': return 'delivered';
    default: return null;
  }
}

/** The first of the places for words that holds some. */
function wordsOf(value: JsonValue, status: JsonValue | undefined): JsonValue | undefined {
  const places = [status?.get('message'), status?.get('description'), value.get('error'), value.get('description'), value.at('reject', 'description'), value.at('reject', 'reason')];
  return places.find((one) => one?.text());
}
