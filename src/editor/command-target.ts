/** Which document a command means: the one of the lens or hover that was clicked, else the one in front. */
import * as vscode from 'vscode';
import type { DocumentModels, Known } from './document-models';

/** @param id the model's id where a lens, a hover or the status bar called; menus hand in a URI, which means the document in front */
export async function commandTarget(models: DocumentModels, id?: unknown): Promise<Known | undefined> {
  if (typeof id === 'number') return models.byId(id);
  const document = vscode.window.activeTextEditor?.document;
  return document && { document, model: await models.insist(document) };
}

/** A place in a document: the one of the lens or hover that was clicked, else the cursor. */
export async function commandPlace(models: DocumentModels, id?: unknown, offset?: unknown): Promise<(Known & { readonly offset: number }) | undefined> {
  const known = await commandTarget(models, id);
  if (!known) return undefined;
  await known.model.whenReady();
  if (typeof offset === 'number') return { ...known, offset };
  const editor = vscode.window.activeTextEditor;
  return { ...known, offset: editor?.document === known.document ? known.document.offsetAt(editor.selection.active) : 0 };
}

/** Shows a place of a document and puts the cursor there. */
export async function reveal(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.TextEditor> {
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await vscode.window.showTextDocument(document, open?.viewColumn === undefined ? {} : { viewColumn: open.viewColumn });
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
