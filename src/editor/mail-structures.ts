/** One structure per version of a mail document, shared by outline, folding and dimming. */
import type * as vscode from 'vscode';
import { isMail, type DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { readStructure, type DocumentStructure } from './mail-structure';

const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0); });

export class MailStructures {
  private readonly read = new WeakMap<vscode.TextDocument, { version: number; structure: Promise<DocumentStructure> }>();

  constructor(private readonly models: DocumentModels) {}

  /** @returns undefined where the document is no mail */
  async of(document: vscode.TextDocument): Promise<DocumentStructure | undefined> {
    const model = await this.models.of(document);
    if (!model || !isMail(model)) return undefined;
    const before = this.read.get(document);
    if (before?.version === document.version) return before.structure;
    const { version } = document;
    const structure = loadEngine().then((engine) => readStructure(
      document.getText(), model.format?.id === 'mbox' ? engine.cutMbox : () => [{ start: 0, line: 1 }],
      (text) => engine.structureOf({ text, binary: false }), pause, () => document.isClosed || document.version !== version,
    ));
    this.read.set(document, { version, structure });
    return structure;
  }
}
