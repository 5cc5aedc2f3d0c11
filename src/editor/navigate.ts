/** Next / Previous Bounce, the same for one kind of failure, and the way from a lens to the explanation. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import { commandTarget, reveal } from './command-target';
import type { DocumentModels, Known } from './document-models';
import { landingOf, neighbourOf, type Direction } from './neighbours';
import { tellNothingFound } from './nothing-found';
import { shapeOf } from './overview';
import { rangeOf } from './vscode-text';

export function registerNavigation(models: DocumentModels): vscode.Disposable {
  async function step(direction: Direction): Promise<void> {
    const known = await commandTarget(models);
    if (!known) return tellNothingFound();
    await known.model.whenReady();
    const editor = vscode.window.activeTextEditor;
    const offset = editor?.document === known.document ? known.document.offsetAt(editor.selection.active) : 0;
    await goTo(known, offset, direction);
  }

  async function nextAlike(id: unknown, offset: unknown, direction: unknown): Promise<void> {
    const known = models.byId(id);
    if (!known || typeof offset !== 'number') return;
    const record = known.model.records.at(offset)[0];
    if (record) await goTo(known, offset, direction === -1 ? 'previous' : 'next', shapeOf(record));
  }

  async function showExplanation(id: unknown, offset: unknown): Promise<void> {
    const known = models.byId(id);
    const record = known && typeof offset === 'number' ? known.model.records.at(offset)[0] : undefined;
    if (!known || !record) return;
    await reveal(known.document, rangeOf(known.document, landingOf(record)));
    await vscode.commands.executeCommand('editor.action.showHover');
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.nextBounce, () => step('next')),
    vscode.commands.registerCommand(commandIds.previousBounce, () => step('previous')),
    vscode.commands.registerCommand(commandIds.nextAlike, nextAlike),
    vscode.commands.registerCommand(commandIds.showExplanation, showExplanation),
  );
}

async function goTo({ document, model }: Known, offset: number, direction: Direction, shape?: string): Promise<void> {
  const neighbour = neighbourOf(model, offset, direction, shape);
  if (!neighbour) return tellNothingFound(model);
  await reveal(document, rangeOf(document, landingOf(neighbour.record)));
  if (neighbour.wrapped) {
    const message = direction === 'next' ? vscode.l10n.t('Went on from the top of the document') : vscode.l10n.t('Went on from the end of the document');
    vscode.window.setStatusBarMessage(`$(debug-restart) ${message}`, 2500);
  }
}
