/** Status bar: hard, soft and blocked bounces of the document in front. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import type { DocumentModels } from './document-models';
import { iconOf } from './outcome';
import { figure } from '../report/words';
import { countsInWords, overviewOf } from './overview';
import { onSettingsChange, settings } from './settings';

/** Left of the language and the line end, right of what concerns the workspace. */
const PRIORITY = 101;

export function registerStatusBar(models: DocumentModels): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('bounceLens.counts', vscode.StatusBarAlignment.Right, PRIORITY);
  item.name = vscode.l10n.t('Bounce Lens: bounces in this document');
  item.command = commandIds.summarize;

  function update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const model = document && models.peek(document);
    if (!model || !settings.statusBar()) return item.hide();
    const overview = overviewOf(model);
    if (overview.hard + overview.soft === 0) return item.hide();
    item.text = `${iconOf('hard')} ${figure(overview.hard)}  ${iconOf('soft')} ${figure(overview.soft)}  ${iconOf('blocked')} ${figure(overview.blocked)}${model.ready ? '' : ' …'}`;
    const words = countsInWords(overview);
    item.tooltip = vscode.l10n.t('Bounces in this document: {0}.{1} Click to sum them up.', words, model.ready ? '' : ` ${vscode.l10n.t('Still reading.')}`);
    item.accessibilityInformation = { label: vscode.l10n.t('Bounces: {0}', words), role: 'button' };
    item.show();
  }

  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    models.onDidChange(({ document }) => { if (document === vscode.window.activeTextEditor?.document) update(); }),
    onSettingsChange((has) => { if (has('statusBar')) update(); }),
  );
}
