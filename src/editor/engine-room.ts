/** What the editor uses of the engine and of its explanations, in one chunk of its own. Only `engine.ts` imports this. */
import type { Catalog } from '../catalog/catalog';
import { searchCatalog, type SearchHit } from '../catalog/search';
import { layUserEntries, type EntryProblem } from '../catalog/user-entries';
import { bounceService } from '../engine/bundled-service';
import { bundledRules, createJudge, readUserRules, type RuleProblem } from '../engine/classify';
import { decodedView } from '../engine/message/decoded-view';
import { mailsOf } from '../engine/message/mbox-format';
import { structureOf, type MailStructure } from '../engine/message/structure';
import { scanCodes, type CodeMention } from '../engine/scan/codes';
import { formatById } from '../engine/formats';
import type { JudgedRecord } from '../engine/record';
import { createBounceService, SAMPLE_LENGTH } from '../engine/service';
import type { SourceText } from '../engine/source';
import { copyText } from '../report/copy-text';
import { explain, headlineText, type Explanation } from '../report/explanation';
import { PROSE_LANGUAGES } from './languages';
import type { ModelEngine } from './document-model';

export interface Engine extends ModelEngine {
  /** With the user's own entries over it: ask for it anew each time. */
  readonly catalog: Catalog;
  /** Lays entries of the user's over the catalog. @returns what was wrong with those that were left out */
  useEntries(setting: unknown): readonly EntryProblem[];
  /** Puts rules of the user's before all others; documents have to be read again. @returns what was wrong with those that were left out */
  useRules(setting: unknown): readonly RuleProblem[];
  /** Whether rules of the user's are in use: what threads judged by the bundled rules alone has to be judged again. */
  readonly hasUserRules: boolean;
  scanCodes(text: string, from?: number, to?: number): CodeMention[];
  structureOf(source: SourceText): MailStructure;
  decodedView(source: SourceText): string;
  searchCatalog(catalog: Catalog, query: string, limit?: number): SearchHit[];
  /** By the catalog as it is with the user's entries. @returns null where there is nothing to say */
  explain(subject: JudgedRecord | string): Explanation | null;
  headlineText: typeof headlineText;
  copyText: typeof copyText;
}

/** Longer texts are no pasted bounces. */
const MOST_PASTED_LINES = 2000;

const bundled = bounceService();
let service = bundled;
let { catalog } = bundled;

export const engine: Engine = {
  get service() { return service; },
  get catalog() { return catalog; },
  get hasUserRules() { return service !== bundled; },
  useEntries(setting) {
    const laid = layUserEntries(bundled.catalog, setting);
    catalog = laid.catalog;
    return laid.problems;
  },
  useRules(setting) {
    const { rules, problems } = readUserRules(setting, bundled.catalog.categories.map(({ id }) => id));
    service = rules.length > 0 ? createBounceService(bundled.catalog, createJudge({ ...bundledRules, user: rules })) : bundled;
    return problems;
  },
  scanCodes,
  searchCatalog,
  explain: (subject) => explain(subject, catalog),
  headlineText,
  copyText,
  structureOf,
  decodedView,
  // Pasted text is a letter about a bounce, or a piece of one: the reader of mails finds addresses and replies in prose, too.
  fallbackFor: ({ languageId, lineCount }) => (PROSE_LANGUAGES.has(languageId) && languageId !== 'log' && lineCount <= MOST_PASTED_LINES ? formatById('mail') : null),
  sampleLength: SAMPLE_LENGTH,
  cutMbox: (text) => {
    const starts: { start: number; line: number }[] = [];
    let line = 1;
    let counted = 0;
    for (const { start } of mailsOf(text)) {
      // The editor gives all lines the same end, LF or CRLF: counting LF counts lines.
      for (let end = text.indexOf('\n', counted); end !== -1 && end < start; end = text.indexOf('\n', counted)) {
        line++;
        counted = end + 1;
      }
      starts.push({ start, line });
    }
    return starts.length > 0 ? starts : [{ start: 0, line: 1 }];
  },
};
