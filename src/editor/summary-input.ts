/** Reads what a summary is asked for: open documents from their models, files and folders from where they lie. */
import * as vscode from 'vscode';
import type { LimitHit, Place } from '../engine/source';
import type { UnreadPlace } from '../report/panel/data';
import type { PanelInput } from '../report/panel/prepare';
import type { SourceState } from '../report/panel/protocol';
import { Folding } from '../report/panel/rows';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';

/** A folder is read to its end, but not for ever: what is beyond is told. */
const MOST_FILES = 10_000;

/** Larger files are not read into memory here. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** Names that are certainly no mail, log or event file. */
const OTHER_FILES = /\.(?:png|jpe?g|gif|webp|pdf|zip|gz|bz2|xz|7z|tar|exe|dll|so|woff2?|ttf|mp[34]|mov|js|ts|css|map|lock)$/i;

/** @param progress what is being read, in words */
export async function readForSummary(source: SourceState, models: DocumentModels, progress: (text: string) => void, token: vscode.CancellationToken): Promise<PanelInput> {
  const begun = performance.now();
  const gathering = new Gathering(models);
  for (const uri of source.uris.map((text) => vscode.Uri.parse(text, true))) {
    if (token.isCancellationRequested) break;
    await gathering.read(uri, source.range, progress, token);
  }
  return gathering.finish(performance.now() - begun);
}

class Gathering {
  private readonly folding = new Folding();
  private readonly files: { name: string; uri: string }[] = [];
  private readonly notUnderstood: UnreadPlace[] = [];
  private readonly limits: LimitHit[] = [];
  private lines = 0;
  private messages = 0;
  private records = 0;
  private unread = 0;

  constructor(private readonly models: DocumentModels) {}

  async read(uri: vscode.Uri, range: SourceState['range'], progress: (text: string) => void, token: vscode.CancellationToken): Promise<void> {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open) return this.readDocument(open, range);
    const stat = await vscode.workspace.fs.stat(uri);
    if (stat.type & vscode.FileType.Directory) {
      for (const [name, type] of (await vscode.workspace.fs.readDirectory(uri)).sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (token.isCancellationRequested) return;
        if (this.files.length >= MOST_FILES) return this.limit('maximum-files', vscode.l10n.t('Only the first {0} files were read.', MOST_FILES));
        if (type & vscode.FileType.SymbolicLink || name.startsWith('.') || OTHER_FILES.test(name)) continue;
        await this.read(vscode.Uri.joinPath(uri, name), undefined, progress, token);
      }
      return;
    }
    if (stat.size > LARGEST_FILE) return this.limit(`size ${uri.path}`, vscode.l10n.t('{0} was left out: it is larger than {1} MB. Use the command line for it.', baseName(uri), LARGEST_FILE / 1024 / 1024));
    progress(vscode.l10n.t('Reading {0}', baseName(uri)));
    await this.readFile(uri, stat.mtime);
  }

  finish(milliseconds: number): PanelInput {
    return {
      title: this.files.length === 1 ? this.files[0]!.name : vscode.l10n.t('{0} files', this.files.length),
      files: this.files,
      rows: this.folding.finish(),
      read: { lines: this.lines, messages: this.messages, records: this.records, notUnderstood: this.unread, milliseconds },
      notUnderstood: this.notUnderstood,
      limits: this.limits,
    };
  }

  private async readDocument(document: vscode.TextDocument, range: SourceState['range']): Promise<void> {
    const model = await this.models.insist(document);
    await model.whenReady();
    const inside = ({ span }: { readonly span: Place['span'] }): boolean => range === undefined || (span.start < range[1] && span.end > range[0]);
    const file = this.file(document.uri, range === undefined ? baseName(document.uri) : vscode.l10n.t('the selection in {0}', baseName(document.uri)));
    this.take(file, model.records.all().filter(inside), model.findings.notUnderstood.all().filter(inside), [...model.findings.limits.values()]);
    if (model.format?.kind === 'log') this.lines += range === undefined ? lineCount(document) : document.positionAt(range[1]).line - document.positionAt(range[0]).line + 1;
    this.messages += range === undefined ? model.findings.messages : 0;
  }

  private async readFile(uri: vscode.Uri, modified: number): Promise<void> {
    const { service } = await loadEngine();
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const reading = service.read({ text, binary: false }, { fileName: baseName(uri), referenceTime: modified });
    if (!reading.format) return;
    this.take(this.file(uri, baseName(uri)), reading.records, reading.notUnderstood, reading.limits);
    this.lines += reading.lines;
    this.messages += reading.messages;
  }

  private file(uri: vscode.Uri, name: string): number {
    return this.files.push({ name, uri: uri.toString() }) - 1;
  }

  private take(file: number, records: Iterable<Parameters<Folding['add']>[0]['record']>, places: readonly Place[], limits: readonly LimitHit[]): void {
    for (const record of records) {
      this.records++;
      this.folding.add({ file, record });
    }
    for (const { line, text } of places) {
      this.unread++;
      this.notUnderstood.push({ file, line, text: text.slice(0, 300) });
    }
    for (const hit of limits) this.limit(hit.limit, hit.message);
  }

  private limit(limit: string, message: string): void {
    if (!this.limits.some((hit) => hit.limit === limit)) this.limits.push({ limit, message });
  }
}

/** An empty last line, as the editor shows it after the last line end, is none. */
function lineCount(document: vscode.TextDocument): number {
  return document.lineAt(document.lineCount - 1).text === '' ? document.lineCount - 1 : document.lineCount;
}

export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
