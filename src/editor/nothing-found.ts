/** When there is nothing to show: one friendly line that says what was looked for. */
import * as vscode from 'vscode';
import type { DocumentModel } from './document-model';
import { amount } from '../report/words';

export function tellNothingFound(model?: DocumentModel): void {
  void vscode.window.showInformationMessage(nothingFound(model));
}

function nothingFound(model?: DocumentModel): string {
  if (!model) return vscode.l10n.t('Open a bounce mail, a mail log or a file of delivery events first.');
  const others = model.records.size;
  if (others > 0) return vscode.l10n.t('No bounces here. Bounce Lens read {0} in this {1}, and none of them failed.', amount(others, 'entry', 'entries'), model.format?.name ?? 'document');
  const unclear = model.findings.notUnderstood.size;
  if (unclear > 0) return vscode.l10n.t('No bounces that Bounce Lens understands, but {0} with a code in it. Hover the code to see what it means.', amount(unclear, 'line'));
  return vscode.l10n.t('No bounces here. Bounce Lens looked for delivery reports, mail log entries, provider events and server replies such as “550 5.1.1”.');
}
