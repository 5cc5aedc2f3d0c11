/** What somebody sees who opens a bounce mail or a mail log: lenses, underlined codes, hovers, the status bar. */
import assert from 'node:assert/strict';
import { inProject } from '../../scripts/project';
import { useWorkbench } from './ui';

describe('a bounce mail and a mail log in the editor', () => {
  const ui = useWorkbench({ folder: inProject('test', 'fixtures', 'editor'), settings: { 'editor.wordWrap': 'on' } });

  it('shows a lens above each bounced recipient, and the totals above the mail', async () => {
    await ui.open('report.eml', 50);
    const lenses = await ui.lenses(/Hard: no such mailbox/);
    assert.ok(lenses.some((lens) => lens.includes('kim@example.org')), lenses.join('\n'));
    assert.match(await ui.statusBar('1'), /1/);
  });

  it('explains a code in a mail, in each theme', async () => {
    await ui.inEachTheme(async () => {
      await ui.open('report.eml', 50);
      await ui.lenses(/Hard: no such mailbox/);
      const text = await ui.hover('5.1.1', { matching: /Hard bounce/ });
      assert.match(text, /For this address/);
      await ui.screenshot('mail-hover');
      await ui.hideHover();
    });
  });

  it('shows one lens per kind of failure in a log, in each theme', async () => {
    await ui.inEachTheme(async () => {
      await ui.open('mail.log', 1);
      const lenses = await ui.lenses(/first of/);
      assert.ok(lenses.length >= 2, lenses.join('\n'));
      await ui.screenshot('log-lenses');
      await ui.hover('4.2.2', { matching: /mailbox full/ });
      await ui.screenshot('log-hover');
      await ui.hideHover();
    });
  });

  it('explains a failure from its lens, also where the code is far to the right', async () => {
    await ui.run('View: Toggle Word Wrap');
    await ui.open('mail.log', 1);
    await ui.clickLens(/first of/);
    await ui.hoverBox.filter({ hasText: /For this address/ }).first().waitFor();
    await ui.press('Escape');
    await ui.run('View: Toggle Word Wrap');
  });

  it('sums a document up as text', async () => {
    await ui.open('mail.log', 1);
    await ui.run('Bounce Lens: Summarize Bounces as Text');
    await ui.page.locator('.view-line', { hasText: 'What to do' }).waitFor();
    await ui.screenshot('summary-as-text');
  });
});
