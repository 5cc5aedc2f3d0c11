/** Between the editor's documents and positions and the plain offsets of the engine. */
import * as vscode from 'vscode';
import type { Span } from '../engine/record';
import type { ModelText } from './model-text';
import type { TextChange } from './place-store';

/** A document as the model sees it. */
export function textOf(document: vscode.TextDocument): ModelText {
  return {
    uri: document.uri.toString(),
    fileName: document.isUntitled ? '' : document.fileName,
    get languageId() { return document.languageId; },
    get lineCount() { return document.lineCount; },
    get lineEndLength() { return document.eol === vscode.EndOfLine.CRLF ? 2 : 1; },
    lineText: (line) => document.lineAt(line).text,
    lineStart: (line) => document.offsetAt(new vscode.Position(line, 0)),
    whole: () => document.getText(),
  };
}

/** @param document as it is after the change */
export function changeOf(change: vscode.TextDocumentContentChangeEvent, document: vscode.TextDocument): TextChange {
  const insertedLines = lineEndsIn(change.text);
  const ends = document.eol === vscode.EndOfLine.CRLF ? 2 : 1;
  return {
    startLine: change.range.start.line,
    endLine: change.range.end.line,
    startOffset: change.rangeOffset,
    removedLength: change.rangeLength,
    // The document gives every line its own kind of end, whatever the inserted text has.
    insertedLength: change.text.replace(/\r\n|\r|\n/g, '').length + insertedLines * ends,
    insertedLines,
  };
}

function lineEndsIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
}

export function rangeOf(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}
