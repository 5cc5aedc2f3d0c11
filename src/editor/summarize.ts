/** Summarize Bounces: opens the summary of the document in front. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';

export function registerSummarize(): vscode.Disposable {
  return vscode.commands.registerCommand(commandIds.summarize, (id?: unknown) => vscode.commands.executeCommand(commandIds.summarizeAsText, id));
}
