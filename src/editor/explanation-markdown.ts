/** An explanation as a hover shows it: what decides in the first three lines, then what to do, then why and where it is written. */
import type { CodeLine, Explanation, Piece } from '../report/explanation';
import { figure, list } from '../report/words';
import { commandIds, commandLink } from './command-ids';
import type { Engine } from './engine';
import type { HoverTarget } from './hover-target';
import { MarkdownText } from './markdown-text';
import { iconOf } from './outcome';

/** What the links of a hover need to know. */
export interface HoverPlace {
  readonly model: number;
  readonly offset: number;
  /** Where the record stands that is explained; null where the document has none to copy or sum up. */
  readonly recordAt: number | null;
  /** How many records of the document carry the code. */
  readonly alike: number;
  /** The words stand in an encoded part of a mail, which can be shown decoded. */
  readonly encoded: boolean;
}

/**
 * @param place null: for a page of its own, without icons and command links
 * @returns null where there is nothing to say
 */
export function hoverMarkdown(engine: Pick<Engine, 'explain'>, { record, mention }: Pick<HoverTarget, 'record' | 'mention'>, place: HoverPlace | null): MarkdownText | null {
  const subject = record ?? mention?.code;
  const explanation = subject && engine.explain(subject);
  if (!explanation) return null;
  const markdown = new MarkdownText();
  decisionPart(markdown, explanation, place !== null);
  stepsPart(markdown, explanation);
  if (place) linksPart(markdown, mention?.code ?? record?.status ?? record?.replyCode ?? null, place);
  const pointedAt = mention && mention.code !== explanation.code?.code ? engine.explain(mention.code)?.code ?? null : null;
  reasonsPart(markdown, explanation, pointedAt);
  return markdown;
}

function decisionPart(markdown: MarkdownText, { headline, meaning, forThisAddress, forThisMessage, whoActs }: Explanation, icons: boolean): void {
  markdown.own(icons ? `**${iconOf(headline.icon)} ` : '**').text(headline.label ? `${headline.word}: ${headline.label}` : headline.word).own('**').paragraph();
  markdown.text(meaning).paragraph();
  const clauses = [['For this address', forThisAddress], ['For this message', forThisMessage], ['Who acts', whoActs]] as const;
  for (const [label, clause] of clauses) if (clause) markdown.own(`**${label}:** `).text(clause).own(' ');
  markdown.paragraph();
}

function stepsPart(markdown: MarkdownText, { steps, stop }: Explanation): void {
  steps.forEach((step, i) => { markdown.own(`${i + 1}. `).text(step).own('\n'); });
  if (stop && steps.length > 0) markdown.paragraph().own('**When to stop:** ').text(stop);
  markdown.paragraph();
}

function linksPart(markdown: MarkdownText, code: string | null, { model, offset, recordAt, alike, encoded }: HoverPlace): void {
  const links: string[] = [];
  if (recordAt !== null) links.push(`[Copy explanation](${commandLink(commandIds.copyExplanation, model, recordAt)})`);
  if (encoded) links.push(`[Show decoded message](${commandLink(commandIds.showDecodedMessage, model)})`);
  if (code && alike > 1) links.push(`[All ${code} in this document (${figure(alike)})](${commandLink(commandIds.findCode, model, offset)})`);
  if (recordAt !== null) links.push(`[Summarize Bounces](${commandLink(commandIds.summarize, model)})`);
  if (links.length > 0) markdown.own(links.join(' · ')).paragraph();
}

function reasonsPart(markdown: MarkdownText, explanation: Explanation, pointedAt: CodeLine | null): void {
  const { evidence, details, folk, practice, code, prevention, links } = explanation;
  markdown.own('---').paragraph();
  if (evidence.length > 0) pieces(markdown, evidence).paragraph();
  details.forEach(({ label, value, url }, i) => {
    markdown.own(i ? ' · ' : '').text(label).own(': ').quote(value);
    if (url) markdown.own(' ').link('look up', url);
  });
  if (details.length > 0) markdown.paragraph();
  for (const line of [code, pointedAt]) if (line) codeLine(markdown, line).paragraph();
  for (const note of [folk, practice]) if (note) markdown.own('_').text(note).own('_').paragraph();
  if (links.length > 0) {
    links.forEach((link, i) => { markdown.own(i ? ' · ' : 'See: ').link(link.label, link.url); });
    markdown.paragraph();
  }
  if (prevention.length > 0) markdown.own('Prevent: ').text(list(prevention));
}

function codeLine(markdown: MarkdownText, { code, title, sources }: CodeLine): MarkdownText {
  markdown.text(`${code} · ${title}`);
  for (const { label, url } of sources) markdown.own(' · ').link(label, url);
  return markdown;
}

function pieces(markdown: MarkdownText, all: readonly Piece[]): MarkdownText {
  for (const { text, quote } of all) {
    if (quote) markdown.quote(text);
    else markdown.text(text);
  }
  return markdown;
}
