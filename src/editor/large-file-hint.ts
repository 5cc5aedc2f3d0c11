/** Status bar: a log that is too large for lenses and hovers can still be summed up. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import { fileInFront } from './file-in-front';

/** Names of mail logs and the like; for others the command is in the palette. */
const LIKELY = /(?:mail|exim|postfix|smtp|bounce|mta|maillog|main)[^/]*$|\.(?:log|eml|mbox|jsonl|ndjson)(?:\.\d+)?$/i;

/** Text editors come a moment after their tabs. */
const SETTLE = 400;

export function registerLargeFileHint(): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('bounceLens.largeFile', vscode.StatusBarAlignment.Right, 101);
  item.name = vscode.l10n.t('Bounce Lens: large file');
  item.text = `$(graph) ${vscode.l10n.t('Summarize Bounces')}`;
  item.tooltip = vscode.l10n.t('This file is too large for lenses and hovers. Click to summarize its bounces.');
  let timer: ReturnType<typeof setTimeout> | undefined;

  function update(): void {
    const file = fileInFront();
    if (file?.reason !== 'large' || !LIKELY.test(file.uri.path)) return item.hide();
    item.command = { command: commandIds.summarizeFiles, title: item.name ?? '', arguments: [file.uri] };
    item.show();
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(update, SETTLE);
  }

  soon();
  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(timer) },
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.window.tabGroups.onDidChangeTabs(soon),
    vscode.window.tabGroups.onDidChangeTabGroups(soon),
  );
}
