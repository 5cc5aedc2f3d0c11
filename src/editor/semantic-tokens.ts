/** Semantic tokens: themes and users can colour codes by class and by verdict. */
import * as vscode from 'vscode';
import { explainsBareCodes, type DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { SELECTOR } from './languages';
import { mentionsIn } from './mentions';
import { TOKEN_MODIFIERS, TOKEN_TYPES, tokenKindOf } from './token-kinds';

/** Larger documents get tokens for the lines in sight only. */
const MOST_LINES_AT_ONCE = 5000;

const legend = new vscode.SemanticTokensLegend([...TOKEN_TYPES], [...TOKEN_MODIFIERS]);

export function registerSemanticTokens(models: DocumentModels): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();

  async function tokens(document: vscode.TextDocument, fromLine: number, toLine: number): Promise<vscode.SemanticTokens | undefined> {
    const model = await models.of(document);
    if (!model || !explainsBareCodes(document, model)) return undefined;
    const { scanCodes } = await loadEngine();
    const builder = new vscode.SemanticTokensBuilder(legend);
    for (const { line, character, mention, record } of mentionsIn(model, scanCodes, fromLine, toLine)) {
      const kind = tokenKindOf(mention, record);
      builder.push(new vscode.Range(line, character, line, character + mention.code.length), kind.type, [...kind.modifiers]);
    }
    return builder.build();
  }

  return vscode.Disposable.from(
    changed,
    models.onDidChange(() => changed.fire()),
    vscode.languages.registerDocumentSemanticTokensProvider(SELECTOR, {
      onDidChangeSemanticTokens: changed.event,
      provideDocumentSemanticTokens: (document) => (document.lineCount > MOST_LINES_AT_ONCE ? undefined : tokens(document, 0, document.lineCount - 1)),
    }, legend),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(SELECTOR, {
      provideDocumentRangeSemanticTokens: (document, range) => tokens(document, range.start.line, range.end.line),
    }, legend),
  );
}
