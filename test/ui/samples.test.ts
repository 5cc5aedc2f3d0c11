/** The first minute of a newcomer: `npm start` shows the samples, and each says something at once. */
import assert from 'node:assert/strict';
import { useWorkbench } from './ui';

/** What the line above the first line of each sample says. */
const TOTALS: Record<string, RegExp> = {
  'report-hard-and-soft.eml': /1 hard.*1 soft/,
  'microsoft-365-ndr.eml': /1 hard/,
  'exim-bounce.eml': /1 hard.*1 blocked/,
  'mail.log': /hard.*soft.*blocked/,
  'ses-events.jsonl': /hard.*soft.*blocked/,
};

describe('the samples', () => {
  const ui = useWorkbench();

  for (const [file, totals] of Object.entries(TOTALS)) {
    it(`${file} is summed up in the line above it`, async () => {
      await ui.open(file);
      const [first] = await ui.lenses(/Summarize Bounces/);
      assert.match(first ?? '', totals);
    });
  }

  it('look right in dark, light and high contrast', async () => {
    await ui.inEachTheme(async () => {
      await ui.open('report-hard-and-soft.eml', 51);
      await ui.hover('5.1.1', { matching: /Hard bounce/ });
      await ui.screenshot('sample-report');
      await ui.hideHover();
      await ui.open('mail.log', 1);
      await ui.lenses(/first of/);
      await ui.screenshot('sample-log');
    });
  });
});
