/** The rules that come with the product. A new language is one file and one line in each list here. */
import type { CategoryId } from '../../catalog/catalog';
import { bundledData } from '../../catalog/bundled';
import { providerData } from '../../catalog/providers/data';
import { categoryOfStatus } from '../../catalog/status-entries';
// languages that share words or letters stand together: they are packed in this order, and then pack tighter
import en from '../../catalog/rules/en.json';
import es from '../../catalog/rules/es.json';
import pt from '../../catalog/rules/pt.json';
import fr from '../../catalog/rules/fr.json';
import it from '../../catalog/rules/it.json';
import ro from '../../catalog/rules/ro.json';
import sv from '../../catalog/rules/sv.json';
import da from '../../catalog/rules/da.json';
import no from '../../catalog/rules/no.json';
import et from '../../catalog/rules/et.json';
import nl from '../../catalog/rules/nl.json';
import de from '../../catalog/rules/de.json';
import cs from '../../catalog/rules/cs.json';
import sk from '../../catalog/rules/sk.json';
import fi from '../../catalog/rules/fi.json';
import pl from '../../catalog/rules/pl.json';
import hu from '../../catalog/rules/hu.json';
import tr from '../../catalog/rules/tr.json';
import id from '../../catalog/rules/id.json';
import ja from '../../catalog/rules/ja.json';
import zh from '../../catalog/rules/zh.json';
import ko from '../../catalog/rules/ko.json';
import ru from '../../catalog/rules/ru.json';
import uk from '../../catalog/rules/uk.json';
import vi from '../../catalog/rules/vi.json';
import he from '../../catalog/rules/he.json';
import ar from '../../catalog/rules/ar.json';
import th from '../../catalog/rules/th.json';
import el from '../../catalog/rules/el.json';
import blocklists from '../../catalog/rules/blocklists.json';
import labels from '../../catalog/rules/labels.json';
import repliesByStage from '../../catalog/rules/replies-by-stage.json';
import type { CodeMeanings, RuleSet, WordFile, WordRule } from './rule-set';

let codes: CodeMeanings | null = null;

/** What codes mean alone is the catalog's knowledge, taken from its data because its entries take time to make; what a reply means at a stage of the session is added here. */
function codesOfCatalog(): CodeMeanings {
  const status: Record<string, CategoryId> = {};
  const reply: Record<string, CategoryId> = {};
  for (const data of bundledData.statuses) {
    for (const statusClass of [4, 5] as const) if (data[statusClass]) status[`${statusClass}.${data.detail}`] = categoryOfStatus(data, statusClass);
  }
  for (const { code, category } of bundledData.replies) if (category && /^[45]/.test(code)) reply[code] = category;
  return { status, reply: { ...reply, ...(repliesByStage as Record<string, CategoryId>) } };
}

let words: readonly WordFile[] | null = null;

/** `words!unless!strength!id!category`, and what few rules have beside it; a bare text has the English rule of its place to tell the rest. */
type PackedRule = string | readonly [string, Partial<WordRule>?];

interface PackedFile {
  readonly language: string;
  readonly letters?: string;
  readonly rules: readonly (WordRule | PackedRule | 0)[];
}

/** A package holds each list as one string, less what can be told from the rest (see `scripts/packing.js`); the sources hold all. */
function unpacked({ language, letters, rules }: PackedFile, english: readonly WordRule[] = []): WordFile {
  const spelt = (text: string): string => (letters ? text.replace(/[A-Z]/g, (letter) => letters[letter.charCodeAt(0) - 65]!) : text);
  const list = (phrases: string): readonly string[] => (phrases ? spelt(phrases).replaceAll('~', ' … ').split(';') : []);
  const ruleOf = (packed: string, usual?: Partial<WordRule>): WordRule => {
    const [words = '', unless = '', strength = usual?.strength, id = usual?.id ?? '', category = usual?.category ?? id] = packed.split('!');
    return { ...usual, id, category: category as CategoryId, strength: Number(strength), words: list(words), unless: list(unless) };
  };
  return {
    language,
    rules: rules.flatMap((rule, place) => {
      if (typeof rule === 'string') return [ruleOf(rule, english[place])];
      if (!rule) return [];
      return [isPacked(rule) ? ruleOf(...rule) : rule];
    }),
  };
}

function allUnpacked(english: PackedFile, others: readonly PackedFile[]): readonly WordFile[] {
  const first = unpacked(english);
  return [first, ...others.map((file) => unpacked(file, first.rules))];
}

function isPacked(rule: WordRule | PackedRule): rule is readonly [string, Partial<WordRule>?] {
  return Array.isArray(rule);
}

export const bundledRules = {
  get words() { return words ??= allUnpacked(en as unknown as PackedFile, [de, fr, es, pt, it, nl, pl, cs, ru, ja, zh, ko, tr, sv, da, no, fi, et, hu, ro, uk, el, ar, he, sk, th, vi, id] as unknown as PackedFile[]); },
  providers: providerData,
  get codes() { return codes ??= codesOfCatalog(); },
  blocklists,
  labels,
} as unknown as RuleSet; // JSON modules lose their literal types; the schemas and their test keep them right
