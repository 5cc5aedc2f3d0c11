/** Reads what a summary is asked for: open documents from their models, files and folders from where they lie. */
import * as vscode from 'vscode';
import type { LimitHit, Place } from '../engine/source';
import type { NotRecognised } from '../engine/summary/summary';
import type { UnreadPlace } from '../report/panel/data';
import { oldestFirst, rotatedSetOf, rotationOrder } from '../platform/rotation';
import type { PanelInput } from '../report/panel/prepare';
import type { SourceState } from '../report/panel/protocol';
import type { Folding, WasDelivered } from '../report/panel/rows';
import { figure, size } from '../report/words';
import type { DocumentModels } from './document-models';
import { loadEngine } from './engine';
import type * as Reports from './report-room';
import type { StreamedFile, TellProgress } from './streamed-files';
import { whyUnreadable } from './why-unreadable';

/** A folder is read to its end, but not for ever: what is beyond is told. */
const MOST_FILES = 10_000;

/** Larger files, and more than this together, are read as a stream beside the editor: of these the bounces are kept, all else is counted. */
const LARGEST_IN_MEMORY = 8 * 1024 * 1024;
const MOST_IN_MEMORY = 48 * 1024 * 1024;

/** How long it works before others get a turn, in milliseconds. */
const TURN = 30;

const PACKED = /\.(?:gz|bz2|xz|zst|lz4)$/i;

/** Names that are certainly no mail, log or event file. */
const OTHER_FILES = /\.(?:png|jpe?g|gif|webp|pdf|zip|7z|tar|exe|dll|so|woff2?|ttf|mp[34]|mov|js|ts|css|map|lock)$/i;

/**
 * @param progress what is being read, and how far it is
 * @param token stops the reading; what was found so far is the result, and says so
 */
export async function readForSummary(source: SourceState, models: DocumentModels, progress: TellProgress, token: vscode.CancellationToken): Promise<PanelInput> {
  const begun = performance.now();
  const gathering = new Gathering(models, await import('./report-room'), source.uris.length > 1);
  for (const uri of oldestFirst(source.uris).map((text) => vscode.Uri.parse(text, true))) {
    if (!token.isCancellationRequested) await gathering.find(uri, source.range, token);
  }
  await gathering.readFound(progress, token);
  return gathering.finish(performance.now() - begun);
}

interface FoundFile extends StreamedFile {
  /** Open in the editor. */
  readonly document?: vscode.TextDocument | undefined;
}

class Gathering {
  private readonly folding: Folding;
  private readonly files: { name: string; uri: string }[] = [];
  private readonly notUnderstood: UnreadPlace[] = [];
  private readonly limits: LimitHit[] = [];
  private readonly found: FoundFile[] = [];
  private readonly streamed: StreamedFile[] = [];
  private deliveredInStreams = 0;
  private deliveredAt: PanelInput['deliveredAt'];
  private wasDelivered: WasDelivered | undefined;
  private lines = 0;
  private messages = 0;
  private records = 0;
  private unread = 0;
  private readonly notRecognised: NotRecognised[] = [];
  private notRecognisedCount = 0;
  private stopped: string | null = null;

  /** @param many one that cannot be read does not stop the others */
  constructor(private readonly models: DocumentModels, private readonly reports: typeof Reports, private many: boolean) {
    this.folding = new reports.Folding();
  }

