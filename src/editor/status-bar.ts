/** Status bar: hard, soft and blocked bounces of the document in front. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import type { DocumentModels } from './document-models';
import { iconOf } from './outcome';
import { figure, outcomeCounts } from '../report/words';
import { bouncesIn, overviewOf } from './overview';
import { onSettingsChange, settings } from './settings';

/** Left of the language and the line end, right of what concerns the workspace. */
const PRIORITY = 101;

const OUTCOMES = ['hard', 'soft', 'blocked'] as const;

/** From here on VS Code turns off colours by grammar and lenses, to stay quick. */
const LONGEST_WITH_LENSES = 20 * 1024 * 1024;
const MOST_LINES_WITH_LENSES = 300_000;

export function registerStatusBar(models: DocumentModels): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('bounceLens.counts', vscode.StatusBarAlignment.Right, PRIORITY);
  item.name = vscode.l10n.t('Bounce Lens: bounces in this document');
  item.command = commandIds.summarize;

  function update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const model = document && models.peek(document);
    if (!model || !settings.statusBar()) return item.hide();
    const overview = overviewOf(model);
    if (bouncesIn(overview) === 0) return item.hide();
    const counts = OUTCOMES.filter((outcome) => overview[outcome] > 0).map((outcome) => `${iconOf(outcome)} ${figure(overview[outcome])}`);
    item.text = `${counts.join('  ')}${model.ready ? '' : ' …'}`;
    const words = outcomeCounts(overview);
    const notes = [vscode.l10n.t('Bounces in this document: {0}.', words), vscode.l10n.t('Click to summarize them.')];
    if (overview.blocked > 0) notes.push(vscode.l10n.t('Blocked ones are soft, too: sender, content or a policy was refused, and nothing is wrong with the address.'));
    if (!model.ready) notes.push(vscode.l10n.t('Still reading.'));
    if (hasNoLenses(document)) notes.push(vscode.l10n.t('VS Code shows no lenses in documents of this size; hovers and Next Bounce work.'));
    item.tooltip = notes.join(' ');
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

function hasNoLenses(document: vscode.TextDocument): boolean {
  return document.lineCount > MOST_LINES_WITH_LENSES || document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > LONGEST_WITH_LENSES;
}
