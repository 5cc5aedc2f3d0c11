/** Brevo (Sendinblue): transactional and marketing webhooks, and the events of its API, which names them in another spelling. */
import type { Action } from '../record';
import { hasAny, labelOf, type EventShape } from './event-shape';

const ACTIONS: Readonly<Record<string, Action | null>> = {
  hard_bounce: 'failed', soft_bounce: 'delayed', invalid_email: 'failed', blocked: 'rejected', error: 'rejected', deferred: 'delayed', delivered: 'delivered', request: null, sent: null,
  spam: null, complaint: null, opened: null, unique_opened: null, click: null, clicked: null, unsubscribe: null, unsubscribed: null, proxy_open: null, unique_proxy_open: null, list_addition: null, contact_updated: null,
  hardBounces: 'failed', softBounces: 'delayed', bounces: 'failed', invalid: 'failed', requests: null, clicks: null, opens: null, loadedByProxy: null,
  hardBounce: 'failed', softBounce: 'delayed', invalidEmail: 'failed',
};

export const brevo: EventShape = {
  id: 'brevo',
  name: 'Brevo',
  recognises: (value) => (value.text('event') ?? '') in ACTIONS && value.get('email') !== undefined
    && hasAny(value, 'message-id', 'ts_event', 'ts_epoch', 'ts_sent', 'camp_id', 'date_event', 'date_sent', 'messageId', 'sending_ip', 'template_id', 'date'),
  read: (value, give) => {
    const event = value.text('event') ?? '';
    const common = { place: value, recipient: value.get('email'), time: value.get('ts_epoch') ?? value.get('ts_event') ?? value.get('date') ?? value.get('ts'), queueId: value.get('message-id') ?? value.get('messageId'), sender: value.get('from') };
    if (event === 'spam' || event === 'complaint') {
      give({ ...common, action: null, kind: 'complaint', label: event });
      return;
    }
    const action = ACTIONS[event];
    if (action) give({ ...common, action, label: labelOf(event), words: value.get('reason') });
  },
};
