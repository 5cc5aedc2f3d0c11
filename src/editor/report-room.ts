/** What the editor uses of the reports on a summary, in one chunk of its own that is loaded with the first summary: `await import('./report-room')`. */
export { hashOf } from '../engine/summary/hash';
export { compareSummaries } from '../report/compare';
export { exportAs, EXPORT_FORMATS } from '../report/exports';
export { MOST_ROWS, preparePanel } from '../report/panel/prepare';
export { Folding } from '../report/panel/rows';
export { notRecognisedOf, refusedHere, unsureRemovals } from '../report/summary-words';
export { formatSuppression, SUPPRESSION_FORMS, suppressionOf, suppressionWords } from '../report/suppression-list';
