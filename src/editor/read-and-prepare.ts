/** From what a summary is asked for to what a panel is given. */
import type * as vscode from 'vscode';
import type { Prepared } from '../report/panel/prepare';
import type { SourceState } from '../report/panel/protocol';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';
import type { TellProgress } from './streamed-files';
import { readForSummary } from './summary-input';

/** @param progress, token see `readForSummary` */
export async function readAndPrepare(source: SourceState, models: DocumentModels, progress: TellProgress, token: vscode.CancellationToken): Promise<Prepared> {
  const input = await readForSummary(source, models, progress, token);
  const { preparePanel } = await import('./report-room');
  return preparePanel(input, (await loadEngine()).catalog);
}
