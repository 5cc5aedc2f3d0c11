/** What menus and key bindings ask: does the document in front hold bounces, is it a mail? */
import * as vscode from 'vscode';
import { isMail, type DocumentModels } from './document-models';
import { bouncesIn, overviewOf } from './overview';

export function registerContextKeys(models: DocumentModels): vscode.Disposable {
  const told = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (told.get(key) === value) return;
    told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };

  function update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const model = document && models.peek(document);
    const overview = model && overviewOf(model);
    set('bounceLens.hasBounces', overview !== undefined && bouncesIn(overview) > 0);
    set('bounceLens.isMail', model !== undefined && isMail(model));
  }

  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    models.onDidChange(({ document }) => { if (document === vscode.window.activeTextEditor?.document) update(); }),
  );
}
