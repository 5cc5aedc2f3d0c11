/** Read-only documents that Bounce Lens writes: each has a scheme of its own, and its text is made when it is opened. */
import * as vscode from 'vscode';

/** Texts by URI; a text is forgotten when its document closes. */
export class VirtualDocuments<T extends { readonly text: string }> implements vscode.Disposable {
  private readonly contents = new Map<string, T>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscription: vscode.Disposable;

  constructor(readonly scheme: string) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.contents.get(uri.toString())?.text ?? '',
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => { this.contents.delete(uri.toString()); }),
    );
  }

  get(uri: vscode.Uri): T | undefined {
    return this.contents.get(uri.toString());
  }

  /** Puts a text under a name; a document that is open under it shows the new text. */
  set(uri: vscode.Uri, content: T): void {
    const known = this.contents.has(uri.toString());
    this.contents.set(uri.toString(), content);
    if (known) this.changed.fire(uri);
  }

  dispose(): void {
    this.contents.clear();
    this.subscription.dispose();
  }
}
