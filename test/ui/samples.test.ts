/** The first minute of a newcomer: `npm start` shows the samples, the extension awake on the one that is open. */
import assert from 'node:assert/strict';
import { useWorkbench } from './ui';

describe('the first look at a sample', () => {
  const ui = useWorkbench();

  it('shows the lens with the totals above the mail', async () => {
    await ui.open('report-hard-and-soft.eml');
    const [first] = await ui.lenses(/Summarize Bounces/);
    assert.match(first ?? '', /1 hard/);
  });

  it('explains a code under the mouse', async () => {
    await ui.open('report-hard-and-soft.eml');
    assert.match(await ui.hover('5.1.1', { matching: /bounce/ }), /Hard bounce/);
  });

  it('looks right in dark, light and high contrast', async () => {
    await ui.inEachTheme(async () => {
      await ui.hover('5.1.1', { matching: /bounce/ });
      await ui.screenshot('first-look');
      await ui.hideHover();
    });
  });
});
