/** The summary panel's side in the extension: opens it, feeds it, does what its buttons ask for. */
import * as vscode from 'vscode';
import type { Prepared } from '../report/panel/prepare';
import { fromPanel, MOST_LISTED, type ComparisonState, type SavedState, type SourceState, type ToHost, type ToPanel } from '../report/panel/protocol';
import { reveal } from './command-target';
import { ComparisonPanel } from './comparison-panel';
import type { DocumentModels } from './document-models';
import { openAtLine, placesToShow } from './excerpts';
import { copySuppressionList, exportRows, saveSuppressionList } from './panel-exports';
import { settings } from './settings';
import { readAndPrepare } from './read-and-prepare';
import { baseName } from './summary-input';
import { PANEL_TYPE } from './summarize';
import { panelPage } from './summary-panel-page';
import { whyUnreadable } from './why-unreadable';

/** By what they sum up: who asks for the same again wants it fresh, not twice. */
const openPanels = new Map<string, SummaryPanel>();

/** Opens a panel beside the editor and fills it; one that is open already is brought to the front and read anew. */
export function openSummary(context: vscode.ExtensionContext, models: DocumentModels, source: SourceState): void {
  const open = openPanels.get(keyOf(source));
  if (open) return open.again();
  const panel = vscode.window.createWebviewPanel(PANEL_TYPE, titleOf(source), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false }, { enableFindWidget: true });
  new SummaryPanel(context, panel, models, source);
}

/** Fills a panel that was open when the window was closed; one that summarises nothing any more goes. */
export function restoreSummary(context: vscode.ExtensionContext, models: DocumentModels, panel: vscode.WebviewPanel, state: SavedState | undefined): void {
  if (state?.version !== 1) panel.dispose();
  else if (state.shows === 'comparison') new ComparisonPanel(context, panel, models, state);
  else if (state.source) new SummaryPanel(context, panel, models, state.source);
  else panel.dispose();
}

function keyOf(source: SourceState): string {
  return JSON.stringify([source.uris, source.range]);
}

function titleOf({ uris }: SourceState): string {
  return uris.length === 1 ? vscode.l10n.t('Bounces in {0}', baseName(vscode.Uri.parse(uris[0]!, true))) : vscode.l10n.t('Bounces in {0} files', uris.length);
}

class SummaryPanel {
  private prepared: Prepared | null = null;
  /** Under way: a panel that is hidden and shown again meanwhile waits for the same. */
  private reading: Promise<Prepared> | null = null;
  private cancel = new vscode.CancellationTokenSource();
  /** Gets the page that the panel was asked to write. */
  private takePage: (text: string) => void = () => undefined;

