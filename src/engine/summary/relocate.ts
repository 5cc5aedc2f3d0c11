import type { OpenMap } from './open-map';
import type { SourcePlace } from './place';
import type { Summary } from './summary';

/**
 * Corrects the lines of all places in a summary, in place: who reads a part of a file counts lines from its beginning, and only when all
 * parts are read is it known how many stand before.
 * @param linesBefore how many lines stand before the part that this place is in
 */
export function relocate(summary: Summary, linesBefore: (place: SourcePlace) => number): void {
  const moved = <P extends SourcePlace>(place: P): P => ({ ...place, line: place.line + linesBefore(place) });
  const move = (holder: { place: SourcePlace }): void => {
    const { file, line, start, end, time } = holder.place; // by name: of these there are many
    holder.place = { file, line: line + linesBefore(holder.place), start, end, time };
  };
  const moveMap = (map: OpenMap): void => map.entries.forEach(({ tally }) => move(tally));
  if (summary.total) move(summary.total);
  for (const cause of summary.causes.values()) {
    move(cause.tally);
    moveList(cause.earliest, moved);
    moveList(cause.latest, moved);
  }
  summary.others.forEach(move);
  for (const map of [summary.byStatus, summary.byDomain, summary.byRemoteMta, summary.byReportingMta, summary.byQueue]) moveMap(map);
  summary.hardAddresses.items.forEach(move);
  moveList(summary.unknownPlaces, moved);
}

function moveList<P extends SourcePlace>(list: P[], moved: (place: P) => P): void {
  list.forEach((place, i) => { list[i] = moved(place); });
}