  /** Finds what there is to read, in the order in which it was written. */
  async find(uri: vscode.Uri, range: SourceState['range'], token: vscode.CancellationToken): Promise<void> {
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document && (!this.many || document.isDirty || uri.scheme !== 'file')) return this.readDocument(document, range);
    const stat = await this.orProblem(uri, vscode.workspace.fs.stat(uri));
    if (!stat) return;
    if ((stat.type & vscode.FileType.Directory) === 0) {
      this.found.push({ uri, size: stat.size, modified: stat.mtime, document });
      return;
    }
    const entries = await this.orProblem(uri, vscode.workspace.fs.readDirectory(uri)) ?? [];
    this.many = true;
    for (const [name, type] of entries.sort(([a], [b]) => rotationOrder(a, b))) {
      if (token.isCancellationRequested) return;
      if (this.found.length >= MOST_FILES) return this.limit('maximum-files', vscode.l10n.t('Only the first {0} files were read.', MOST_FILES));
      const isLinkedFolder = (type & vscode.FileType.SymbolicLink) !== 0 && (type & vscode.FileType.Directory) !== 0; // might lead round in a circle
      if (!isLinkedFolder && !name.startsWith('.') && !OTHER_FILES.test(name)) await this.find(vscode.Uri.joinPath(uri, name), undefined, token);
    }
  }

  /** Reads what was found. A rotated set is read in one way: what was deferred in one of its files was delivered in another. */
  async readFound(progress: TellProgress, token: vscode.CancellationToken): Promise<void> {
    const setOf = ({ uri }: FoundFile): string => rotatedSetOf(uri.path);
    const large = new Set(this.found.filter(({ uri, size: bytes }) => PACKED.test(uri.path) || bytes > LARGEST_IN_MEMORY).map(setOf));
    const small = this.found.filter((file) => !large.has(setOf(file)));
    const inMemory = new Set(small.reduce((sum, file) => sum + file.size, 0) > MOST_IN_MEMORY ? [] : small);
    this.streamed.push(...this.found.filter((file) => !inMemory.has(file)));
    for (const { uri, modified, document } of inMemory) {
      if (token.isCancellationRequested) break;
      progress(vscode.l10n.t('Reading {0}', baseName(uri)), null);
      await this.orProblem(uri, document ? this.readDocument(document, undefined) : this.readFile(uri, modified));
    }
    if (token.isCancellationRequested) this.stopped = vscode.l10n.t('after {0} files', this.files.length);
    else await this.readStreams(progress, token);
  }

  /** Of many one that cannot be read is told; alone it is all there is to say. */
  private async orProblem<T>(uri: vscode.Uri, work: Thenable<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      if (!this.many) throw error;
      this.limit(`problem ${uri.toString()}`, vscode.l10n.t('{0}: it could not be read ({1}).', baseName(uri), whyUnreadable(error)));
      return undefined;
    }
  }

  /** What is too large for memory, last. */
  private async readStreams(progress: TellProgress, token: vscode.CancellationToken): Promise<void> {
    if (this.streamed.length === 0) return;
    const { readStreamed } = await import('./streamed-files');
    const { summary, records, recordsLeftOut, deliveredMessages, stopped, progress: { bytesRead, bytesTotal } } = await readStreamed(this.streamed, this.reports.MOST_ROWS, progress, token);
    const unknown = this.reports.notRecognisedOf(summary);
    this.notRecognised.push(...unknown.files.map(({ file, empty }) => ({ file: baseName(vscode.Uri.parse(file, true)), empty })));
    this.notRecognisedCount += unknown.count;
    const { service, hasUserRules } = await loadEngine();
    const numbers = new Map<string, number>();
    const fileOf = (name: string): number => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      const uri = vscode.Uri.parse(name, true);
      const number = this.file(uri, baseName(uri));
      numbers.set(name, number);
      return number;
    };
    const left = new Set(unknown.files.map(({ file }) => file));
    for (const { uri } of this.streamed) if (!left.has(uri.toString())) fileOf(uri.toString());
    // Threads know the bundled rules only; the user's own may say otherwise.
    let turn = performance.now() + TURN;
    for (const { file, record } of records) {
      this.folding.add({ file: fileOf(file), record: hasUserRules ? service.judge(record) : record });
      if (performance.now() < turn) continue;
      await new Promise((resolve) => setTimeout(resolve)); // the editor is still being worked with
      turn = performance.now() + TURN;
    }
    for (const { file, line, text } of summary.unknownPlaces) this.notUnderstood.push({ file: fileOf(file), line, text });
    for (const { category, count, place: { file, line } } of this.reports.refusedHere(summary)) this.folding.addRefused({ category, count, file: fileOf(file), line });
    this.lines += summary.read.lines;
    this.messages += summary.read.messages;
    this.records += summary.read.records;
    this.unread += summary.read.notUnderstood;
    this.deliveredInStreams = summary.actions.delivered;
    this.deliveredAt = (address) => {
      const delivered = summary.deliveries.of(this.reports.hashOf(address));
      return delivered && { first: delivered.first * 1000, last: delivered.last * 1000 };
    };
    if (deliveredMessages) this.wasDelivered = (queueId, address) => deliveredMessages.has(queueId, address);
    for (const [limit, message] of summary.limits) this.limit(limit, message);
    for (const [name, problem] of summary.problems) this.limit(`problem ${name}`, `${baseName(vscode.Uri.parse(name, true))}: ${problem}.`);
    const unsure = this.reports.unsureRemovals(summary);
    if (unsure) this.limit('unsure removals', unsure);
    if (recordsLeftOut > 0) this.limit('maximum-rows', vscode.l10n.t('{0} more bounces were counted but are not shown one by one.', figure(recordsLeftOut)));
    if (stopped) this.stopped = vscode.l10n.t('after {0} of {1}', size(bytesRead), size(Math.max(bytesRead, bytesTotal)));
  }

  finish(milliseconds: number): PanelInput {
    const rows = this.folding.finish(this.deliveredAt, this.wasDelivered);
    return {
      title: this.files.length + this.notRecognisedCount === 1 ? (this.files[0]?.name ?? this.notRecognised[0]!.file) : vscode.l10n.t('{0} files', this.files.length + this.notRecognisedCount),
      files: this.files,
      rows: { ...rows, deliveries: { ...rows.deliveries, total: rows.deliveries.total + this.deliveredInStreams } },
      read: { lines: this.lines, messages: this.messages, records: this.records, notUnderstood: this.unread, milliseconds },
      notUnderstood: this.notUnderstood,
      notRecognised: { count: this.notRecognisedCount, files: this.notRecognised },
      limits: this.limits,
      stopped: this.stopped,
      deliveredAt: this.deliveredAt,
    };
  }

  private async readDocument(document: vscode.TextDocument, range: SourceState['range']): Promise<void> {
    const model = await this.models.insist(document);
    await model.whenReady();
    const inside = ({ span }: { readonly span: Place['span'] }): boolean => range === undefined || (span.start < range[1] && span.end > range[0]);
    const name = range === undefined ? baseName(document.uri) : vscode.l10n.t('the selection in {0}', baseName(document.uri));
    if (!model.format) return this.leaveOut(name, document.getText() === '');
    const file = this.file(document.uri, name);
    this.take(file, model.records.all().filter(inside), model.findings.notUnderstood.all().filter(inside), [...model.findings.limits.values()]);
    if (model.format?.kind === 'log') this.lines += range === undefined ? lineCount(document) : document.positionAt(range[1]).line - document.positionAt(range[0]).line + 1;
    this.messages += range === undefined ? model.findings.messages : 0;
  }

  private async readFile(uri: vscode.Uri, modified: number): Promise<void> {
    const { service } = await loadEngine();
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const reading = service.read({ text, binary: false }, { fileName: baseName(uri), referenceTime: modified });
    if (!reading.format) return this.leaveOut(baseName(uri), text === '');
    this.take(this.file(uri, baseName(uri)), reading.records, reading.notUnderstood, reading.limits);
    this.lines += reading.lines;
    this.messages += reading.messages;
  }

  private leaveOut(file: string, empty: boolean): void {
    this.notRecognised.push({ file, empty });
    this.notRecognisedCount++;
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
