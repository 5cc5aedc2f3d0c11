/** All places of one code in the document, in the editor's own list of places. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import { commandPlace, reveal } from './command-target';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { hoverTargetAt } from './hover-target';
import { landingOf } from './neighbours';
import { tellNothingFound } from './nothing-found';
import { MOST_PLACES, placesOfCode } from './places-of-code';
import { figure } from '../report/words';
import { rangeOf } from './vscode-text';

export function registerFindCode(models: DocumentModels): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.findCode, async (id?: unknown, at?: unknown) => {
    const place = await commandPlace(models, id, at);
    if (!place) return tellNothingFound();
    const { document, model, offset } = place;
    const { scanCodes } = await loadEngine();
    const position = document.positionAt(offset);
    const line = document.lineAt(position.line);
    const target = hoverTargetAt(model, scanCodes, line.text, document.offsetAt(line.range.start), offset);
    const code = target?.mention?.code ?? target?.record?.status ?? target?.record?.replyCode;
    if (!code) return void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on a code first.'));
    const ordinals = placesOfCode(model, code);
    const locations = ordinals.slice(0, MOST_PLACES).flatMap((ordinal) => {
      const record = model.records.get(ordinal);
      return record ? [new vscode.Location(document.uri, rangeOf(document, landingOf(record)))] : [];
    });
    await reveal(document, new vscode.Range(position, position));
    await vscode.commands.executeCommand('editor.action.peekLocations', document.uri, position, locations, 'peek');
    if (ordinals.length > MOST_PLACES) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('The first {0} of {1} places', figure(MOST_PLACES), figure(ordinals.length)), 5000);
    }
  });
}
