/** Summarize Bounces as Text: a read-only document beside the editor, each figure a link to its line. */
import * as vscode from 'vscode';
import { commandIds } from './command-ids';
import { commandTarget } from './command-target';
import { summarizeRecords } from './document-summary';
import { documentSummaryText } from './document-summary-text';
import type { DocumentModels, Known } from './document-models';
import { loadEngine } from './engine';
import { fileInFront, filesMeant, offerToSummarizeFile } from './file-in-front';
import { maskAddress } from '../report/mask';
import { tellNothingFound } from './nothing-found';
import { settings } from './settings';
import type { TextLink } from './text-with-links';
import { VirtualDocuments } from './virtual-documents';

const SUMMARY_SCHEME = 'bounce-lens-summary';

interface SummaryDocument {
  readonly text: string;
  readonly links: readonly TextLink[];
  readonly target: vscode.Uri;
}

export function registerSummarizeAsText(models: DocumentModels): vscode.Disposable {
  const documents = new VirtualDocuments<SummaryDocument>(SUMMARY_SCHEME);
  return vscode.Disposable.from(
    documents,
    vscode.commands.registerCommand(commandIds.summarizeAsText, async (id?: unknown) => {
      const known = await commandTarget(models, id);
      const file = known ? undefined : fileInFront();
      if (file) return offerToSummarizeFile(file, commandIds.summarizeFilesAsText);
      if (!known) return tellNothingFound();
      const summary = await summaryOf(known);
      if (!summary) return tellNothingFound(known.model);
      const uri = vscode.Uri.from({ scheme: SUMMARY_SCHEME, path: `/Bounces in ${baseName(known.document.uri)}.md`, query: known.document.uri.toString() });
      documents.set(uri, summary);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: false });
    }),
    vscode.commands.registerCommand(commandIds.summarizeFilesAsText, async (uri?: vscode.Uri, all?: readonly vscode.Uri[]) => {
      const uris = await filesMeant(uri, all);
      if (uris.length === 0) return;
      const { filesAsText } = await import('./files-as-text');
      const { name, text } = await filesAsText(uris, models);
      const shown = vscode.Uri.from({ scheme: SUMMARY_SCHEME, path: `/Bounces in ${name}.md`, query: uris.map(String).join('\n') });
      documents.set(shown, { text, links: [], target: uris[0]! });
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(shown), { viewColumn: vscode.ViewColumn.Beside, preview: true });
    }),
    vscode.languages.registerDocumentLinkProvider({ scheme: SUMMARY_SCHEME }, {
      provideDocumentLinks: ({ uri }) => {
        const content = documents.get(uri);
        return content?.links.map(({ line, from, to, target }) => {
          const link = new vscode.DocumentLink(new vscode.Range(line, from, line, to), content.target.with({ fragment: `L${target}` }));
          link.tooltip = vscode.l10n.t('Go to line {0}', target);
          return link;
        });
      },
    }),
  );
}

async function summaryOf({ document, model }: Known): Promise<SummaryDocument | null> {
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading bounces') }, () => model.whenReady());
  const { catalog } = await loadEngine();
  const selection = selectionIn(document);
  const within = selection && { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  const summary = summarizeRecords(model.records.all(), catalog, within);
  if (summary.bounces === 0) return null;
  const { text, links } = asDocument(documentSummaryText({
    name: baseName(document.uri),
    format: model.format?.name ?? '',
    onlySelection: within !== undefined,
    summary,
    notUnderstood: within ? [] : model.findings.notUnderstood.all(),
    limits: [...model.findings.limits.values()].map(({ message }) => message),
    mask: settings.maskAddresses() ? maskAddress : (address) => address,
  }));
  return { text, links, target: document.uri };
}

function asDocument(text: { toString(): string; readonly links: readonly TextLink[] }): { text: string; links: readonly TextLink[] } {
  return { text: text.toString(), links: text.links };
}

/** What is selected in a document, if anything is. */
export function selectionIn(document: vscode.TextDocument): vscode.Selection | undefined {
  const selection = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection;
  return selection && !selection.isEmpty ? selection : undefined;
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
