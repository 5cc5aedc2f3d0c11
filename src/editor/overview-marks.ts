/** Where the overview ruler is marked: a ruler has a few hundred pixels, so a few hundred marks say all that can be seen. */
import type { DocumentModel } from './document-model';
import { outcomeOf, type Bounce } from './outcome';

const MOST_MARKS = 300;

export type Marks = Record<Bounce, number[]>;

/** Lines (counted from 0) to mark, at most `MOST_MARKS` per outcome. */
export function overviewMarks(model: DocumentModel): Marks {
  const marks: Marks = { hard: [], soft: [], blocked: [] };
  const last: Record<keyof Marks, number> = { hard: -1, soft: -1, blocked: -1 };
  const perMark = Math.max(1, model.text.lineCount / MOST_MARKS);
  model.records.each((record, _ordinal, line) => {
    const outcome = outcomeOf(record.verdict);
    if (outcome === 'none') return;
    const mark = Math.floor((line - 1) / perMark);
    if (mark === last[outcome]) return;
    last[outcome] = mark;
    marks[outcome].push(line - 1);
  });
  return marks;
}
