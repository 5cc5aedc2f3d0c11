/** From what a summary is asked for to what a panel is given. */
import type * as vscode from 'vscode';
import { preparePanel, type Prepared } from '../report/panel/prepare';
import type { SourceState } from '../report/panel/protocol';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { readForSummary } from './summary-input';

/** @param progress what is being read, in words */
export async function readAndPrepare(source: SourceState, models: DocumentModels, progress: (text: string) => void, token: vscode.CancellationToken): Promise<Prepared> {
  const input = await readForSummary(source, models, progress, token);
  return preparePanel(input, (await loadEngine()).catalog);
}
