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

/** Says why the document cannot be read where it is shown, and offers to read the file itself. */
export async function offerToSummarizeFile({ uri, reason }: FileInFront): Promise<void> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const [message, detail] = reason === 'large'
    ? [vscode.l10n.t('{0} is too large to be read in the editor.', name), vscode.l10n.t('VS Code does not share documents over 50 MB with extensions. Bounce Lens can read the file itself, as it is stored.')]
    : [vscode.l10n.t('{0} is shown by another extension.', name), vscode.l10n.t('Bounce Lens can read the file itself, as it is stored.')];
  const summarize = vscode.l10n.t('Summarize the File');
  const reopen = vscode.l10n.t('Reopen as Text');
  // Modal: it answers a command, and a notification may be overlooked.
  const chosen = await vscode.window.showInformationMessage(message, { modal: true, detail }, ...(reason === 'large' ? [summarize] : [summarize, reopen]));
  if (chosen === summarize) await vscode.commands.executeCommand(commandIds.summarizeFiles, uri);
  if (chosen === reopen) await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}
