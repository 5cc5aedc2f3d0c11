/** Next / Previous Bounce, the same for one kind of failure, and the way from a lens to the explanation. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import { commandPlace, reveal } from './command-target';
import type { DocumentModels, Known } from './document-models';
import { landingOf, neighbourOf, type Direction } from './neighbours';
import { tellNothingFound } from './nothing-found';
import { isBounce, shapeOf } from './overview';
import { rangeOf } from './vscode-text';

/** The window scrolls to a place in its own time (milliseconds), and a hover that is open by then goes away again. */
const SCROLLING = 150;

export function registerNavigation(models: DocumentModels): vscode.Disposable {
  async function step(direction: Direction): Promise<void> {
    const place = await commandPlace(models);
    if (!place) return tellNothingFound();
    await goTo(place, direction);
  }

  async function nextAlike(id?: unknown, offset?: unknown, direction?: unknown): Promise<void> {
    const place = await commandPlace(models, id, offset);
    if (!place) return tellNothingFound();
    const record = place.model.records.at(place.offset).find(isBounce);
    await goTo(place, direction === -1 ? 'previous' : 'next', record && shapeOf(record));
  }

  async function showExplanation(id?: unknown, offset?: unknown): Promise<void> {
    const place = await commandPlace(models, id, offset);
    const record = place && (place.model.records.at(place.offset)[0] ?? neighbourOf(place.model, place.offset, 'next')?.record);
    if (!record) return tellNothingFound(place?.model);
    await reveal(place.document, rangeOf(place.document, landingOf(record)));
    await new Promise((resolve) => { setTimeout(resolve, SCROLLING); });
    await vscode.commands.executeCommand('editor.action.showHover');
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.nextBounce, () => step('next')),
    vscode.commands.registerCommand(commandIds.previousBounce, () => step('previous')),
    vscode.commands.registerCommand(commandIds.nextAlike, nextAlike),
    vscode.commands.registerCommand(commandIds.showExplanation, showExplanation),
  );
}

async function goTo({ document, model, offset }: Known & { readonly offset: number }, direction: Direction, shape?: string): Promise<void> {
  const neighbour = neighbourOf(model, offset, direction, shape);
  if (!neighbour) return tellNothingFound(model);
  await reveal(document, rangeOf(document, landingOf(neighbour.record)));
  if (neighbour.wrapped) {
    const message = direction === 'next' ? vscode.l10n.t('Went on from the top of the document') : vscode.l10n.t('Went on from the end of the document');
    vscode.window.setStatusBarMessage(`$(debug-restart) ${message}`, 2500);
  }
}
