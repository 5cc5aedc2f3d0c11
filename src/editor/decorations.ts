/** Underlines below the codes in sight, each kind of bounce with a line of its own, and marks in the overview ruler. */
import * as vscode from 'vscode';
import { explainsBareCodes, type DocumentModels } from './document-models';
import { loadEngine } from './engine';
import { mentionsIn } from './mentions';
import { outcomeOf, type Bounce } from './outcome';
import { overviewMarks } from './overview-marks';
import { onSettingsChange, settings } from './settings';

/** Colour is never alone: each kind has a line style and a lane of its own. */
const styles: Record<Bounce, { line: string; lane: vscode.OverviewRulerLane; color: string }> = {
  hard: { line: 'underline wavy', lane: vscode.OverviewRulerLane.Right, color: 'bounceLens.hardForeground' },
  blocked: { line: 'underline dashed', lane: vscode.OverviewRulerLane.Center, color: 'bounceLens.blockedForeground' },
  soft: { line: 'underline dotted', lane: vscode.OverviewRulerLane.Left, color: 'bounceLens.softForeground' },
};

const bounces = Object.keys(styles) as Bounce[];

/** Scrolling asks again when it pauses (milliseconds). */
const SCROLL_PAUSE = 40;

/** Lines beyond those in sight that are decorated, too, so that slow scrolling shows no bare codes. */
const MARGIN = 40;

export function registerDecorations(models: DocumentModels): vscode.Disposable {
  const underlines = decorationTypes(({ line, color }) => ({ color: new vscode.ThemeColor(color), textDecoration: line, rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed }));
  const marks = decorationTypes(({ lane, color }) => ({ overviewRulerColor: new vscode.ThemeColor(color), overviewRulerLane: lane, rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed }));
  const pending = new Map<vscode.TextEditor, ReturnType<typeof setTimeout>>();

  async function underline(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const model = models.peek(document);
    if (!model) return;
    const ranges: Record<Bounce, vscode.Range[]> = { hard: [], soft: [], blocked: [] };
    if (settings.decorations(document) && explainsBareCodes(document, model)) {
      const { scanCodes } = await loadEngine();
      for (const visible of editor.visibleRanges) {
        for (const { line, character, mention, record } of mentionsIn(model, scanCodes, Math.max(0, visible.start.line - MARGIN), visible.end.line + MARGIN)) {
          const outcome = record && !mention.code.startsWith('2') ? outcomeOf(record.verdict) : 'none';
          if (outcome !== 'none') ranges[outcome].push(new vscode.Range(line, character, line, character + mention.code.length));
        }
      }
    }
    for (const bounce of bounces) editor.setDecorations(underlines[bounce], ranges[bounce]);
  }

  function mark(editor: vscode.TextEditor): void {
    const model = models.peek(editor.document);
    if (!model?.ready) return;
    const lines = settings.overviewRuler(editor.document) ? overviewMarks(model) : { hard: [], soft: [], blocked: [] };
    for (const bounce of bounces) editor.setDecorations(marks[bounce], lines[bounce].map((line) => new vscode.Range(line, 0, line, 0)));
  }

  function refresh(document?: vscode.TextDocument): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (document && editor.document !== document) continue;
      void underline(editor);
      mark(editor);
    }
  }

  function soon(editor: vscode.TextEditor): void {
    clearTimeout(pending.get(editor));
    pending.set(editor, setTimeout(() => {
      pending.delete(editor);
      void underline(editor);
    }, SCROLL_PAUSE));
  }

  refresh();
  return vscode.Disposable.from(
    ...Object.values(underlines), ...Object.values(marks),
    { dispose: () => { for (const timer of pending.values()) clearTimeout(timer); } },
    models.onDidChange(({ document }) => refresh(document)),
    vscode.window.onDidChangeVisibleTextEditors(() => refresh()),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => soon(textEditor)),
    onSettingsChange((has) => { if (has('decorations') || has('overviewRuler')) refresh(); }),
  );
}

function decorationTypes(options: (style: (typeof styles)[Bounce]) => vscode.DecorationRenderOptions): Record<Bounce, vscode.TextEditorDecorationType> {
  return {
    hard: vscode.window.createTextEditorDecorationType(options(styles.hard)),
    soft: vscode.window.createTextEditorDecorationType(options(styles.soft)),
    blocked: vscode.window.createTextEditorDecorationType(options(styles.blocked)),
  };
}
