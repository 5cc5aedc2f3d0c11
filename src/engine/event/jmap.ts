/** JMAP's EmailSubmission (RFC 8621 section 7): `deliveryStatus` tells by recipient what the server knows: `{"a@example.net":{"smtpReply":"550 5.1.1 no","delivered":"no"}}`. */
import type { Action } from '../record';
import type { EventShape } from './event-shape';
import { nameOf } from './json-value';

const ACTIONS: Readonly<Record<string, Action>> = { yes: 'delivered', no: 'failed', queued: 'delayed' };

export const jmap: EventShape = {
  id: 'jmap',
  name: 'JMAP submission',
  recognises: (value) => value.at('deliveryStatus')?.items?.some((one) => one.text('smtpReply') !== null && one.text('delivered') !== null) ?? false,
  read: (value, give) => {
    for (const one of value.get('deliveryStatus')!.items!) {
      const reply = one.text('smtpReply')?.charAt(0);
      const action = reply === '5' ? 'failed' : ACTIONS[one.text('delivered') ?? ''] ?? 'relayed';
      if (action === 'delayed' && reply !== '4') continue; // it is in the queue, and was not refused
      give({ place: one, action, recipient: nameOf(one), words: one.get('smtpReply'), sender: value.at('envelope', 'mailFrom', 'email'), queueId: value.get('id'), time: value.get('sendAt') });
    }
  },
};
