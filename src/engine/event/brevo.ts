/**
 * Brevo (Sendinblue): transactional and marketing webhooks, and the events of its API, which names them in another spelling.
 * A soft bounce is final: Brevo calls each vain attempt `deferred`, and gives up after a day and a half (help article 209435165).
 */
import type { Action } from '../record';
import { hasAny, labelOf, type EventShape } from './event-shape';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['hard_bounce', 'failed'], ['invalid_email', 'failed'], ['hardBounces', 'failed'], ['bounces', 'failed'], ['invalid', 'failed'],
  ['hardBounce', 'failed'], ['invalidEmail', 'failed'], ['soft_bounce', 'failed'], ['deferred', 'delayed'], ['softBounces', 'failed'],
  ['softBounce', 'failed'], ['blocked', 'rejected'], ['error', 'rejected'], ['delivered', 'delivered'], ['request', null], ['sent', null],
  ['spam', null], ['complaint', null], ['opened', null], ['unique_opened', null], ['click', null], ['clicked', null], ['unsubscribe', null],
  ['unsubscribed', null], ['proxy_open', null], ['unique_proxy_open', null], ['list_addition', null], ['contact_updated', null], ['requests', null],
  ['clicks', null], ['opens', null], ['loadedByProxy', null],
]);

/** Words that only Brevo uses beside a bare address: people's webhooks and tests pass on little more than these two. */
const OWN = new Set(['hard_bounce', 'soft_bounce', 'invalid_email', 'hardBounces', 'softBounces', 'hardBounce', 'softBounce', 'invalidEmail']);

export const brevo: EventShape = {
  id: 'brevo',
  name: 'Brevo',
  recognises: (value) => ACTIONS.has(value.text('event') ?? '') && value.get('email') !== undefined
    && (OWN.has(value.text('event')!) || hasAny(value, 'message-id', 'ts_event', 'ts_epoch', 'ts_sent', 'camp_id', 'date_event', 'date_sent', 'messageId', 'sending_ip', 'template_id', 'date')),
  read: (value, give) => {
    const event = value.text('event') ?? '';
    const common = { place: value, recipient: value.get('email'), time: value.get('ts_epoch') ?? value.get('ts_event') ?? value.get('date') ?? value.get('ts'), queueId: value.get('message-id') ?? value.get('messageId'), sender: value.get('from') };
    if (event === 'spam' || event === 'complaint') {
      give({ action: null, kind: 'complaint', label: event, ...common });
      return;
    }
    const action = ACTIONS.get(event);
    if (action) give({ action, label: labelOf(event), words: value.get('reason'), ...common });
  },
};
