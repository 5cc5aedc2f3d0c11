/** Said beside the suppression list: which addresses look as if they should go, by their code, and should stay. */
import { does } from '../actions';
import { el, type Element } from '../element';
import type { PanelRow } from '../row';
import { amount } from '../say';
import { refusedButFineCount } from '../../suppression-list';
import { icon } from './icons';

/**
 * @param rows those that the list is made of
 * @param withButton whether the page can show them, and does not yet
 * @returns null where nobody could be misled
 */
export function keepNote(rows: readonly PanelRow[], withButton: boolean): Element | null {
  const kept = refusedButFineCount(rows);
  if (kept === 0) return null;
  const one = kept === 1;
  return el('p', { class: 'box box-note keep-note' }, icon('note'), el('span', {},
    el('strong', {}, `Keep ${amount(kept, 'address', 'addresses')} although ${one ? 'its' : 'their'} code begins with 5.`),
    ` The mailbox was full or the message was refused; nothing is wrong with the ${one ? 'address' : 'addresses'}.`,
    withButton && [' ', el('button', { type: 'button', class: 'link', 'data-live': 'true', 'data-key': 'show-refused', ...does({ do: 'chip', facet: 'mark', value: 'refused' }) }, one ? 'Show it' : 'Show them')]));
}
