/** An explanation as plain text, short enough for a ticket. */
import type { Catalog } from '../catalog/catalog';
import type { JudgedRecord } from '../engine/record';
import { looks, outcomeOf } from './outcome';
import { shownText, withinSentence } from './shown-text';

/** Longer words of a server do not help a ticket. */
const LONGEST_QUOTE = 400;

export function explanationText(record: JudgedRecord, catalog: Catalog): string {
  const { verdict } = record;
  const category = catalog.category(verdict.category);
  const advice = verdict.provider ? catalog.provider(verdict.provider)?.entry(verdict.rule) : null;
  const steps = advice?.steps.length ? advice.steps : category.steps;
  const lines = [`${looks[outcomeOf(verdict)].heading}: ${withinSentence(category.label)}`];
  if (record.recipient) lines.push(`To: ${shownText(record.recipient)}`);
  if (record.diagnostic) lines.push(`The server said: "${shownText(record.diagnostic, LONGEST_QUOTE)}"`);
  lines.push('', advice?.meaning ?? category.meaning, '', ...steps.map((step, i) => `${i + 1}. ${step}`));
  return lines.join('\n');
}
