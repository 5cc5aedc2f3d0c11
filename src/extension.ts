/** Bounce Lens in VS Code: wires the features, nothing else. The engine is loaded when a document needs it. */
import type * as vscode from 'vscode';
import { registerContextKeys } from './editor/context-keys';
import { registerCopyExplanation } from './editor/copy-explanation';
import { registerDecorations } from './editor/decorations';
import { registerDecodedMessage } from './editor/decoded-message';
import { registerDimming } from './editor/dimming';
import { DocumentModels } from './editor/document-models';
import { registerExcerpts } from './editor/excerpts';
import { registerExplain } from './editor/explain';
import { registerFindCode } from './editor/find-code';
import { registerFolding } from './editor/folding';
import { registerHover } from './editor/hover';
import { registerLenses } from './editor/lenses';
import { registerLargeFileHint } from './editor/large-file-hint';
import { MailStructures } from './editor/mail-structures';
import { registerNavigation } from './editor/navigate';
import { registerOutline } from './editor/outline';
import { registerSemanticTokens } from './editor/semantic-tokens';
import { registerStatusBar } from './editor/status-bar';
import { registerSummarize } from './editor/summarize';
import { registerSummarizeAsText } from './editor/summarize-as-text';
import { registerUserKnowledge } from './editor/user-knowledge';

export function activate(context: vscode.ExtensionContext): void {
  const models = new DocumentModels();
  const structures = new MailStructures(models);
  context.subscriptions.push(
    models,
    registerUserKnowledge(models),
    registerHover(models),
    registerLenses(models),
    registerSemanticTokens(models),
    registerDecorations(models),
    registerStatusBar(models),
    registerOutline(models, structures),
    registerFolding(structures),
    registerDimming(models, structures),
    registerDecodedMessage(models),
    registerNavigation(models),
    registerFindCode(models),
    registerLargeFileHint(),
    registerExplain(),
    registerExcerpts(),
    registerContextKeys(models),
    registerCopyExplanation(models),
    registerSummarize(context, models),
    registerSummarizeAsText(models),
  );
}
