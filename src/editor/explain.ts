/** Explain Status Code...: pick or type a code, paste a reply or a log line, or search with words. */
import * as vscode from 'vscode';
import type { JudgedRecord } from '../engine/record';
import type { SearchHit } from '../catalog/search';
import { commandIds } from './command-ids';
import { loadEngine, type Engine } from './engine';
import { hoverMarkdown } from './explanation-markdown';
import { ExplanationPages } from './explanation-page';
import { categoryMarkdown, preventionMarkdown, providerMarkdown } from './catalog-markdown';
import { pastedBounce } from './explain-query';
import type { MarkdownText } from './markdown-text';
import { shownText } from './shown-text';

interface Choice extends vscode.QuickPickItem {
  readonly page: () => MarkdownText | null;
  readonly title: string;
}

const MOST_HITS = 60;

/** A longer selection is more than one reply. */
const LONGEST_SELECTION = 2000;

export function registerExplain(): vscode.Disposable {
  const pages = new ExplanationPages();
  return vscode.Disposable.from(pages, vscode.commands.registerCommand(commandIds.explain, async (query?: unknown) => {
    const pick = vscode.window.createQuickPick<Choice>();
    pick.title = vscode.l10n.t('Explain Status Code');
    pick.placeholder = vscode.l10n.t('A code (5.1.1, 550), words (mailbox full), or paste a reply or a log line');
    pick.onDidAccept(() => {
      const [choice] = pick.selectedItems;
      const page = choice?.page();
      pick.hide();
      if (choice && page) void pages.show(choice.title, page);
    });
    pick.onDidHide(() => pick.dispose());
    pick.value = typeof query === 'string' ? query : selectedReply();
    pick.busy = true;
    pick.show(); // at once: who types a code does not wait for the catalog
    const engine = await loadEngine();
    const update = (): void => { pick.items = choices(engine, pick.value); };
    pick.onDidChangeValue(update);
    update();
    pick.busy = false;
  }));
}

/** What is selected in the editor, where it may be a code or a reply: nobody has to copy it first. */
function selectedReply(): string {
  const editor = vscode.window.activeTextEditor;
  const text = editor && !editor.selection.isEmpty ? editor.document.getText(editor.selection).trim() : '';
  return text.length <= LONGEST_SELECTION && /\d/.test(text) ? text.replace(/\s+/g, ' ') : '';
}

function choices(engine: Engine, query: string): Choice[] {
  const pasted = pastedBounce(engine.service, query, Date.now());
  const hits = engine.searchCatalog(engine.catalog, query, MOST_HITS).map((hit) => ofHit(hit, engine));
  return pasted ? [ofPasted(pasted, engine), ...hits] : hits;
}

function ofPasted(record: JudgedRecord, engine: Engine): Choice {
  const explanation = engine.explain(record);
  return {
    label: `$(mail) ${explanation ? engine.headlineText(explanation.headline) : ''}`,
    description: shownText([record.status ?? record.replyCode, record.recipient].filter(Boolean).join(' · ')),
    detail: shownText(record.diagnostic ?? ''),
    alwaysShow: true,
    title: `${record.status ?? record.replyCode ?? vscode.l10n.t('Reply')}`,
    page: () => hoverMarkdown(engine, { record, mention: null }, null),
  };
}

const icons: Readonly<Record<SearchHit['kind'], string>> = { status: 'symbol-number', reply: 'symbol-number', category: 'tag', provider: 'server', prevention: 'shield' };

function ofHit(hit: SearchHit, engine: Engine): Choice {
  return {
    label: `$(${icons[hit.kind]}) ${hit.label}`,
    description: hit.detail,
    alwaysShow: true, // the search has already decided
    title: hit.label,
    page: () => pageOf(hit, engine),
  };
}

function pageOf({ kind, id }: SearchHit, engine: Engine): MarkdownText | null {
  switch (kind) {
    case 'status':
    case 'reply': return hoverMarkdown(engine, { record: null, mention: { kind, code: id, span: { start: 0, end: id.length } } }, null);
    case 'category': return categoryMarkdown(engine.catalog, id);
    case 'provider': return providerMarkdown(engine.catalog, id);
    case 'prevention': return preventionMarkdown(engine.catalog, id);
  }
}
