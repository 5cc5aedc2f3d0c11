/** From records to what the panel is given: done once per summary, on the host. */
import type { Catalog, CategoryId } from '../../catalog/catalog';
import type { LimitHit } from '../../engine/source';
import { bestPrevention } from '../best-prevention';
import { clockOf } from '../time';
import { causeTexts, providerNames } from './cause-texts';
import type { PanelData, PanelFile, UnreadPlace } from './data';
import { figure } from './say';
import type { PanelRow } from './row';
import type { DeliveredAt, FiledRecord, Rows } from './rows';
import { findWarnings } from './warnings';

/** More rows than this are not sent to the panel: a table of that length is no longer looked at, and the memory is better kept. */
export const MOST_ROWS = 200_000;

/** So many places that were not understood are listed; all are counted. */
const MOST_PLACES = 200;

/** Fewer bounces than this are no ground for advice on how to work. */
const FEWEST_FOR_ADVICE = 10;

export interface PanelInput {
  readonly title: string;
  readonly files: readonly PanelFile[];
  /** The rows of all records, see `Folding`. */
  readonly rows: Rows;
  readonly read: { readonly lines: number; readonly messages: number; readonly records: number; readonly notUnderstood: number; readonly milliseconds: number };
  readonly notUnderstood: readonly UnreadPlace[];
  /** See `PanelData.notRecognised`. */
  readonly notRecognised?: PanelData['notRecognised'] | undefined;
  readonly limits: readonly LimitHit[];
  /** See `PanelData.stopped`. */
  readonly stopped?: string | null | undefined;
  /** When mail was taken at an address (milliseconds), where deliveries were counted elsewhere and are not in `rows`. */
  readonly deliveredAt?: DeliveredAt | undefined;
}

export interface Prepared {
  readonly data: PanelData;
  /** The whole record of each row, by row id, for exports. */
  readonly records: readonly FiledRecord[];
}

export function preparePanel(input: PanelInput, catalog: Catalog): Prepared {
  const folded = input.rows;
  const limits = input.limits.map((hit) => hit.message);
  if (folded.rows.length > MOST_ROWS) limits.push(`Only the first ${figure(MOST_ROWS)} of ${figure(folded.rows.length)} bounces are shown here. Summarise a part of the file to see the rest.`);
  const shown = withDeliveries(folded.rows.slice(0, MOST_ROWS), input.deliveredAt);
  const warnings = findWarnings(shown, folded.deliveries);
  const rows = markHeld(shown, new Set(warnings.flatMap((warning) => (warning.kind === 'outage' ? warning.rows : []))));
  return {
    records: folded.records,
    data: {
      title: input.title,
      files: input.files,
      rows,
      causes: causeTexts(rows, folded.records, catalog),
      providers: providerNames(rows, catalog),
      delivered: folded.deliveries.total,
      read: { ...input.read, deferrals: folded.deferrals, deferredThenDelivered: folded.deferredThenDelivered },
      notUnderstood: input.notUnderstood.slice(0, MOST_PLACES),
      notRecognised: { count: input.notRecognised?.count ?? 0, files: input.notRecognised?.files.slice(0, MOST_PLACES) ?? [] },
      refusedHere: folded.refusedHere.map(({ category, ...refused }) => ({ ...refused, label: catalog.category(category).label })),
      stopped: input.stopped ?? null,
      limits,
      warnings,
      clock: clockOf({ utc: rows.some((row) => row.time !== null && !row.ownClock), own: rows.some((row) => row.ownClock) }),
      prevention: rows.length < FEWEST_FOR_ADVICE ? [] : bestPrevention(countByCategory(rows.filter((row) => !row.held)), catalog).map(({ way: { title, advice }, prevented }) => ({ title, advice, prevented })),
    },
  };
}

function countByCategory(rows: readonly PanelRow[]): Map<CategoryId, number> {
  const counts = new Map<CategoryId, number>();
  for (const { category } of rows) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

function withDeliveries(rows: PanelRow[], deliveredAt: PanelInput['deliveredAt']): PanelRow[] {
  if (!deliveredAt) return rows;
  return rows.map((row) => {
    const delivered = row.type === 'hard' && row.time !== null ? deliveredAt(row.recipient) : undefined;
    if (!delivered) return row;
    return { ...row, deliveredBefore: row.deliveredBefore || delivered.first < row.time!, deliveredLater: row.deliveredLater || delivered.last > row.time! };
  });
}

function markHeld(rows: readonly PanelRow[], held: ReadonlySet<number>): PanelRow[] {
  return rows.map((row) => (held.has(row.id) ? { ...row, held: true } : row));
}
