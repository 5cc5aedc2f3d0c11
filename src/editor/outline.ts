/** Outline and breadcrumbs of a mail: header, parts, recipients with their verdict; of a mailbox: its mails. */
import * as vscode from 'vscode';
import type { OutlineKind, OutlineNode } from '../engine/message/structure';
import { inSentence } from '../report/words';
import type { DocumentModel } from './document-model';
import type { DocumentModels } from './document-models';
import { loadEngine, type Engine } from './engine';
import { SELECTOR } from './languages';
import type { MailStructures } from './mail-structures';
import { markOf } from './outcome';
import { shownText } from './shown-text';
import { rangeOf } from './vscode-text';

const kinds: Readonly<Record<OutlineKind, vscode.SymbolKind>> = {
  mail: vscode.SymbolKind.File, header: vscode.SymbolKind.Key, part: vscode.SymbolKind.Module, text: vscode.SymbolKind.String,
  encoded: vscode.SymbolKind.Constant, attachment: vscode.SymbolKind.Object, report: vscode.SymbolKind.Event,
  recipient: vscode.SymbolKind.Field, original: vscode.SymbolKind.Package,
};

export function registerOutline(models: DocumentModels, structures: MailStructures): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(SELECTOR, {
    async provideDocumentSymbols(document, token) {
      const structure = await structures.of(document);
      const model = models.peek(document);
      if (!structure || !model || token.isCancellationRequested) return undefined;
      const engine = await loadEngine();
      return structure.mails.map((mail) => symbolOf(mail, document, model, engine));
    },
  }, { label: 'Bounce Lens' });
}

function symbolOf(node: OutlineNode, document: vscode.TextDocument, model: DocumentModel, engine: Engine): vscode.DocumentSymbol {
  const range = rangeOf(document, node.span);
  const firstLine = range.intersection(document.lineAt(range.start.line).range) ?? range;
  const detail = node.kind === 'recipient' ? verdictOf(node, model, engine) ?? node.detail : node.detail;
  const symbol = new vscode.DocumentSymbol(shownText(node.label) || node.kind, shownText(detail), kinds[node.kind], range, firstLine);
  symbol.children = node.children.map((child) => symbolOf(child, document, model, engine));
  return symbol;
}

function verdictOf({ span }: OutlineNode, model: DocumentModel, { catalog }: Engine): string | undefined {
  const record = model.records.between(span.start, span.end)[0];
  const mark = record && markOf(record);
  return mark ? `${mark.word}: ${inSentence(catalog.category(record.verdict.category).label)}` : undefined;
}
