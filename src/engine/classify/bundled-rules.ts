/** The rules that come with the product. */
import type { RuleSet, WordFile } from './rule-set';
import { providerData } from '../../catalog/providers/data';
import codes from '../../catalog/rules/codes.json';
import en from '../../catalog/rules/en.json';

export const bundledRules = {
  words: [en] as unknown as readonly WordFile[],
  providers: providerData,
  codes,
  blocklists: [],
  labels: { labels: {} },
} as unknown as RuleSet;
