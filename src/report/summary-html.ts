/** The panel's HTML page from a summary and the bounces that were kept with it: what the command line writes. */
import type { Catalog } from '../catalog/catalog';
import type { FileRecord } from '../engine/summarizer';
import type { DeliveredMessages } from '../engine/summary/delivered-messages';
import { hashOf } from '../engine/summary/hash';
import type { Summary } from '../engine/summary/summary';
import { panelHtml } from './html';
import { preparePanel } from './panel/prepare';
import { Folding, type DeliveredAt } from './panel/rows';
import { notRecognisedOf, refusedHere, unsureRemovals } from './summary-words';
import { amount } from './words';

/** So many bounces are kept for the page: more, and no browser shows it any more. */
export const MOST_ON_PAGE = 20_000;

/**
 * @param records the first bounces, in source order
 * @param leftOut how many more were counted
 * @param delivered which of the deferred messages arrived
 */
export function summaryHtml(summary: Summary, records: readonly FileRecord[], leftOut: number, delivered: DeliveredMessages | null, milliseconds: number, catalog: Catalog): string {
  const numbers = new Map<string, number>();
  const fileOf = (name: string): number => {
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, number = numbers.size);
    return number;
  };
  const deliveredAt = (address: string): ReturnType<DeliveredAt> => {
    const known = summary.deliveries.of(hashOf(address));
    return known && { first: known.first * 1000, last: known.last * 1000 };
  };
  const folding = new Folding();
  for (const { file, record } of records) folding.add({ file: fileOf(file), record });
  for (const { category, count, place: { file, line } } of refusedHere(summary)) folding.addRefused({ category, count, file: fileOf(file), line });
  const rows = folding.finish(deliveredAt, delivered ? (queueId, address) => delivered.has(queueId, address) : undefined);
  const notUnderstood = summary.unknownPlaces.map(({ file, line, text }) => ({ file: fileOf(file), line, text }));
  const files = [...numbers.keys()].map((name) => ({ name, uri: '' }));
  const unsure = unsureRemovals(summary);
  const limits = [
    ...(unsure ? [{ limit: 'unsure removals', message: unsure }] : []),
    ...[...summary.limits].map(([limit, message]) => ({ limit, message })),
    ...[...summary.problems].map(([source, problem]) => ({ limit: source, message: `${source}: ${problem}.` })),
    ...(leftOut > 0 ? [{ limit: 'maximum-rows', message: `${amount(leftOut, 'more bounce')} were read and are not on this page.` }] : []),
  ];
  const prepared = preparePanel({
    title: files.length === 1 ? files[0]!.name.replace(/^.*[\\/]/, '') : amount(summary.read.files, 'file'), files, limits, notUnderstood,
    rows: { ...rows, deliveries: { ...rows.deliveries, total: summary.actions.delivered } },
    read: { ...summary.read, milliseconds },
    notRecognised: notRecognisedOf(summary),
    deliveredAt,
  }, catalog);
  return panelHtml(prepared.data, null, false);
}
