/** The quoted original of a bounce is shown dimmed: it is what came back, not why. Not where the user asked for high contrast. */
import * as vscode from 'vscode';
import type { DocumentModels } from './document-models';
import type { MailStructures } from './mail-structures';
import { onSettingsChange, settings } from './settings';
import { rangeOf } from './vscode-text';

/** Readable, and still plainly less important. */
const OPACITY = '0.62';

export function registerDimming(models: DocumentModels, structures: MailStructures): vscode.Disposable {
  const dimmed = vscode.window.createTextEditorDecorationType({ opacity: OPACITY, rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed });

  async function dim(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const structure = settings.dimOriginal(document) && !isHighContrast() ? await structures.of(document) : undefined;
    if (document.isClosed) return;
    // One range per mail: the editor itself draws no more of it than is in sight.
    editor.setDecorations(dimmed, structure?.originals.map((span) => rangeOf(document, span)) ?? []);
  }

  function refresh(document?: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) if (!document || editor.document === document) void dim(editor);
  }

  refresh();
  return vscode.Disposable.from(
    dimmed,
    models.onDidChange(({ document }) => refresh(document)),
    vscode.window.onDidChangeVisibleTextEditors(() => refresh()),
    vscode.window.onDidChangeActiveColorTheme(() => refresh()),
    onSettingsChange((has) => { if (has('dimOriginal')) refresh(); }),
  );
}

function isHighContrast(): boolean {
  const { kind } = vscode.window.activeColorTheme;
  return kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
}
