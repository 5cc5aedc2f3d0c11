/** An explanation as a short plain text, for a ticket or an answer to a customer. */
import { headlineText, plainText, type Explanation } from './explanation';
import { maskText } from './mask';
import { CLOCK_WORDS, minuteInWords } from './time';
import { visible } from './visible';

export interface CopyOptions {
  /** Whether addresses become `j***@example.com`. */
  readonly mask: boolean;
}

/** The server's words are quoted literally; control characters in them are made visible. */
export function copyText(explanation: Explanation, { mask }: CopyOptions): string {
  const { about, code } = explanation;
  const lines = [
    headlineText(explanation.headline),
    about?.recipient ? `Address: ${about.recipient}` : '',
    about && about.time !== null ? `Time: ${minuteInWords(about.time, about.ownClock ? 'log' : 'utc')}${about.ownClock ? ` (${CLOCK_WORDS.log})` : ''}` : '',
    '',
    explanation.meaning,
    about?.diagnostic ? `${about.remoteMta ? `The server ${about.remoteMta}` : 'The server'} said: "${about.diagnostic}"` : '',
    '',
    explanation.forThisAddress ? `For this address: ${explanation.forThisAddress}` : '',
    explanation.forThisMessage ? `For this message: ${explanation.forThisMessage}` : '',
    explanation.whoActs ? `Who acts: ${explanation.whoActs}` : '',
    '',
    ...explanation.steps.map((step, i) => `${i + 1}. ${step}`),
    explanation.steps.length > 0 && explanation.stop ? `When to stop: ${explanation.stop}` : '',
    '',
    ...explanation.details.filter((d) => d.label !== 'Answered by').map((d) => `${d.label}: ${d.value}${d.url ? ` (${d.url})` : ''}`),
    plainText(explanation.evidence),
    code ? `${code.code}: ${code.title}${code.sources[0] ? ` (${code.sources[code.sources.length - 1]!.url})` : ''}` : '',
    // How others read the code concerns who asks about the code; in an answer about a bounce it would only confuse.
    ...(about ? [] : [explanation.folk ?? '', explanation.practice ?? '']),
  ];
  const text = tidy(lines.map((line) => visible(line)));
  return mask ? maskText(text, about?.recipient ?? '') : text;
}

/** One blank line between paragraphs, none at the ends. */
function tidy(lines: readonly string[]): string {
  const kept = lines.filter((line, i) => line !== '' || (i > 0 && lines[i - 1] !== ''));
  return kept.join('\n').replace(/\n{3,}/g, '\n\n').trim();
}
