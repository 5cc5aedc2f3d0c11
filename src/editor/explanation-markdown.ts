/** What a hover says: verdict, what it means, what to do, why we think so, where it is written. */
import type { Catalog, CatalogSource } from '../catalog/catalog';
import type { JudgedRecord } from '../engine/record';
import { commandIds, commandLink } from './command-ids';
import type { Engine } from './engine';
import type { HoverTarget } from './hover-target';
import { MarkdownText } from './markdown-text';
import { iconOf, looks, outcomeOf } from './outcome';
import { withinSentence } from './shown-text';

/** What the links of a hover need to know. */
export interface HoverPlace {
  readonly model: number;
  readonly offset: number;
  /** How many records of the document carry the code. */
  readonly alike: number;
}

export function explanationMarkdown({ catalog }: Engine, target: HoverTarget, place: HoverPlace): MarkdownText | null {
  const markdown = new MarkdownText();
  const code = target.mention?.code ?? target.record?.status ?? target.record?.replyCode ?? null;
  if (target.record) recordPart(markdown, target.record, catalog);
  else if (!code || !codePart(markdown, code, catalog)) return null;
  if (code) sourcesPart(markdown, code, catalog);
  linksPart(markdown, target, code, place);
  return markdown;
}

function recordPart(markdown: MarkdownText, record: JudgedRecord, catalog: Catalog): void {
  const { verdict } = record;
  const category = catalog.category(verdict.category);
  const outcome = outcomeOf(verdict);
  const advice = verdict.provider ? catalog.provider(verdict.provider)?.entry(verdict.rule) : null;
  markdown.own(`**${iconOf(outcome)} ${looks[outcome].heading}: `).text(withinSentence(category.label)).own('**').paragraph();
  markdown.text(advice?.meaning ?? category.meaning).paragraph();
  if (category.address) markdown.own('**For this address:** ').text(category.address).own('. ');
  if (verdict.permanence) markdown.own('**For this message:** ').text(verdict.permanence === 'permanent' ? 'final, it is not tried again.' : 'not final, it is tried again.');
  markdown.own('\n\n');
  (advice?.steps.length ? advice.steps : category.steps).forEach((step, i) => { markdown.own(`${i + 1}. `).text(step).own('\n'); });
  const because = verdict.evidence.filter((e) => e.for).slice(0, 2);
  if (because.length > 0) {
    markdown.rule().own('Because the server said ');
    because.forEach((evidence, i) => { markdown.own(i ? ' and ' : '').quote(evidence.text); });
    markdown.own(` (${verdict.confidence} confidence).`);
  }
}

function codePart(markdown: MarkdownText, code: string, catalog: Catalog): boolean {
  const entry = catalog.status(code) ?? catalog.reply(code);
  if (!entry) return false;
  markdown.own('**').text(`${code}: ${entry.title}`).own('**').paragraph().text(entry.meaning).paragraph();
  entry.steps.forEach((step, i) => { markdown.own(`${i + 1}. `).text(step).own('\n'); });
  return true;
}

function sourcesPart(markdown: MarkdownText, code: string, catalog: Catalog): void {
  const status = catalog.status(code);
  const entry = status ?? catalog.reply(code);
  if (!entry) return;
  markdown.paragraph().text(`${code} · ${entry.title}`);
  entry.sources.forEach((source: CatalogSource) => { markdown.own(' · ').link(source.label, source.url); });
  if (status?.folk) markdown.paragraph().own('_').text(status.folk.note).own('_');
}

function linksPart(markdown: MarkdownText, target: HoverTarget, code: string | null, { model, offset, alike }: HoverPlace): void {
  markdown.rule().own(`[Summarize Bounces](${commandLink(commandIds.summarize, model)})`);
  if (target.record) markdown.own(` · [Copy explanation](${commandLink(commandIds.copyExplanation, model, offset)})`);
  if (code && alike > 1) markdown.own(` · [All ${code} in this document (${alike.toLocaleString('en-US')})](${commandLink(commandIds.findCode, model, offset)})`);
}
