/** KumoMTA: log records in JSON. The enhanced code is an object of three numbers; `TransientFailure` is an attempt that is repeated. */
import type { Action } from '../record';
import { labelOf, type EventShape } from './event-shape';
import type { JsonValue } from './json-value';

const ACTIONS: ReadonlyMap<string, Action | null> = new Map<string, Action | null>([
  ['Bounce', 'failed'], ['AdminBounce', 'failed'], ['OOB', 'failed'], ['Expiration', 'expired'], ['TransientFailure', 'delayed'],
  ['Delivery', 'delivered'], ['Rejection', 'rejected'], ['Reception', null], ['Feedback', null], ['AdminRebind', null],
  ['DeferredInjectionRebind', null], ['Delayed', null], ['Any', null],
]);

export const kumomta: EventShape = {
  id: 'kumomta',
  name: 'KumoMTA',
  recognises: (value) => ACTIONS.has(value.text('type') ?? '') && (value.get('response') !== undefined || value.get('feedback_report') !== undefined),
  read: (value, give) => {
    const type = value.text('type') ?? '';
    const response = value.get('response');
    const common = { place: value, time: value.get('event_time') ?? value.get('timestamp'), sender: value.get('sender'), queueId: value.get('id'), queue: [value.get('egress_source'), value.get('egress_pool')].find((one) => one?.text()) };
    if (type === 'Feedback') {
      const report = value.get('feedback_report');
      give({ action: null, kind: 'complaint', label: report?.text('feedback_type') ?? 'feedback', recipient: report?.list('original_rcpt_to')[0] ?? report?.at('supplemental_trace', 'recipient') ?? value.get('recipient'), ...common });
      return;
    }
    const action = ACTIONS.get(type);
    if (!action) return;
    for (const recipient of value.list('recipient')) {
      give({
        action, label: labelOf(type, value.text('bounce_classification') === 'Uncategorized' ? null : value.text('bounce_classification')), recipient,
        statusText: dotted(response?.get('enhanced_code')), reply: response?.get('code'), words: response?.get('content'), remote: value.at('peer_address', 'name'), ...common,
      });
    }
  },
};

/** `{"class":5,"subject":1,"detail":1}` as `5.1.1`. */
function dotted(code: JsonValue | undefined): string | null {
  const status = ['class', 'subject', 'detail'].map((part) => code?.text(part)).join('.');
  return /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : null;
}
