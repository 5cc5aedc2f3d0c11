/** Postal: webhooks. A failure of incoming mail (its HTTP end point did not answer) is no bounce. */
import { labelOf, oneOf, type EventShape } from './event-shape';

const EVENTS = new Set(['MessageSent', 'MessageDelayed', 'MessageDeliveryFailed', 'MessageHeld', 'MessageBounced', 'MessageLinkClicked', 'MessageLoaded', 'DomainDNSError', 'SendLimitApproaching', 'SendLimitExceeded']);
const ACTIONS = { Sent: 'delivered', SoftFail: 'delayed', HardFail: 'failed', Bounced: 'failed' } as const;

export const postal: EventShape = {
  id: 'postal',
  name: 'Postal',
  recognises: (value) => (oneOf(value, 'event', EVENTS) && value.get('payload') !== undefined) || (value.get('original_message') !== undefined && value.get('bounce') !== undefined)
    || (value.at('message', 'direction') !== undefined && value.at('message', 'token') !== undefined && value.get('status') !== undefined),
  read: (value, give) => {
    const payload = value.get('payload') ?? value;
    const bounced = payload.get('original_message');
    const message = bounced ?? payload.get('message');
    if (!message || message.text('direction') === 'incoming') return;
    const status = payload.text('status') ?? '';
    const action = bounced ? 'failed' : ACTIONS[status as keyof typeof ACTIONS];
    if (!action) return;
    const output = payload.get('output');
    give({
      place: value, action, label: labelOf(bounced ? 'Bounced' : status), recipient: message.get('to'), sender: message.get('from'), queueId: message.get('token'), time: value.get('timestamp') ?? payload.get('timestamp'),
      words: output?.text() && /\d{3}[ -]/.test(output.text()!) ? output : payload.text('details') ? payload.get('details') : output,
    });
  },
};