  constructor(private readonly context: vscode.ExtensionContext, private readonly panel: vscode.WebviewPanel, private readonly models: DocumentModels, private readonly source: SourceState) {
    const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const asked = fromPanel(message);
      if (asked) void this.answer(asked).catch((error: unknown) => vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error)));
    });
    openPanels.set(keyOf(source), this);
    panel.onDidDispose(() => {
      if (openPanels.get(keyOf(source)) === this) openPanels.delete(keyOf(source));
      this.cancel.cancel();
    });
    panel.webview.html = panelPage(panel.webview, dist, panel.title);
  }

  again(): void {
    const wasVisible = this.panel.visible;
    this.prepared = null;
    this.panel.reveal();
    if (wasVisible) void this.fill(); // a hidden one asks by itself when it is shown
  }

  private async answer(asked: ToHost): Promise<void> {
    if (asked.type === 'ready') return this.fill();
    if (asked.type === 'stop') return this.cancel.cancel();
    const { prepared } = this;
    if (!prepared) return;
    switch (asked.type) {
      case 'jump': return this.jump(prepared, asked.row);
      case 'lines': return this.peek(prepared, asked.rows);
      case 'place': return this.open(prepared, asked.file, asked.line);
      case 'export': return exportRows(prepared, asked, (rows, hidden) => this.page(rows, hidden));
      case 'page': return this.takePage(asked.text);
      case 'copy-suppression': return copySuppressionList(prepared, asked.rows);
      case 'save-suppression': return saveSuppressionList(prepared, asked.rows);
      case 'compare-with': return this.compare(prepared);
      case 'read-again': return this.again();
      case 'painted': return;
    }
  }

  /** Sends what is there already (the webview was hidden), else reads first. */
  private async fill(): Promise<void> {
    if (!this.prepared) {
      this.post({ type: 'busy', text: vscode.l10n.t('Reading…'), part: null, canStop: false });
      try {
        this.prepared = await (this.reading ??= this.read());
      } catch (error) {
        return this.post({ type: 'failed', text: vscode.l10n.t('This could not be read: {0}', whyUnreadable(error)) });
      }
    }
    this.post({ type: 'show', data: this.prepared.data, source: this.source, masked: settings.maskAddresses() });
  }

  /** Stopped or read to the end, what was found is shown. */
  private async read(): Promise<Prepared> {
    this.cancel = new vscode.CancellationTokenSource();
    try {
      return await readAndPrepare(this.source, this.models, (text, part) => this.post({ type: 'busy', text, part, canStop: true }), this.cancel.token);
    } finally {
      this.reading = null;
    }
  }

  private async page(rows: readonly number[] | null, masked: boolean): Promise<string> {
    const page = new Promise<string>((resolve) => { this.takePage = resolve; });
    const asking: ToPanel = { type: 'write-page', rows, masked };
    if (!this.panel.visible || !await this.panel.webview.postMessage(asking)) throw new Error(vscode.l10n.t('The summary is not in sight. Show it and export once more.'));
    return page;
  }

  private post(message: ToPanel): void {
    void this.panel.webview.postMessage(message);
  }

  private async jump(prepared: Prepared, row: number): Promise<void> {
    const at = prepared.records[row];
    if (at) await this.open(prepared, at.file, at.record.line);
  }

  private async open({ data }: Prepared, index: number, at: number): Promise<void> {
    const file = data.files[index];
    if (!file) return;
    const { document, line } = await openAtLine(vscode.Uri.parse(file.uri, true), at);
    const shown = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
    const range = document.lineAt(Math.min(line, document.lineCount) - 1).range;
    if (shown) await reveal(document, range);
    else await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection: new vscode.Range(range.start, range.start) });
  }

  /** One line is gone to; several are listed in VS Code's peek view at the first one. */
  private async peek(prepared: Prepared, rows: readonly number[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    await this.jump(prepared, first);
    if (rows.length === 1) return;
    const places = await placesToShow(rows.slice(0, MOST_LISTED).flatMap((row) => {
      const at = prepared.records[row];
      const file = at && prepared.data.files[at.file];
      return file ? [{ uri: vscode.Uri.parse(file.uri, true), line: at.record.line }] : [];
    }));
    const locations = places.map(({ uri, line }) => new vscode.Location(uri, new vscode.Position(line - 1, 0)));
    const editor = vscode.window.activeTextEditor;
    if (editor) await vscode.commands.executeCommand('editor.action.peekLocations', editor.document.uri, editor.selection.active, locations, 'peek');
  }

  private async compare(after: Prepared): Promise<void> {
    const [uri] = await vscode.window.showOpenDialog({ canSelectFiles: true, canSelectFolders: true, title: vscode.l10n.t('Compare with (the earlier one, or another server)'), openLabel: vscode.l10n.t('Compare') }) ?? [];
    if (!uri) return;
    const state: ComparisonState = { version: 1, shows: 'comparison', before: { uris: [uri.toString()] }, after: this.source };
    const panel = vscode.window.createWebviewPanel(PANEL_TYPE, vscode.l10n.t('{0} and {1}', baseName(uri), after.data.title), vscode.ViewColumn.Active, {});
    new ComparisonPanel(this.context, panel, this.models, state, after);
  }
}
