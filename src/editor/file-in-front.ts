/**
 * The file of the tab in front where VS Code keeps its text to itself: documents over 50 MB are not shared with extensions, and
 * some viewers take mails with an editor of their own.
 */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';

export interface FileInFront {
  readonly uri: vscode.Uri;
  /** `large`: a text that VS Code does not share. `viewer`: another extension shows it. */
  readonly reason: 'large' | 'viewer';
}

export function fileInFront(): FileInFront | undefined {
  if (vscode.window.activeTextEditor) return undefined;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText) return { uri: input.uri, reason: 'large' };
  if (input instanceof vscode.TabInputCustom) return { uri: input.uri, reason: 'viewer' };
  return undefined;
}

/** What a command on files is about: what is selected in the explorer, else what somebody picks. Empty where nobody picks anything. */
export async function filesMeant(uri: vscode.Uri | undefined, all: readonly vscode.Uri[] | undefined): Promise<readonly vscode.Uri[]> {
  if (all?.length) return all;
  if (uri) return [uri];
  return await vscode.window.showOpenDialog({ canSelectFiles: true, canSelectFolders: true, canSelectMany: true, openLabel: vscode.l10n.t('Summarize'), title: vscode.l10n.t('Mails, logs or event files to summarize') }) ?? [];
}

/**
 * Says why the document cannot be read where it is shown, and offers to read the file itself.
 * @param command what to do with the file
 */
export async function offerToSummarizeFile({ uri, reason }: FileInFront, command: string = commandIds.summarizeFiles): Promise<void> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const [message, detail] = reason === 'large'
    ? [vscode.l10n.t('{0} is too large to be read in the editor.', name), vscode.l10n.t('VS Code does not share documents over 50 MB with extensions. Bounce Lens can read the file itself, as it is stored.')]
    : [vscode.l10n.t('{0} is shown by another extension.', name), vscode.l10n.t('Bounce Lens can read the file itself, as it is stored.')];
  const summarize = vscode.l10n.t('Summarize the File');
  const reopen = vscode.l10n.t('Reopen as Text');
  // Modal: it answers a command, and a notification may be overlooked.
  const chosen = await vscode.window.showInformationMessage(message, { modal: true, detail }, ...(reason === 'large' ? [summarize] : [summarize, reopen]));
  if (chosen === summarize) await vscode.commands.executeCommand(command, uri);
  if (chosen === reopen) await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}
