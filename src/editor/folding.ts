/** Folding of a mail: header, parts, encoded bodies, the quoted original; of a mailbox: its mails. */
import * as vscode from 'vscode';
import type { OutlineKind, OutlineNode } from '../engine/message/structure';
import { SELECTOR } from './languages';
import type { MailStructures } from './mail-structures';

/** `Fold All Block Comments` folds what nobody reads; texts and single recipients are short and stay open. */
const kinds: Readonly<Partial<Record<OutlineKind, vscode.FoldingRangeKind | null>>> = {
  mail: null, header: vscode.FoldingRangeKind.Region, part: null, report: null, original: vscode.FoldingRangeKind.Comment,
  encoded: vscode.FoldingRangeKind.Comment, attachment: vscode.FoldingRangeKind.Comment,
};

export function registerFolding(structures: MailStructures): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(SELECTOR, {
    async provideFoldingRanges(document) {
      const structure = await structures.of(document);
      if (!structure) return undefined; // VS Code folds by indentation then
      const ranges: vscode.FoldingRange[] = [];
      const isMailbox = structure.mails.length > 1;
      for (const mail of structure.mails) collect(mail, document, ranges, isMailbox);
      return ranges;
    },
  });
}

function collect(node: OutlineNode, document: vscode.TextDocument, ranges: vscode.FoldingRange[], withItself = true): void {
  const kind = kinds[node.kind];
  if (withItself && kind !== undefined) {
    const start = document.positionAt(node.span.start).line;
    const end = lastLineOf(document, start, node.span.end);
    if (end > start) ranges.push(new vscode.FoldingRange(start, end, kind ?? undefined));
  }
  for (const child of node.children) collect(child, document, ranges);
}

/** The last line that is not blank, so that what follows keeps its distance. */
function lastLineOf(document: vscode.TextDocument, start: number, offset: number): number {
  const end = document.positionAt(offset);
  let line = end.character === 0 ? end.line - 1 : end.line;
  while (line > start && document.lineAt(line).isEmptyOrWhitespace) line--;
  return line;
}
