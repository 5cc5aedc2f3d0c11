/** Resend: `email.*` webhooks. */
import type { Action } from '../record';
import { labelOf, type EventShape } from './event-shape';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['email.bounced', 'failed'], ['email.failed', 'rejected'], ['email.suppressed', 'rejected'], ['email.delivery_delayed', 'delayed'],
  ['email.delivered', 'delivered'], ['email.sent', null], ['email.scheduled', null], ['email.complained', null], ['email.opened', null],
  ['email.clicked', null], ['email.received', null],
]);

export const resend: EventShape = {
  id: 'resend',
  name: 'Resend',
  recognises: (value) => ACTIONS.has(value.text('type') ?? '') && value.get('data') !== undefined,
  read: (value, give) => {
    const type = value.text('type') ?? '';
    const data = value.get('data');
    const detail = data?.get('bounce') ?? data?.get('failed') ?? data?.get('suppressed') ?? data?.get('delivery_delayed');
    for (const recipient of data?.list('to') ?? []) {
      const common = { place: value, recipient, time: value.get('created_at') ?? data?.get('created_at'), sender: data?.get('from'), queueId: data?.get('email_id') };
      const action = ACTIONS.get(type);
      if (type === 'email.complained') give({ action: null, kind: 'complaint', label: type, ...common });
      else if (action) give({ action, label: labelOf(type.slice(6), detail?.text('type'), detail?.text('subType')), words: detail?.list('diagnosticCode')[0] ?? detail?.get('message') ?? detail?.get('reason'), ...common });
    }
  },
};
