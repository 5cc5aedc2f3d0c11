/** VS Code's own lists and file dialogs, as a person answers them. */
import { existsSync } from 'node:fs';
import type { Workbench } from './ui';

export function dialogsOf(ui: Workbench): { choose(label: RegExp): Promise<void>; fillDialog(file: string, offered: string): Promise<void>; saveAs(file: string, offered: string): Promise<void> } {
  /** Takes a row of the list that VS Code shows. */
  async function choose(label: RegExp): Promise<void> {
    await ui.page.locator('.quick-input-list .monaco-list-row .label-name', { hasText: label }).first().click();
  }

  /** The file dialog as browsers get it; it is ready when it offers a path. */
  async function fillDialog(file: string, offered: string): Promise<void> {
    await ui.page.waitForFunction((part) => [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input[type="text"]')].some((box) => box.value.includes(part)), offered);
    await ui.page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]').fill(file);
    await ui.press('Enter');
  }

  async function saveAs(file: string, offered: string): Promise<void> {
    await fillDialog(file, offered);
    for (let i = 0; i < 100 && !existsSync(file); i++) await ui.page.waitForTimeout(50);
    await ui.statusBar(/Saved /).catch(() => '');
  }

  return { choose, fillDialog, saveAs };
}
