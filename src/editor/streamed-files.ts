/** Files that are too large or too packed to be taken into memory: read beside the editor, with progress and a stop that keeps what was found. */
import * as vscode from 'vscode';
import { summarizeFiles } from '#platform/summarize-files';
import type { Progress, SourceToRead, Summarized } from '../platform/summarize';
import { size as inBytes } from '../report/words';

export interface StreamedFile {
  readonly uri: vscode.Uri;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Hears how far the reading is: in words, and as a part of the whole where that is known. */
export type TellProgress = (text: string, part: number | null) => void;

/** Shorter work ends before a notification could be read. */
const WORTH_A_NOTIFICATION = 32 * 1024 * 1024;

/**
 * @param mostRecords so many bounces are kept whole, the others are counted
 * @returns places name a file by the text of its URI
 */
export async function readStreamed(files: readonly StreamedFile[], mostRecords: number, tell: TellProgress, token: vscode.CancellationToken): Promise<Summarized> {
  const sources = files.map(({ uri, size, modified }): SourceToRead => ({
    name: uri.toString(), size, modified,
    ...(uri.scheme === 'file' ? { path: uri.fsPath } : {}),
    read: async () => vscode.workspace.fs.readFile(uri),
  }));
  const abort = new AbortController();
  const ended = token.onCancellationRequested(() => abort.abort());
  const run = (onProgress: (progress: Progress) => void): Promise<Summarized> => summarizeFiles(sources, { mostRecords, onProgress, signal: abort.signal });
  try {
    if (files.reduce((sum, { size }) => sum + size, 0) < WORTH_A_NOTIFICATION) return await run((progress) => tell(inWords(progress), partOf(progress)));
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading bounces'), cancellable: true }, (notification, cancel) => {
      cancel.onCancellationRequested(() => abort.abort());
      let shown = 0;
      return run((progress) => {
        const percent = 100 * (partOf(progress) ?? 0);
        notification.report({ message: inWords(progress), increment: percent - shown });
        shown = percent;
        tell(inWords(progress), partOf(progress));
      });
    });
  } finally {
    ended.dispose();
  }
}

function partOf({ bytesRead, bytesTotal }: Progress): number | null {
  return bytesTotal > 0 ? bytesRead / bytesTotal : null;
}

/** `120 MB of 300 MB, 95 MB a second` */
function inWords({ bytesRead, bytesTotal, bytesPerSecond }: Progress): string {
  if (bytesRead === 0) return vscode.l10n.t('Reading {0}', inBytes(bytesTotal));
  if (bytesTotal > 0 && bytesRead >= bytesTotal) return vscode.l10n.t('{0} are read; adding up what was found', inBytes(bytesRead));
  return vscode.l10n.t('{0} of {1}, {2} a second', inBytes(bytesRead), inBytes(Math.max(bytesRead, bytesTotal)), inBytes(bytesPerSecond));
}
