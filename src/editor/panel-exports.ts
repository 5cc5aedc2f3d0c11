/** What leaves the panel: files to save, text for the clipboard. Every choice is a list of VS Code's own. */
import * as vscode from 'vscode';
import type { Prepared } from '../report/panel/prepare';
import type { ToHost } from '../report/panel/protocol';
import { amount, figure } from '../report/words';
import type { Suppression } from '../report/suppression-list';
import { loadEngine } from './engine';

/** @param writePage has the panel write its HTML page of these rows */
export async function exportRows(
  prepared: Prepared, { filtered, selected, masked }: Extract<ToHost, { type: 'export' }>, writePage: (rows: readonly number[] | null, masked: boolean) => Promise<string>,
): Promise<void> {
  const scopes: (vscode.QuickPickItem & { ids: readonly number[] | null })[] = [
    ...(selected.length ? [{ label: vscode.l10n.t('Selected: {0}', figure(selected.length)), ids: selected }] : []),
    ...(filtered ? [{ label: vscode.l10n.t('Filtered: {0}', figure(filtered.length)), ids: filtered }] : []),
    { label: vscode.l10n.t('All: {0}', figure(prepared.data.rows.length)), ids: null },
  ];
  const title = masked ? vscode.l10n.t('Export Bounces (addresses masked)') : vscode.l10n.t('Export Bounces');
  const scope = scopes.length === 1 ? scopes[0] : await vscode.window.showQuickPick(scopes, { title, placeHolder: vscode.l10n.t('Which bounces?') });
  if (!scope) return;
  const { exportAs, EXPORT_FORMATS } = await import('./report-room');
  const copy = { label: vscode.l10n.t('Copy as Markdown'), description: vscode.l10n.t('To the clipboard, for a ticket'), format: null };
  const formats = EXPORT_FORMATS.map((info) => ({ label: info.name, description: info.detail, format: info }));
  const picked = await vscode.window.showQuickPick([...formats, copy], { title, placeHolder: vscode.l10n.t('{0}, as what?', amount(scope.ids?.length ?? prepared.data.rows.length, 'bounce')) });
  if (!picked) return;
  const { catalog } = await loadEngine();
  if (picked.format === null) {
    await vscode.env.clipboard.writeText(exportAs('markdown', prepared, scope.ids, masked, catalog));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Summary copied as Markdown'), 4000);
    return;
  }
  const { format, extension } = picked.format;
  await save(prepared, `bounces.${extension}`, format === 'html' ? await writePage(scope.ids, masked) : exportAs(format, prepared, scope.ids, masked, catalog));
}

export async function copySuppressionList(prepared: Prepared, rows: readonly number[]): Promise<void> {
  const { formatSuppression, suppressionOf, suppressionWords } = await import('./report-room');
  const list = suppressionOf(rowsOf(prepared, rows));
  await vscode.env.clipboard.writeText(formatSuppression(list, 'plain'));
  await tell(vscode.l10n.t('Copied {0}', suppressionWords(list)), list, async () => {
    const whole = suppressionOf(rowsOf(prepared, rows), true);
    await vscode.env.clipboard.writeText(formatSuppression(whole, 'plain'));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', suppressionWords(whole)), 4000);
  });
}

export async function saveSuppressionList(prepared: Prepared, rows: readonly number[]): Promise<void> {
  const { formatSuppression, SUPPRESSION_FORMS, suppressionOf, suppressionWords } = await import('./report-room');
  const list = suppressionOf(rowsOf(prepared, rows));
  const picked = await vscode.window.showQuickPick(SUPPRESSION_FORMS.map((info) => ({ label: info.name, description: info.detail, info })), {
    title: vscode.l10n.t('Save Suppression List'), placeHolder: suppressionWords(list),
  });
  if (!picked) return;
  const { form, extension } = picked.info;
  const name = `suppression-list${form === 'plain' ? '' : `-${form}`}.${extension}`;
  const uri = await save(prepared, name, formatSuppression(list, form));
  if (uri) await tell(vscode.l10n.t('Saved {0}', suppressionWords(list)), list, async () => {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(formatSuppression(suppressionOf(rowsOf(prepared, rows), true), form)));
  });
}

/** Held addresses can be taken in, but only by a further press. */
async function tell(message: string, { leftOut }: Suppression, withHeld: () => Promise<void>): Promise<void> {
  if (leftOut.held === 0 && leftOut.deliveredLater === 0 && leftOut.notAnAddress === 0) {
    vscode.window.setStatusBarMessage(message, 4000);
    return;
  }
  const take = vscode.l10n.t('Take the possible outage in');
  if (await vscode.window.showInformationMessage(message, ...(leftOut.held > 0 ? [take] : [])) === take) await withHeld();
}

async function save(prepared: Prepared, name: string, text: string): Promise<vscode.Uri | undefined> {
  const uri = await vscode.window.showSaveDialog({ defaultUri: beside(prepared, name) });
  if (!uri) return undefined;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Saved {0}', uri.path.slice(uri.path.lastIndexOf('/') + 1)), 4000);
  return uri;
}

/** The folder of what was summarised; for text that was never saved, the workspace. */
function beside(prepared: Prepared, name: string): vscode.Uri {
  const [first] = prepared.data.files;
  const source = first && vscode.Uri.parse(first.uri, true);
  if (source && vscode.workspace.fs.isWritableFileSystem(source.scheme)) return vscode.Uri.joinPath(source, '..', name);
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder ? vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.file(`/${name}`);
}

function rowsOf(prepared: Prepared, ids: readonly number[]): Prepared['data']['rows'] {
  return ids.flatMap((id) => prepared.data.rows[id] ?? []);
}
