/** An explanation on a page of its own, for codes and replies that stand in no open document. */
import * as vscode from 'vscode';
import type { MarkdownText } from './markdown-text';
import { VirtualDocuments } from './virtual-documents';

const EXPLANATION_SCHEME = 'bounce-lens-explanation';

export class ExplanationPages implements vscode.Disposable {
  private readonly documents = new VirtualDocuments<{ readonly text: string }>(EXPLANATION_SCHEME);

  /** @param title our own words or a code */
  async show(title: string, markdown: MarkdownText): Promise<void> {
    const uri = vscode.Uri.from({ scheme: EXPLANATION_SCHEME, path: `/${title}.md` });
    this.documents.set(uri, { text: markdown.value });
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch { // VS Code's own Markdown extension is turned off
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    }
  }

  dispose(): void {
    this.documents.dispose();
  }
}
