/** Twilio SendGrid: the event webhook, and the lists of bounces, blocks and invalid addresses of its API; all of them also as CSV. */
import type { Action } from '../record';
import { hasAny, labelOf, type EventShape } from './event-shape';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['bounce', 'failed'], ['blocked', 'failed'], ['dropped', 'rejected'], ['deferred', 'delayed'], ['delivered', 'delivered'], ['processed', null],
  ['open', null], ['click', null], ['spamreport', null], ['unsubscribe', null], ['group_unsubscribe', null], ['group_resubscribe', null],
]);

export const sendgrid: EventShape = {
  id: 'sendgrid',
  name: 'SendGrid',
  recognises: (value) => {
    const event = value.text('event');
    if (event !== null) return ACTIONS.has(event) && value.get('email') !== undefined && hasAny(value, 'sg_event_id', 'sg_message_id', 'smtp-id', 'timestamp', 'recv_message_id', 'bounce_classification', 'reason', 'response') && !hasAny(value, 'event_id', 'message-id');
    return value.get('created') !== undefined && value.get('email') !== undefined && value.get('reason') !== undefined;
  },
  read: (value, give) => {
    const event = value.text('event');
    const common = { place: value, recipient: value.get('email'), time: value.get('timestamp') ?? value.get('created') ?? value.get('processed'), queueId: value.get('sg_message_id') };
    if (event === 'spamreport') {
      give({ action: null, kind: 'complaint', label: event, ...common });
      return;
    }
    const action = event === null ? 'failed' : ACTIONS.get(event) ?? null;
    if (!action) return;
    give({
      action, label: labelOf(event ?? 'suppression-list', value.text('type'), value.text('bounce_classification')),
      status: value.get('status'), reply: value.get('status'), words: value.get('reason') ?? value.get('response'), ...common,
    });
  },
};
