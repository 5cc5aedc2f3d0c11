/**
 * What users know better: their own catalog entries and rules. Taken over when the engine is loaded and whenever the settings
 * change; what is wrong is left out and named.
 */
import * as vscode from 'vscode';
import type { DocumentModels } from './document-models';
import { loadedEngine, prepareEngine, type Engine } from './engine';
import { onSettingsChange, SECTION } from './settings';

/** What does not fit into a notification is in the settings editor, underlined. */
const MOST_NAMED = 3;

export function registerUserKnowledge(models: DocumentModels): vscode.Disposable {
  prepareEngine((engine) => {
    useCatalog(engine);
    useRules(engine);
  });
  return onSettingsChange((has) => {
    const engine = loadedEngine();
    if (!engine) return; // taken over when it is loaded
    if (has('catalog')) useCatalog(engine);
    if (has('rules')) useRules(engine);
    if (has('rules')) models.restart();
    else if (has('catalog')) models.refresh();
  });
}

function useCatalog(engine: Engine): void {
  const problems = engine.useEntries(vscode.workspace.getConfiguration(SECTION).get('catalog'));
  void tell('catalog', problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)));
}

function useRules(engine: Engine): void {
  void tell('rules', engine.useRules(vscode.workspace.getConfiguration(SECTION).get('rules')).map(({ message }) => message));
}

async function tell(setting: string, problems: readonly string[]): Promise<void> {
  if (problems.length === 0) return;
  const named = problems.slice(0, MOST_NAMED).join(' ');
  const more = problems.length > MOST_NAMED ? ` ${vscode.l10n.t('And {0} more.', problems.length - MOST_NAMED)}` : '';
  const open = vscode.l10n.t('Open Settings');
  const chosen = await vscode.window.showWarningMessage(vscode.l10n.t('Bounce Lens left out a part of your setting "{0}". {1}', `${SECTION}.${setting}`, named + more), open);
  if (chosen) await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: `${SECTION}.${setting}` } });
}
