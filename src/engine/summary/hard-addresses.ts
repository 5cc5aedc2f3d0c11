import type { CategoryId } from '../../catalog/catalog';
import { compareText } from './keys';
import { comparePlaces, type SourcePlace } from './place';
import { earliest, latest } from './tally';

/** An address that bounced hard: what someone needs who takes it off a list. */
export interface HardAddress {
  readonly address: string;
  /** Hard bounces of it. */
  count: number;
  first: number | null;
  last: number | null;
  /** Of the last hard bounce. */
  category: CategoryId;
  provider: string | null;
  status: string | null;
  place: SourcePlace;
}

/** @param more about the same address as `into` */
export function mergeHardAddress(into: HardAddress, more: HardAddress): void {
  into.count += more.count;
  into.first = earliest(into.first, more.first);
  if (isLater(more, into)) {
    into.category = more.category;
    into.provider = more.provider;
    into.status = more.status;
    into.place = more.place;
  }
  into.last = latest(into.last, more.last);
}

/** Later by time, then by place; what has no time counts as earlier than what has one. */
function isLater(a: HardAddress, b: HardAddress): boolean {
  if (a.last !== b.last) return (a.last ?? Number.NEGATIVE_INFINITY) > (b.last ?? Number.NEGATIVE_INFINITY);
  return (comparePlaces(a.place, b.place) || compareText(a.category, b.category) || compareText(a.status ?? '', b.status ?? '') || compareText(a.provider ?? '', b.provider ?? '')) > 0;
}
