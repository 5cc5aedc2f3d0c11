/** Said beside the suppression list: which addresses look as if they should go, by their code, and should stay. */
import { does } from '../actions';
import { el, type Element } from '../element';
import { addressKey, isRefusedButFine, type PanelRow } from '../row';
import { amount } from '../say';
import { icon } from './icons';

/**
 * @param rows those that the list is made of
 * @param withButton whether the page can show them
 * @returns null where nobody could be misled
 */
export function keepNote(rows: readonly PanelRow[], withButton: boolean): Element | null {
  const kept = new Set(rows.filter((row) => isRefusedButFine(row) && row.recipient !== '').map((row) => addressKey(row.recipient)));
  for (const row of rows) if (row.type === 'hard') kept.delete(addressKey(row.recipient));
  if (kept.size === 0) return null;
  const one = kept.size === 1;
  return el('p', { class: 'box box-note keep-note' }, icon('note'), el('span', {},
    el('strong', {}, `Keep ${amount(kept.size, 'address', 'addresses')} although ${one ? 'its' : 'their'} code begins with 5.`),
    ` The mailbox was full or the message was refused; nothing is wrong with the ${one ? 'address' : 'addresses'}.`,
    withButton && [' ', el('button', { type: 'button', class: 'link', 'data-live': 'true', 'data-key': 'show-refused', ...does({ do: 'chip', facet: 'mark', value: 'refused' }) }, 'Show them')]));
}
