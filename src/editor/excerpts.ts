/** Some lines of a file that the editor cannot open: too large, or packed. What to show stands in the URI, so that a reload finds it again. */
import * as vscode from 'vscode';
import { bytesOfFile } from '#platform/bytes-of-file';
import { linesOf } from '../platform/lines-of';
import { unpacked } from '../platform/unpack';
import { excerptAddress } from './excerpt-address';
import { whyUnreadable } from './why-unreadable';

const SCHEME = 'bounce-lens-excerpt';

/** An excerpt has so many lines; it begins before a multiple of STEP, so that any line has some before and some behind it. */
const LINES = 400;
const STEP = 200;
const BEFORE = 100;

/** Larger documents VS Code does not share with extensions. */
const LARGEST_SHARED = 50 * 1024 * 1024;

const PACKED = /\.(?:gz|bz2|xz|zst|lz4)$/i;

export function registerExcerpts(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent({ query }) {
      const { uri, first } = JSON.parse(query) as { uri: string; first: number };
      const source = vscode.Uri.parse(uri, true);
      return (await linesOf(unpacked(source.path, await bytesOf(source)), first, LINES)).join('\n');
    },
  });
}

/** A line of a document, counted from 1. */
export interface LineAt {
  readonly uri: vscode.Uri;
  readonly line: number;
}

/**
 * Where a line of a file can be shown: in the file itself where the editor can open it, else in an excerpt with what stands
 * around the line. It is told from name and size, because VS Code reads a large file to its end before it refuses.
 */
export async function placesToShow(places: readonly LineAt[]): Promise<LineAt[]> {
  const opens = new Map<string, Promise<boolean>>();
  return Promise.all(places.map(async (place) => {
    const key = place.uri.toString();
    const known = opens.get(key) ?? canOpen(place.uri);
    opens.set(key, known);
    return await known ? place : inExcerpt(place);
  }));
}

/**
 * Opens a line of a file, see `placesToShow`.
 * @returns the document, and the line in it
 * @throws Error that says what is wrong with the file: gone since it was read, or not to be read any more
 */
export async function openAtLine(uri: vscode.Uri, line: number): Promise<{ document: vscode.TextDocument; line: number }> {
  const [shown] = await placesToShow([{ uri, line }]);
  let problem: unknown;
  for (const place of [shown!, inExcerpt({ uri, line })]) { // what VS Code takes for binary, or is larger than its size told, has an excerpt
    try {
      return { document: await openAsMail(place.uri), line: place.line };
    } catch (error) {
      problem = error;
    }
  }
  throw new Error(`${nameOf(uri)}: ${whyUnreadable(problem)}.`);
}

async function canOpen(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())) return true;
  if (PACKED.test(uri.path)) return false;
  try {
    return (await vscode.workspace.fs.stat(uri)).size <= LARGEST_SHARED;
  } catch {
    return true; // opening it says what is wrong
  }
}

/** Lines near each other share an excerpt, so that going from one to the next opens nothing new. */
function inExcerpt({ uri, line }: LineAt): LineAt {
  const first = Math.max(1, Math.floor((line - 1) / STEP) * STEP + 1 - BEFORE);
  return {
    uri: vscode.Uri.from({ scheme: SCHEME, ...excerptAddress(nameOf(uri), first), query: JSON.stringify({ uri: uri.toString(), first }) }),
    line: line - first + 1,
  };
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

async function openAsMail(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (uri.scheme !== SCHEME) return document;
  return vscode.languages.setTextDocumentLanguage(document, /\.(?:eml|mbox)\b/i.test(uri.path) ? 'raw-email' : 'mail-log');
}

async function bytesOf(uri: vscode.Uri): Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>> {
  return (uri.scheme === 'file' ? bytesOfFile(uri.fsPath) : null) ?? [await vscode.workspace.fs.readFile(uri)];
}
