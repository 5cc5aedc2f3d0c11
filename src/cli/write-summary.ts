import { bounceService } from '../engine/bundled-service';
import type { Summary } from '../engine/summary/summary';
import { summaryJsonParts } from '../report/json';
import { summaryMarkdown } from '../report/markdown';
import { ansiPaint, noPaint } from '../report/paint';
import { summaryText } from '../report/text';
import type { Output } from './output';

export type SummaryFormat = 'text' | 'json' | 'markdown';

/** @param colours whether text goes to a terminal that shows them */
export function writeSummary(summary: Summary, format: SummaryFormat, colours: boolean, out: Output): void {
  const { catalog } = bounceService();
  switch (format) {
    case 'json': for (const part of summaryJsonParts(summary)) out.write(part); break;
    case 'markdown': out.write(summaryMarkdown(summary, catalog)); break;
    case 'text': out.write(summaryText(summary, catalog, colours ? ansiPaint : noPaint)); break;
  }
}
