/** One model per document that may hold bounces: made when the document comes into sight, fed with its edits, gone when it closes. */
import * as vscode from 'vscode';
import { DocumentModel } from './document-model';
import { loadEngine } from './engine';
import { FOREIGN_LANGUAGES, OWN_LANGUAGES, PROSE_LANGUAGES } from './languages';
import { beginningOf } from './model-text';
import { looksLikeBounces, SNIFF_LENGTH } from './sniff';
import { changeOf, textOf } from './vscode-text';

/** A document together with what is known of it. */
export interface Known {
  readonly document: vscode.TextDocument;
  readonly model: DocumentModel;
}

/**
 * News of a model are passed on together, at most this often (milliseconds): counting anew takes about 0.3 ms per thousand records,
 * and typing shall not be held up by it.
 */
const newsTogether = (records: number): number => Math.min(600, Math.max(60, records / 150));

/** A document that did not look like bounces is looked at again when typing in it pauses. */
const SNIFF_AFTER = 500;

export class DocumentModels implements vscode.Disposable {
  private readonly known = new Map<vscode.TextDocument, Known>();
  private readonly sniffed = new WeakMap<vscode.TextDocument, { version: number; worth: boolean }>();
  private readonly changes = new vscode.EventEmitter<Known>();
  private readonly timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  private readonly subscriptions: vscode.Disposable[];
  private nextId = 1;

  /** Something may have to be shown anew. */
  readonly onDidChange = this.changes.event;

  constructor() {
    this.subscriptions = [
      this.changes,
      vscode.window.onDidChangeVisibleTextEditors(() => this.lookAtVisible()),
      vscode.workspace.onDidOpenTextDocument((document) => { if (isVisible(document)) void this.of(document); }),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
    ];
    this.lookAtVisible();
  }

  /** What is known of a document by now; undefined where it was not looked at or does not look like bounces. */
  peek(document: vscode.TextDocument): DocumentModel | undefined {
    return this.known.get(document)?.model;
  }

  /** The document of a model, for commands that carry no more than an id. */
  byId(id: unknown): Known | undefined {
    return [...this.known.values()].find(({ model }) => model.id === id);
  }

  /** The model of a document; undefined where the document does not look like bounces. Loads the engine at the first need. */
  async of(document: vscode.TextDocument): Promise<DocumentModel | undefined> {
    const present = this.peek(document);
    if (present) return present;
    if (!this.isWorthwhile(document)) return undefined;
    return this.make(document);
  }

  /** The model of a document that the user asked about, whatever it looks like. */
  async insist(document: vscode.TextDocument): Promise<DocumentModel> {
    return this.peek(document) ?? this.make(document);
  }

  /** Shows everything anew, e.g. after the texts of the catalog have changed. */
  refresh(): void {
    for (const known of this.known.values()) this.tell(known);
  }

  /** Reads all documents anew, e.g. after the rules have changed. */
  restart(): void {
    for (const { model } of this.known.values()) model.restart();
  }

  dispose(): void {
    for (const { model } of this.known.values()) model.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.known.clear();
    this.timers.clear();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async make(document: vscode.TextDocument): Promise<DocumentModel> {
    const engine = await loadEngine();
    const present = this.peek(document); // two features may have asked at the same time
    if (present) return present;
    const model = new DocumentModel(this.nextId++, textOf(document), engine, { referenceTime: Date.now() });
    if (document.isClosed) {
      model.dispose();
      return model;
    }
    const known = { document, model };
    this.known.set(document, known);
    model.changed.on(() => this.tell(known));
    this.tell(known);
    return model;
  }

  private isWorthwhile(document: vscode.TextDocument): boolean {
    if (document.isClosed || document.uri.scheme === 'output') return false;
    if (OWN_LANGUAGES.has(document.languageId)) return true;
    if (!FOREIGN_LANGUAGES.has(document.languageId)) return false;
    const before = this.sniffed.get(document);
    if (before?.version === document.version) return before.worth;
    const worth = looksLikeBounces(beginningOf(textOf(document), SNIFF_LENGTH));
    this.sniffed.set(document, { version: document.version, worth });
    return worth;
  }

  private lookAtVisible(): void {
    for (const editor of vscode.window.visibleTextEditors) void this.of(editor.document);
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const model = this.peek(document);
    if (model) model.change(contentChanges.map((change) => changeOf(change, document)));
    else if (FOREIGN_LANGUAGES.has(document.languageId)) this.after(document, SNIFF_AFTER, () => { if (isVisible(document)) void this.of(document); });
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.known.get(document)?.model.dispose();
    this.known.delete(document);
  }

  private tell(known: Known): void {
    if (!this.timers.has(known.document)) this.after(known.document, newsTogether(known.model.records.size), () => this.changes.fire(known));
  }

  private after(document: vscode.TextDocument, wait: number, run: () => void): void {
    clearTimeout(this.timers.get(document));
    this.timers.set(document, setTimeout(() => {
      this.timers.delete(document);
      run();
    }, wait));
  }
}

/** True where the document is a mail or a mailbox. */
export function isMail(model: DocumentModel): boolean {
  return model.format?.id === 'mail' || model.format?.id === 'mbox';
}

/** True where a code in this document is worth a hover even if no record was read from it. */
export function explainsBareCodes(document: vscode.TextDocument, model: DocumentModel): boolean {
  return model.format !== null || OWN_LANGUAGES.has(document.languageId) || PROSE_LANGUAGES.has(document.languageId);
}

function isVisible(document: vscode.TextDocument): boolean {
  return vscode.window.visibleTextEditors.some((editor) => editor.document === document);
}
