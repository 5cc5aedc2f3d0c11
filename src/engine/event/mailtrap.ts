/** Mailtrap: event webhooks, in batches or one per line. Its soft bounces are tried again (documentation of its webhooks), so they are delays. */
import type { Action } from '../record';
import { hasAny, labelOf, type EventShape } from './event-shape';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['delivery', 'delivered'], ['bounce', 'failed'], ['soft bounce', 'delayed'], ['soft_bounce', 'delayed'], ['suspension', 'rejected'],
  ['reject', 'rejected'], ['spam', null], ['spam complaint', null], ['open', null], ['click', null], ['unsubscribe', null],
]);

export const mailtrap: EventShape = {
  id: 'mailtrap',
  name: 'Mailtrap',
  recognises: (value) => ACTIONS.has(value.text('event') ?? '') && value.get('email') !== undefined && hasAny(value, 'message_id', 'sending_stream', 'sending_domain_name') && !hasAny(value, 'sg_event_id', 'sg_message_id', 'smtp-id', 'msg'),
  read: (value, give) => {
    const event = value.text('event') ?? '';
    const common = { place: value, recipient: value.get('email'), time: value.get('timestamp'), queueId: value.get('message_id') };
    if (event.startsWith('spam')) {
      give({ action: null, kind: 'complaint', label: event, ...common });
      return;
    }
    const action = ACTIONS.get(event);
    if (action) give({ action, label: labelOf(event, value.text('bounce_category')), reply: value.get('response_code'), words: value.text('response') ? value.get('response') : value.get('reason'), ...common });
  },
};
