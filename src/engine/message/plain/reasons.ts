/** The words that tell why: next to a recipient, or once for all of them. */
import { withoutAddresses } from '../address';
import type { TextLine } from '../mime/body';
import boilerplate from '../phrases/boilerplate.json';
import failure from '../phrases/failure.json';
import mere from '../phrases/mere-failure.json';
import { normalise, Phrases } from '../phrases/phrases';
import labels from '../phrases/recipient-labels.json';
import { carriesRefusal } from '../reply-code';
import { Words } from '../words';
import { AT_TIME } from './by-name';
import type { Paragraph } from './paragraphs';

const BOILERPLATE = new Phrases(boilerplate);
const FAILURE = new Phrases(failure);
const MERE = new Phrases(mere);
/** A reason is a few lines; a letter is none. */
const LONGEST = 2000;
/** Who writes more than this says more than that it failed. */
const LONGEST_MERE = 80;

/** What introduces a reason. */
const LABELLED = /^(?:technical details of (?:permanent|temporary) failure|reason(?: for failure)?|the reason(?: given)?(?: was| is)?|for the following reasons?|because|the error(?: message)?(?: was| is)?|error(?: description| message)?|cause|details|diagnostic(?: code)?|wegen|parce que|en raison de|debido a|devido a|perché|omdat|på grund af|på grund av|z powodu|z důvodu|из-за|по причине|次の理由|grund|ursache|fehler|raison|motif|motivo|razón|causa|reden|причина|理由|原因|エラー内容|退信原因|退信理由|失败原因|失敗原因|사유|실패 사유|오류)[\s.]{0,20}[:：=]\s{0,5}/i;

/** Notes that stand between a recipient and its reason. */
const NOTES = [
  /^(?!>{3} )[:;,.)>\]"'\s-]{1,12}/,
  /^\((?:ultimately )?generated (?:from|by) [^)]{0,330}\)/i,
  /^(?:ultimately )?generated (?:from|by) \S{1,320}@\S{1,253}/i,
  /^\(?expanded from:? [^)]{0,330}\)?/i,
  /^<mailto:[^>]{0,400}>/i,
  // MMDF: where it waited
  /^\(host: [^)]{1,253}\)(?: \(queue: [^)]{1,60}\))?/i,
  AT_TIME,
  /^\.{3}/,
  /^Error-Code: ?\d{1,5} Error-Text: ?/i,
  /^.{0,300}?\bfor the following reasons?\s{0,3}:\s{0,5}/i,
  // the same as the title of a cell in a table
  /^(?:退信原因|退信理由|失败原因|失敗原因|错误信息|錯誤訊息|실패 ?사유|반송 ?사유|실패 ?원인|エラー内容)\s{1,5}/,
  LABELLED,
];
const NOTE_BEHIND = / \(expanded from:? [^()]{0,330}\)$/i;
/** Frames around a reason. */
const FRAMES: readonly RegExp[] = [
  /^\(reason: (.{1,2000})\)$/is,
  /^\(([^()]{1,500})\)$/,
  /^\[([^[\]]{1,500})\]$/,
  /^\*{2,5} ([^*]{1,500}) \*{2,5}$/,
];

/** The reason that a text calls so, `Motivo: la casella non esiste`, also in the paragraph below the label; empty where it does not. */
export function labelledReason(paragraphs: readonly Paragraph[]): Words {
  const at = paragraphs.findIndex(({ words }) => LABELLED.test(words.text));
  if (at === -1) return Words.none;
  const reason = trimReason(paragraphs[at]!.words);
  return reason.isEmpty && paragraphs[at + 1] ? trimReason(paragraphs[at + 1]!.words) : reason;
}

/** What stands with a recipient, without notes and frames. */
export function trimReason(words: Words): Words {
  let reason = words.slice(0, LONGEST);
  for (let changed = true; changed && !reason.isEmpty;) {
    changed = false;
    for (const note of NOTES) {
      const match = note.exec(reason.text);
      if (!match || match[0].length === 0) continue;
      reason = reason.slice(match[0].length);
      changed = true;
    }
  }
  const note = NOTE_BEHIND.exec(reason.text);
  if (note) reason = reason.slice(0, note.index);
  for (const frame of FRAMES) {
    const match = frame.exec(reason.text);
    if (match) reason = reason.slice(reason.text.indexOf(match[1]!), reason.text.indexOf(match[1]!) + match[1]!.length);
  }
  // a bracket, a quote that was opened before the reason began
  if (/^[^[\]]{1,2000}\]$/.test(reason.text)) reason = reason.slice(0, reason.text.length - 1);
  return /^[^'"]{0,2000}[^'"s]['"]$/.test(reason.text) ? reason.slice(0, reason.text.length - 1) : reason;
}

/** True where words carry a code or a known phrase of failure. */
export function tellsWhy(words: Words): boolean {
  return words.text !== '' && (hasCode(words) || FAILURE.isIn(normalise(words.text)));
}

