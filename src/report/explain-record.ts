/** Explains one judged record: the provider's meaning first, then the code's, then the category's. */
import type { Catalog, CatalogSource, CategoryEntry, ProviderAdvice, ProviderInfo, StatusEntry } from '../catalog/catalog';
import type { JudgedRecord, Verdict } from '../engine/record';
import { addressAdvice, preventionTitles, stopRule } from './explain-code';
import { detailsOf, isWebLink } from './explanation-details';
import { evidenceSentence } from './evidence-sentence';
import type { CodeLine, Detail, Explanation, Headline } from './explanation';
import { isFinal, messageOutlook } from './message-outlook';
import { noBounceText } from './no-bounce';
import { adviceOn, exceptionSteps, pageOn } from './provider-advice';
import { stepsFor } from './waiting-step';
import { bounceOutcome, bounceWord, delayWord, inSentence, isDelay, whoActs } from './words';

/** With more steps nobody knows where to begin. */
const MOST_STEPS = 4;

export function explainRecord(record: JudgedRecord, catalog: Catalog): Explanation {
  const { verdict } = record;
  const category = catalog.category(verdict.category);
  const status = record.status ? catalog.status(record.status) : null;
  const provider = verdict.provider ? catalog.provider(verdict.provider) : null;
  const common = {
    bounceType: verdict.bounceType,
    details: detailsOf(record, provider),
    code: codeLine(record, status, catalog),
    about: { recipient: record.recipient, diagnostic: record.diagnostic, remoteMta: record.remoteMta, time: record.time, ownClock: record.ownClock },
  };
  if (verdict.bounceType === null) return { ...noBounce(record, status), ...common };
  const found = adviceOn(verdict, isFinal(record), catalog);
  const advice = found?.advice ?? null;
  // The code's own text fits only where the code and the verdict mean the same.
  const specific = status?.registered && status.category === verdict.category && status.bounceType === verdict.bounceType ? status : null;
  return {
    ...common,
    headline: headlineOf(record, category),
    meaning: advice?.meaning || specific?.meaning || category.meaning,
    reason: specific?.reason ?? (verdict.bounceType === category.bounceType ? category.reason : reasonOfException(verdict.bounceType)),
    forThisAddress: verdict.bounceType === 'hard' && verdict.confidence === 'low'
      ? 'look twice before you remove it: the evidence is thin.'
      : addressAdvice(category, verdict.bounceType === category.bounceType),
    forThisMessage: messageOutlook(record),
    whoActs: `${whoActs(specific?.actor ?? category.actor)}.`,
    steps: stepsOf(record, specific?.steps ?? generalSteps(verdict, category, catalog), advice?.steps ?? [], common.details),
    stop: stopRule(category, verdict.bounceType, catalog),
    evidence: evidenceSentence(verdict, catalog),
    folk: folkFor(status, verdict),
    // Only where the words make something else of the code is it worth saying how servers use it.
    practice: status?.registered && status.bounceType !== verdict.bounceType ? status.practice || null : null,
    prevention: preventionTitles(specific?.prevention ?? category.prevention, catalog),
    links: linksOf(found?.provider ?? provider, advice),
  };
}

/** The everyday reading, where the code is the cause or the reading would lead to another decision about the address. */
function folkFor(status: StatusEntry | null, verdict: Verdict): string | null {
  if (!status?.folk) return null;
  return status.category === verdict.category || status.folk.bounceType !== verdict.bounceType ? status.folk.note : null;
}

function headlineOf(record: JudgedRecord, category: CategoryEntry): Headline {
  const outcome = bounceOutcome(record.verdict) ?? 'soft';
  const label = inSentence(category.label);
  if (isDelay(record)) return { icon: 'delayed', word: delayWord(outcome), label };
  return { icon: outcome, word: bounceWord(outcome), label };
}

function noBounce(record: JudgedRecord, status: StatusEntry | null): Omit<Explanation, 'bounceType' | 'details' | 'code' | 'about'> {
  const text = noBounceText(record.kind, record.action);
  const told = record.kind === 'delivery' && status?.permanence === null && status.registered && !status.code.endsWith('.0') ? status.meaning : text.meaning;
  return {
    headline: { icon: text.icon, word: text.word, label: '' },
    meaning: told,
    reason: null,
    forThisAddress: text.forThisAddress,
    forThisMessage: null,
    whoActs: null,
    steps: text.steps,
    stop: null,
    evidence: [],
    folk: null,
    practice: null,
    prevention: record.kind === 'complaint' ? ['double opt-in', 'familiar sender name'] : [],
    links: [],
  };
}

function reasonOfException(bounceType: 'hard' | 'soft'): string {
  return bounceType === 'hard'
    ? 'Hard, because the words of this server say that the address will not come back.'
    : 'Soft, because the server may still change its mind.';
}

function generalSteps(verdict: Verdict, category: CategoryEntry, catalog: Catalog): readonly string[] {
  return verdict.bounceType === category.bounceType ? category.steps : exceptionSteps(verdict, catalog);
}

/** The provider's own way out is complete; only where there is none do the general steps follow. */
function stepsOf(record: JudgedRecord, general: readonly string[], own: readonly string[], details: readonly Detail[]): string[] {
  const typo = record.verdict.named.likelyDomain;
  return [
    ...(typo ? [`Correct the domain: most likely ${typo} is meant. Ask the person if you can.`] : []),
    ...(own.length > 0 ? own : atTheList(stepsFor(general, isFinal(record)), record.verdict, details)),
  ].slice(0, MOST_STEPS);
}

/** Where the list is known, nobody has to find its name first. */
function atTheList(steps: readonly string[], { category }: Verdict, details: readonly Detail[]): readonly string[] {
  const list = category === 'blocklisted' ? details.find(({ label }) => label === 'Blocklist') : undefined;
  return list ? [`Look up your IP or domain at ${list.value}.`, ...steps.slice(1)] : steps;
}

function codeLine(record: JudgedRecord, status: StatusEntry | null, catalog: Catalog): CodeLine | null {
  const entry = status ?? (record.replyCode ? catalog.reply(record.replyCode) : null);
  return entry ? { code: entry.code, title: entry.title, sources: entry.sources } : null;
}

function linksOf(provider: ProviderInfo | null, advice: ProviderAdvice | null): CatalogSource[] {
  const url = provider && pageOn(provider, advice);
  return provider && url && isWebLink(url) ? [{ label: provider.name, url }] : [];
}
