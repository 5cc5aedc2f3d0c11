/** Summarize Bounces: opens the summary panel for the document in front, for files and folders, and again after a reload. */
import * as vscode from 'vscode';
import type { SavedState } from '../report/panel/protocol';
import { commandIds } from './command-ids';
import { commandTarget } from './command-target';
import type { DocumentModels } from './document-models';
import { fileInFront, filesMeant, offerToSummarizeFile } from './file-in-front';
import { tellNothingFound } from './nothing-found';
import { selectionIn } from './summarize-as-text';

export const PANEL_TYPE = 'bounceLens.summary';

export function registerSummarize(context: vscode.ExtensionContext, models: DocumentModels): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.summarize, async (id?: unknown) => {
      const known = await commandTarget(models, id);
      const file = known ? undefined : fileInFront();
      if (file) return offerToSummarizeFile(file);
      if (!known) return tellNothingFound();
      const { document, model } = known;
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading bounces') }, () => model.whenReady());
      if (model.records.size === 0 && model.findings.notUnderstood.size === 0) return tellNothingFound(model);
      const selection = selectionIn(document);
      const { openSummary } = await import('./summary-panel');
      openSummary(context, models, { uris: [document.uri.toString()], range: selection && [document.offsetAt(selection.start), document.offsetAt(selection.end)] });
    }),
    vscode.commands.registerCommand(commandIds.summarizeFiles, async (uri?: vscode.Uri, all?: readonly vscode.Uri[]) => {
      const uris = await filesMeant(uri, all);
      if (uris.length === 0) return;
      const { openSummary } = await import('./summary-panel');
      openSummary(context, models, { uris: uris.map(String) });
    }),
    vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
      async deserializeWebviewPanel(panel, state: SavedState | undefined) {
        const { restoreSummary } = await import('./summary-panel');
        restoreSummary(context, models, panel, state);
      },
    }),
  );
}
