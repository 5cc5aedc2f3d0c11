/** Copy Explanation: a short text for a ticket or an answer, with the server's words quoted. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import { commandPlace } from './command-target';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { neighbourOf } from './neighbours';
import { tellNothingFound } from './nothing-found';
import { isBounce } from './overview';
import { settings } from './settings';

export function registerCopyExplanation(models: DocumentModels): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.copyExplanation, async (id?: unknown, at?: unknown) => {
    const place = await commandPlace(models, id, at);
    if (!place) return tellNothingFound();
    const { model, offset } = place;
    const here = model.records.at(offset);
    const record = here.find(isBounce) ?? here[0] ?? neighbourOf(model, offset, 'next')?.record;
    if (!record) return tellNothingFound(model);
    const engine = await loadEngine();
    const explanation = engine.explain(record);
    if (!explanation) return;
    const text = engine.copyText(explanation, { mask: false });
    const masked = engine.copyText(explanation, { mask: true });
    const mask = settings.maskAddresses();
    await vscode.env.clipboard.writeText(mask ? masked : text);
    if (masked === text) vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Explanation copied'), 3000);
    else void offerOther(mask, mask ? text : masked);
  });
}

/** The same text with or without addresses is one click away. */
async function offerOther(masked: boolean, other: string): Promise<void> {
  const [told, label] = masked
    ? [vscode.l10n.t('Explanation copied, with addresses masked.'), vscode.l10n.t('Copy with Addresses')]
    : [vscode.l10n.t('Explanation copied.'), vscode.l10n.t('Copy with Addresses Masked')];
  if (await vscode.window.showInformationMessage(told, label)) await vscode.env.clipboard.writeText(other);
}
