/** Users' own catalog entries: laid over the catalog when the engine is loaded and when the setting changes; wrong ones are named. */
import * as vscode from 'vscode';
import type { DocumentModels } from './document-models';
import { prepareEngine, type Engine } from './engine';
import { onSettingsChange, SECTION } from './settings';

/** What does not fit into a notification is in the settings editor, underlined. */
const MOST_NAMED = 3;

export function registerUserEntries(models: DocumentModels): vscode.Disposable {
  const apply = (engine: Engine): void => {
    const problems = engine.useEntries(vscode.workspace.getConfiguration(SECTION).get('catalog'));
    if (problems.length > 0) void tell(problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)));
  };
  prepareEngine(apply);
  return onSettingsChange((has) => {
    if (!has('catalog')) return;
    prepareEngine((engine) => {
      apply(engine);
      models.refresh();
    });
  });
}

async function tell(problems: readonly string[]): Promise<void> {
  const named = problems.slice(0, MOST_NAMED).join(' ');
  const more = problems.length > MOST_NAMED ? ` ${vscode.l10n.t('And {0} more.', problems.length - MOST_NAMED)}` : '';
  const open = vscode.l10n.t('Open Settings');
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('Bounce Lens left out entries of your setting "{0}". {1}', `${SECTION}.catalog`, named + more), open);
  if (chosen) await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: `${SECTION}.catalog` } });
}
