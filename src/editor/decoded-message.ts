/** Show Decoded Message: the mail as a person would read it, read-only, with the same lenses and hovers. Follows the original. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import { commandTarget } from './command-target';
import { isMail, type DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { VirtualDocuments } from './virtual-documents';

const DECODED_SCHEME = 'bounce-lens-decoded';

export function registerDecodedMessage(models: DocumentModels): vscode.Disposable {
  const documents = new VirtualDocuments<{ readonly text: string }>(DECODED_SCHEME);

  async function decode(document: vscode.TextDocument): Promise<void> {
    const { decodedView } = await loadEngine();
    documents.set(uriOf(document.uri), { text: decodedView({ text: document.getText(), binary: false }) });
  }

  return vscode.Disposable.from(
    documents,
    vscode.commands.registerCommand(commandIds.showDecodedMessage, async (id?: unknown) => {
      const known = await commandTarget(models, id);
      if (!known || !isMail(known.model)) {
        return void vscode.window.showInformationMessage(vscode.l10n.t('This is not a mail, so there is nothing to decode. Open a mail (.eml) or a mailbox (.mbox) first.'));
      }
      if (known.document.uri.scheme === DECODED_SCHEME) return;
      await decode(known.document);
      const decoded = await vscode.workspace.openTextDocument(uriOf(known.document.uri));
      const language = known.model.format?.id === 'mbox' ? 'raw-mbox' : 'raw-email';
      await vscode.window.showTextDocument(decoded.languageId === language ? decoded : await vscode.languages.setTextDocumentLanguage(decoded, language), { viewColumn: vscode.ViewColumn.Beside });
    }),
    models.onDidChange(({ document }) => { if (documents.get(uriOf(document.uri))) void decode(document); }),
  );
}

function uriOf(original: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: DECODED_SCHEME, path: `/Decoded ${original.path.slice(original.path.lastIndexOf('/') + 1)}`, query: original.toString() });
}
