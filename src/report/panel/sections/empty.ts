/** What is said where nothing bounced: how good the news is, and how far it can be trusted. */
import type { PanelData } from '../data';
import { el, type Element } from '../element';
import { whatWasRead } from '../headline';
import { amount, figure } from '../say';

export function empty(data: PanelData): Element | null {
  if (data.rows.length > 0) return null;
  return el('section', { class: 'empty' }, sentences(data).map((sentence) => el('p', {}, sentence)));
}

function sentences(data: PanelData): string[] {
  const { read, delivered, refusedHere, notRecognised } = data;
  const doubt = read.notUnderstood > 0
    ? [`But ${amount(read.notUnderstood, 'line')} with a code ${read.notUnderstood === 1 ? 'was' : 'were'} not understood. Look at ${read.notUnderstood === 1 ? 'it' : 'them'} below before you rely on this.`]
    : [];
  if (refusedHere.length > 0) doubt.unshift('Why other people’s mail was refused here is listed below.');
  if (delivered > 0) {
    const late = read.deferredThenDelivered > 0 ? ` ${figure(read.deferredThenDelivered)} of them had to wait first.` : '';
    return [`Good news: ${delivered === 1 ? 'the one message that was sent arrived' : `all ${figure(delivered)} deliveries went through`}.${late} There is no address to remove and nothing to mend.`, ...doubt];
  }
  if (read.records > 0) return [`${amount(read.records, 'entry was', 'entries were')} read, and none is a bounce. Refusals of other people’s mail, complaints and automatic replies are not counted.`, ...doubt];
  if (read.messages > 0) return [read.messages === 1 ? 'The message was read. It is no bounce, no complaint and no automatic reply.' : `${figure(read.messages)} messages were read. None is a bounce, a complaint or an automatic reply.`, ...doubt];
  if (read.lines > 0) return ['The lines tell of no delivery, no delay and no bounce.', ...doubt];
  switch (whatWasRead(data)) {
    case 'unreadable': return ['The reason stands below.'];
    case 'empty': return [notRecognised.count === 0 ? 'There is no mail, log or event file here. Hidden files, pictures, programs and archives are left out.' : notRecognised.count === 1 ? 'The file is empty.' : `All ${figure(notRecognised.count)} files are empty.`];
    default: return ['Bounce Lens reads bounce mails, mail logs and the events of sending services. It found none of these here.', ...doubt];
  }
}
