/** The summary of files and folders as a read-only Markdown document: for those who search and copy text, or read it aloud. */
import * as vscode from 'vscode';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { settings } from './settings';
import { baseName, readForSummary } from './summary-input';

/** @returns the document's name and its text; a reading that was stopped gives what was found so far */
export async function filesAsText(uris: readonly vscode.Uri[], models: DocumentModels): Promise<{ name: string; text: string }> {
  const input = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading bounces') },
    async (progress) => readForSummary({ uris: uris.map(String) }, models, (message) => progress.report({ message }), new vscode.CancellationTokenSource().token),
  );
  const { catalog } = await loadEngine();
  const { exportAs, preparePanel } = await import('./report-room');
  const prepared = preparePanel(input, catalog);
  const summary = exportAs('markdown', prepared, null, settings.maskAddresses(), catalog);
  const limits = prepared.data.limits.map((limit) => `${limit}\n`).join('');
  const name = uris.length === 1 ? baseName(uris[0]!) : vscode.l10n.t('{0} files', uris.length);
  return { name, text: limits ? `${summary}\n${limits}` : summary };
}
