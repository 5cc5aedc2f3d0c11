/** Which ways of prevention would have spared most of the bounces of a summary. */
import type { Catalog, CategoryId, PreventionEntry } from '../catalog/catalog';

export interface PreventionAdvice {
  readonly way: PreventionEntry;
  /** Bounces that this way would have prevented and none of the ways before it. */
  readonly prevented: number;
}

/** A way that would have spared fewer than this share of the bounces is not worth a line. */
const LEAST_SHARE = 0.05;

/**
 * Takes the way that prevents most, then the one that prevents most of the rest, and so on.
 * @param byCategory how many bounces each cause had
 * @param most how many ways at most
 */
export function bestPrevention(byCategory: Iterable<readonly [CategoryId, number]>, catalog: Catalog, most = 3): PreventionAdvice[] {
  const rest = new Map<CategoryId, number>(byCategory);
  const total = [...rest.values()].reduce((sum, count) => sum + count, 0);
  const advice: PreventionAdvice[] = [];
  const ways = new Set(catalog.prevention);
  while (advice.length < most) {
    const best = bestOf(ways, rest, catalog);
    if (!best || best.prevented < Math.max(1, total * LEAST_SHARE)) break;
    advice.push({ way: best.way, prevented: best.prevented });
    ways.delete(best.way);
    for (const id of best.way.prevents) rest.delete(id);
  }
  return advice;
}

/** Among ways that prevent equally much, the one that the causes themselves name earlier. */
function bestOf(ways: ReadonlySet<PreventionEntry>, rest: ReadonlyMap<CategoryId, number>, catalog: Catalog): (PreventionAdvice & { fit: number }) | null {
  let best: (PreventionAdvice & { fit: number }) | null = null;
  for (const way of ways) {
    let prevented = 0;
    let fit = 0;
    for (const id of way.prevents) {
      const count = rest.get(id) ?? 0;
      prevented += count;
      if (count > 0) fit -= count * catalog.category(id).prevention.indexOf(way.id);
    }
    if (!best || prevented > best.prevented || (prevented === best.prevented && fit > best.fit)) best = { way, prevented, fit };
  }
  return best;
}
