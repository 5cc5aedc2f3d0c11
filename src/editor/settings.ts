/** The settings, read when they are needed: a change takes effect at once. */
import * as vscode from 'vscode';
import type { LensMode } from './lens-plan';

export const SECTION = 'bounceLens';

function read<T>(name: string, fallback: T, scope?: vscode.ConfigurationScope): T {
  return vscode.workspace.getConfiguration(SECTION, scope).get<T>(name, fallback);
}

export const settings = {
  codeLens: (document: vscode.TextDocument): LensMode => read('codeLens', 'distinct', document),
  decorations: (document: vscode.TextDocument): boolean => read('decorations', true, document),
  overviewRuler: (document: vscode.TextDocument): boolean => read('overviewRuler', true, document),
  dimOriginal: (document: vscode.TextDocument): boolean => read('dimOriginal', true, document),
  statusBar: (): boolean => read('statusBar', true),
  maskAddresses: (): boolean => read('maskAddresses', false),
};

/** Calls back when one of the settings has changed. */
export function onSettingsChange(run: (changed: (name: string) => boolean) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SECTION)) run((name) => event.affectsConfiguration(`${SECTION}.${name}`));
  });
}
