/** The queue of Postfix as `postqueue -j` writes it, one message per line: a recipient with a reason for the delay waits for another attempt. */
import type { EventShape } from './event-shape';

export const postfixQueue: EventShape = {
  id: 'postfix-queue',
  name: 'Postfix queue',
  recognises: (value) => value.get('queue_name') !== undefined && value.get('queue_id') !== undefined && value.get('recipients') !== undefined,
  read: (value, give) => {
    for (const one of value.list('recipients')) {
      const words = one.get('delay_reason');
      if (words?.text()) give({ place: one, action: 'delayed', label: value.text('queue_name'), recipient: one.get('address'), words, time: value.get('arrival_time'), sender: value.get('sender'), queueId: value.get('queue_id') });
    }
  },
};
