/** Some lines of a file that the editor cannot open: too large, or packed. What to show stands in the URI, so that a reload finds it again. */
import * as vscode from 'vscode';
import { bytesOfFile } from '#platform/bytes-of-file';
import { linesOf } from '../platform/lines-of';
import { unpacked } from '../platform/unpack';

const SCHEME = 'bounce-lens-excerpt';

/** Lines before the one that is looked for, and lines in all. */
const BEFORE = 100;
const LINES = 400;

export function registerExcerpts(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ query }) {
      const { uri, first } = JSON.parse(query) as { uri: string; first: number };
      const source = vscode.Uri.parse(uri, true);
      return (await linesOf(unpacked(source.path, await bytesOf(source)), first, LINES)).join('\n');
    },
  });
}

/**
 * Opens a line of a file: the file itself where the editor can, else an excerpt with what stands around the line.
 * @param line from 1
 * @returns the document, and the line in it
 */
export async function openAtLine(uri: vscode.Uri, line: number): Promise<{ document: vscode.TextDocument; line: number }> {
  try {
    return { document: await vscode.workspace.openTextDocument(uri), line };
  } catch {
    const first = Math.max(1, line - BEFORE);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const excerpt = vscode.Uri.from({ scheme: SCHEME, path: `/${name} from line ${first}`, query: JSON.stringify({ uri: uri.toString(), first }) });
    const document = await vscode.workspace.openTextDocument(excerpt);
    return { document: await vscode.languages.setTextDocumentLanguage(document, /\.(?:eml|mbox)\b/i.test(name) ? 'raw-email' : 'mail-log'), line: line - first + 1 };
  }
}

async function bytesOf(uri: vscode.Uri): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>> {
  return (uri.scheme === 'file' ? bytesOfFile(uri.fsPath) : null) ?? [await vscode.workspace.fs.readFile(uri)];
}
