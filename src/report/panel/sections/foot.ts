/** The honest foot: what was read, what was not understood, which limits were hit. */
import { does } from '../actions';
import type { PanelData } from '../data';
import { el, type Element } from '../element';
import { maskText } from '../../mask';
import { amount, duration, figure, visible } from '../say';

export function foot(data: PanelData, masked: boolean): Element {
  const { read, notRecognised, refusedHere } = data;
  const shown = (text: string): string => visible(masked ? maskText(text) : text);
  const link = ({ file, line }: { readonly file: number; readonly line: number }, word = 'line'): Element =>
    el('button', { type: 'button', class: 'link', ...does({ do: 'place', file, line }) }, `${word} ${figure(line)}`, data.files.length > 1 && ` of ${shown(data.files[file]?.name ?? '')}`);
  const sources = [read.lines > 0 && amount(read.lines, 'line'), read.messages > 0 && amount(read.messages, 'message')].filter(Boolean).join(' and ');
  const deferred = read.deferrals > 0 ? `, ${amount(read.deferrals, 'deferral')}${read.deferredThenDelivered > 0 ? ` (${amount(read.deferredThenDelivered, 'message')} arrived in the end)` : ''}` : '';
  // What was read before, in an open document, took no time that is worth a word.
  const took = read.milliseconds < 10 ? '' : ` in ${duration(read.milliseconds)}`;
  return el('footer', { class: 'foot' },
    el('p', {}, `Read ${sources || 'nothing'}${took}: ${amount(read.records, 'delivery event')}, ${amount(data.rows.length, 'bounce')}${deferred}.`),
    refusedHere.length > 0 && el('details', { class: 'unread', open: data.rows.length === 0 },
      el('summary', {}, `${amount(refusedHere.reduce((sum, { count }) => sum + count, 0), 'refusal')} of other people’s mail here, at SMTP time`),
      el('dl', { class: 'facts' }, refusedHere.map((refused) => [
        el('dt', { class: 'count' }, figure(refused.count)),
        el('dd', {}, `${visible(refused.label)} · `, link(refused, refused.count > 1 ? 'first in line' : 'line'))]))),
    read.notUnderstood > 0 && el('details', { class: 'unread' },
      el('summary', {}, `${amount(read.notUnderstood, 'line')} with a code ${read.notUnderstood === 1 ? 'was' : 'were'} not understood`),
      el('ul', {}, data.notUnderstood.map((place) => el('li', {},
        link(place), ' ',
        el('code', { dir: 'auto' }, shown(place.text).slice(0, 200))))),
      read.notUnderstood > data.notUnderstood.length && el('p', { class: 'quiet' }, `The first ${figure(data.notUnderstood.length)} are listed.`)),
    notRecognised.count > 0 && el('details', { class: 'unread' },
      el('summary', {}, `${amount(notRecognised.count, 'file')} ${notRecognised.count === 1 ? 'was' : 'were'} not recognised`),
      el('ul', {}, notRecognised.files.map(({ file, empty }) => el('li', {}, el('code', { dir: 'auto' }, shown(file)), empty && ' (empty)'))),
      notRecognised.count > notRecognised.files.length && el('p', { class: 'quiet' }, `The first ${figure(notRecognised.files.length)} are listed.`)),
    data.limits.map((limit) => el('p', { class: 'limit' }, visible(limit))),
    el('p', { class: 'quiet' }, 'Nothing left this computer.'));
}
