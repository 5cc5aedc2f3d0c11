/** Two summaries side by side, in a panel of its own. */
import * as vscode from 'vscode';
import type { Prepared } from '../report/panel/prepare';
import { fromPanel, type ComparisonState, type SourceState, type ToPanel } from '../report/panel/protocol';
import type { DocumentModels } from './document-models';
import { readAndPrepare } from './read-and-prepare';
import { panelPage } from './summary-panel-page';
import { whyUnreadable } from './why-unreadable';

/** Reads both sides; again, after a reload of the window. */
export class ComparisonPanel {
  private readonly cancel = new vscode.CancellationTokenSource();
  private message: ToPanel | null = null;

  /** @param after where it has been read already */
  constructor(context: vscode.ExtensionContext, private readonly panel: vscode.WebviewPanel, private readonly models: DocumentModels, private readonly state: ComparisonState, private readonly after: Prepared | null = null) {
    const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.webview.onDidReceiveMessage((asked: unknown) => { if (fromPanel(asked)?.type === 'ready') void this.fill(); });
    panel.onDidDispose(() => this.cancel.cancel());
    panel.webview.html = panelPage(panel.webview, dist, panel.title);
  }

  private async fill(): Promise<void> {
    try {
      this.message ??= await this.compare();
      this.post(this.message);
    } catch (error) {
      this.post({ type: 'failed', text: vscode.l10n.t('This could not be read: {0}', whyUnreadable(error)) });
    }
  }

  private async compare(): Promise<ToPanel> {
    const { state } = this;
    const before = await this.read(state.before);
    const after = this.after ?? await this.read(state.after);
    const { compareSummaries } = await import('./report-room');
    return { type: 'compare', comparison: compareSummaries(before.data, after.data), state };
  }

  private read(source: SourceState): Promise<Prepared> {
    return readAndPrepare(source, this.models, (text, part) => this.post({ type: 'busy', text, part, canStop: false }), this.cancel.token);
  }

  private post(message: ToPanel): void {
    void this.panel.webview.postMessage(message);
  }
}
