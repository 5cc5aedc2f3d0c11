import { bounceService } from '../engine/bundled-service';
import type { Summary } from '../engine/summary/summary';
import { summaryJsonParts } from '../report/json';
import { summaryMarkdown } from '../report/markdown';
import { ansiPaint, noPaint } from '../report/paint';
import { summaryText } from '../report/text';
import type { Terminal } from './run';

export type SummaryFormat = 'text' | 'json' | 'markdown';

export function writeSummary(summary: Summary, format: SummaryFormat, { write, colours }: Terminal): void {
  const { catalog } = bounceService();
  switch (format) {
    case 'json': for (const part of summaryJsonParts(summary)) write(part); break;
    case 'markdown': write(summaryMarkdown(summary, catalog)); break;
    case 'text': write(summaryText(summary, catalog, colours ? ansiPaint : noPaint)); break;
  }
}
