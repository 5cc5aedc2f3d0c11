/**
 * How long somebody waits in front of the summary panel: until it can be drawn, and after each press on a filter. Filtering must stay
 * under 50 ms at 10,000 rows. Drawing itself is measured in the UI tests, in a real window.
 *   tsx test/bench/panel.bench.ts
 */
import { bundledCatalog } from '../../src/catalog/bundled';
import { bounceService } from '../../src/engine/bundled-service';
import { exportAs } from '../../src/report/exports';
import { panelHtml } from '../../src/report/html';
import { toHtml } from '../../src/report/panel/element';
import { NO_FILTERS, type Filters } from '../../src/report/panel/filters';
import { PanelModels } from '../../src/report/panel/model';
import { preparePanel, type Prepared } from '../../src/report/panel/prepare';
import { foldRecords } from '../../src/report/panel/rows';
import { causes } from '../../src/report/panel/sections/causes';
import { timelineSection } from '../../src/report/panel/sections/timeline';
import { sortRows } from '../../src/report/panel/sorting';
import { postfixLog } from '../ui/summary-logs';

const ROUNDS = 40;

function measure(name: string, work: () => void): void {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const begun = performance.now();
    work();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  console.log(`  ${name.padEnd(44)} p50 ${times[ROUNDS / 2]!.toFixed(1)} ms, max ${times[ROUNDS - 1]!.toFixed(1)} ms`);
}

function prepare(bounces: number): Prepared {
  const reading = bounceService().read({ text: postfixLog({ bounces }), binary: false }, { referenceTime: Date.UTC(2026, 11, 1) });
  const begun = performance.now();
  const prepared = preparePanel({
    title: 'mail.log', files: [{ name: 'mail.log', uri: 'file:///mail.log' }], rows: foldRecords(reading.records.map((record) => ({ file: 0, record }))),
    read: { lines: reading.lines, messages: 0, records: reading.records.length, notUnderstood: 0, milliseconds: 0 }, notUnderstood: [], limits: [],
  }, bundledCatalog);
  console.log(`panel: ${prepared.data.rows.length.toLocaleString('en-US')} rows of ${reading.records.length.toLocaleString('en-US')} records`);
  console.log(`  prepared on the host in ${(performance.now() - begun).toFixed(0)} ms; ${(JSON.stringify(prepared.data).length / 1024 ** 2).toFixed(1)} MB go to the panel`);
  return prepared;
}

for (const bounces of [10_000, 100_000]) {
  const prepared = prepare(bounces);
  const { data } = prepared;
  const begun = performance.now();
  const models = new PanelModels(data);
  console.log(`  got ready in the panel in ${(performance.now() - begun).toFixed(0)} ms`);
  const filters: Record<string, Filters> = {
    'no filter': NO_FILTERS,
    'one type': { ...NO_FILTERS, chips: [{ facet: 'type', value: 'hard', not: false }] },
    'three chips': { ...NO_FILTERS, chips: [{ facet: 'type', value: 'blocked', not: false }, { facet: 'domain', value: 'gmail.com', not: false }, { facet: 'status', value: '5.1.1', not: true }] },
    'free text': { ...NO_FILTERS, text: 'mailbox olga' },
    'free text and a span of time': { ...NO_FILTERS, text: 'user', from: data.rows[0]!.time, to: data.rows[0]!.time! + 3_600_000 },
  };
  for (const [name, filter] of Object.entries(filters)) {
    measure(`filter: ${name}`, () => {
      const model = models.model(filter);
      sortRows(model.rows, { column: 'recipient', descending: false }, (cause) => data.causes[cause]!.label);
    });
  }
  const model = models.model(NO_FILTERS);
  measure('sections as text', () => { toHtml(causes(model, data, { open: new Set(), all: true, masked: false })!); toHtml(timelineSection(model.timeline, NO_FILTERS)!); });
  if (bounces === 10_000) {
    measure('export as csv, masked', () => { exportAs('csv', prepared, null, true, bundledCatalog); });
    measure('export as html, masked', () => { panelHtml(data, null, true); });
  }
}
