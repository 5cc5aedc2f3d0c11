/** Hover: what a code means, for this message and for this address, and what to do now. */
import * as vscode from 'vscode';
import { linkedCommands } from './command-ids';
import { explainsBareCodes, isMail, type DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { hoverMarkdown } from './explanation-markdown';
import { hoverTargetAt } from './hover-target';
import { SELECTOR } from './languages';
import type { MarkdownText } from './markdown-text';
import { placesOfCode } from './places-of-code';
import { rangeOf } from './vscode-text';

export function registerHover(models: DocumentModels): vscode.Disposable {
  return vscode.languages.registerHoverProvider(SELECTOR, {
    async provideHover(document, position, token) {
      const model = await models.of(document);
      if (!model || !explainsBareCodes(document, model) || token.isCancellationRequested) return undefined;
      const engine = await loadEngine();
      const line = document.lineAt(position.line);
      const offset = document.offsetAt(position);
      const target = hoverTargetAt(model, engine.scanCodes, line.text, document.offsetAt(line.range.start), offset);
      if (!target) return undefined;
      const { record } = target;
      const code = target.mention?.code ?? record?.status ?? record?.replyCode ?? null;
      const alike = code ? placesOfCode(model, code).length : 0;
      const encoded = isMail(model) && (record?.encodedIn ?? null) !== null;
      const recordAt = record && (model.records.at(offset).includes(record) ? offset : record.span.start);
      const markdown = hoverMarkdown(engine, { record: record ?? target.said, mention: target.mention }, { model: model.id, offset, recordAt, alike, encoded });
      return markdown && new vscode.Hover(trusted(markdown), rangeOf(document, target.span));
    },
  });
}

/** Only our own commands become links, and no HTML is shown. */
function trusted(markdown: MarkdownText): vscode.MarkdownString {
  const shown = new vscode.MarkdownString(markdown.value, true);
  shown.supportHtml = false;
  shown.isTrusted = { enabledCommands: linkedCommands };
  return shown;
}