/** Words around `was not delivered` that tell nothing. */
const EMPTY = /\b(?:the|this|that|your|you|sent|a|an|to|of|for|by|it|its|and|has|have|had|been|was|were|is|be|could|following|e-?mail|mail|message|recipients?|address(?:es)?|user|users|s|status|sorry|inform|therefore|subject|which|one|or|more|due|reasons?|i'm)\b/g;

/** True where words say that something was not delivered, and nothing of why. */
export function isMere(words: Words): boolean {
  if (words.text.length > LONGEST_MERE || hasCode(words)) return false;
  let text = normalise(withoutAddresses(words.text));
  const whole = text.length;
  for (let mere = MERE.first(text); mere; mere = MERE.first(text, mere.start)) text = `${text.slice(0, mere.start)}.${text.slice(mere.end)}`;
  return text.length < whole && !/\p{L}/u.test(text.replace(EMPTY, ''));
}

/** True where words carry a code that refuses or defers. */
export function hasCode(words: Words | null): boolean {
  return words !== null && carriesRefusal(words);
}

/**
 * The reason that a text gives for all recipients: the first paragraph with a code, else with a known phrase, else the first
 * that is not mere politeness; empty where there is none.
 */
export function sharedReason(paragraphs: readonly Paragraph[], lines: readonly TextLine[]): Words {
  const candidates = paragraphs.map((paragraph) => lastAttempt(paragraph, lines) ?? withoutSummary(paragraph, lines)).filter((words) => !words.isEmpty && !isMereAddress(words.text));
  const coded = candidates.find(hasCode);
  if (coded) return trimReason(coded);
  const useful = candidates.filter((words) => !isPolite(words.text)).map(withoutIntroduction).map(trimReason).filter((words) => /\p{L}/u.test(normalise(words.text).replace(EMPTY, '')));
  return (useful.find((words) => FAILURE.isIn(normalise(words.text)) && !isMere(words)) ?? useful.find((words) => FAILURE.isIn(normalise(words.text))) ?? useful.find((words) => !words.isEmpty) ?? Words.none).slice(0, LONGEST);
}

/** A host and its answer: `mx1.shop.example: 451 4.3.0 try later`, `Attempt 2: mx2.shop.example [192.0.2.2] said: 550 unknown`. */
const ATTEMPT = /^[ \t]{0,12}(?:[-*] )?(?:(?:attempt|try|host|server)\b[ \d.:#]{1,8})?(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\.?(?: ?[[(][0-9A-Fa-f.:]{2,45}[\])])?(?: said| replied| responded)?:? {1,3}[245]\d\d[ -]/i;

/** Of a list of attempts at several hosts the last one: its answer is the final one. Null where a paragraph is no such list. */
function lastAttempt({ from, to }: Paragraph, lines: readonly TextLine[]): Words | null {
  const attempts: number[] = [];
  for (let i = from; i < to; i++) if (ATTEMPT.test(lines[i]!.text.slice(0, 500))) attempts.push(i);
  return attempts.length > 1 ? Words.ofLines(lines, attempts[attempts.length - 1]!, to) : null;
}

/** A paragraph that introduces what follows gives its sentences before that. */
function withoutIntroduction(words: Words): Words {
  if (!/[:：]$/.test(words.text)) return words;
  const { text } = words;
  return words.slice(0, Math.max(text.lastIndexOf('. ') + 1, text.lastIndexOf('。') + 1, text.lastIndexOf('! ') + 1));
}

/** How a letter begins in languages that put it behind the name. */
const HONORIFIC = /^(?:[様殿님]|さま|さん|御中|귀하|先生|女士|您好)$/;

/** An address and no more than a greeting around it. */
function isMereAddress(text: string): boolean {
  if (text.length > 400 || !text.includes('@')) return false;
  const rest = withoutAddresses(text).replace(/\((?:(?:ultimately )?generated (?:from|by)|expanded from:?)/gi, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return rest === '' || HONORIFIC.test(rest) || (/[,،，:：]$/.test(text) && rest.split(' ').length <= 3);
}

/** Sentences that every bounce has, whatever happened. */
function isPolite(text: string): boolean {
  const plain = normalise(text);
  const match = BOILERPLATE.first(plain.slice(0, 300));
  return match !== null && match.start < 12;
}

/** Sentences that advise, `Check for typos and try again`, and all after them say nothing of why. */
export function withoutAdvice(words: Words): Words {
  if (hasCode(words)) return words;
  for (const { index } of words.text.matchAll(/[.!?] (?=\S)/g)) {
    if (isPolite(words.text.slice(index + 2))) return words.slice(0, index + 1);
  }
  return words;
}

/** What describes the returned mail, by its label. */
const SUMMARY = new Set(labels.summary.map(normalise));
const LABEL = /^[ \t>*|]{0,12}([^\s:：=][^:：=]{0,30}?)[ \t\u00a0]{0,4}[:：=]/;

/** True for a line that describes the returned mail: `Subject: ...`, `Sent: ...`. */
export function isSummary(text: string): boolean {
  const label = LABEL.exec(text)?.[1];
  return label !== undefined && (SUMMARY.has(normalise(label)) || /^x-[\w-]{1,40}$/i.test(label));
}

function withoutSummary(paragraph: Paragraph, lines: readonly TextLine[]): Words {
  const own = lines.slice(paragraph.from, paragraph.to).filter((line) => !isSummary(line.text));
  return own.length === paragraph.to - paragraph.from ? paragraph.words : Words.ofLines(own, 0, own.length);
}
