/** Opening documents and asking the editor about them. */
import * as vscode from 'vscode';

export interface Opened {
  readonly document: vscode.TextDocument;
  readonly editor: vscode.TextEditor;
}

export async function openText(content: string, language: string): Promise<Opened> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return { document, editor: await vscode.window.showTextDocument(document) };
}

/** The text of all hovers at the first place that shows `at`. */
export async function hoverText(document: vscode.TextDocument, at: string): Promise<string> {
  const position = document.positionAt(document.getText().indexOf(at) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents).map((content) => (typeof content === 'string' ? content : content.value)).join('\n').replace(/\\([^\w\s])/g, '$1');
}

/** The semantic tokens as `text type modifiers`. */
export async function tokensOf(document: vscode.TextDocument): Promise<string[]> {
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i + 4 < tokens.data.length; i += 5) {
    const [lines, characters, length, type, modifiers] = [...tokens.data.subarray(i, i + 5)] as [number, number, number, number, number];
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const names = legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
    found.push([document.lineAt(line).text.slice(character, character + length), legend.tokenTypes[type], ...names].join(' '));
  }
  return found;
}

/** Asks until the answer is as wanted. @throws after ten seconds, with the last answer */
export async function eventually<T>(ask: () => T | Thenable<T>, wanted: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  for (const start = Date.now(); !wanted(answer); answer = await ask()) {
    if (Date.now() - start > 10_000) throw new Error(`Still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return answer;
}
