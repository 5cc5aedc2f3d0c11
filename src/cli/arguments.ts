/** What the user typed, understood. */
import type { BounceType } from '../engine/record';

const OUTPUTS = ['text', 'json', 'ndjson', 'csv', 'markdown', 'html'] as const;
export type Output = (typeof OUTPUTS)[number];

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'explain'; readonly text: string }
  | { readonly kind: 'merge'; readonly files: readonly string[]; readonly format: 'text' | 'json' | 'markdown' }
  | Summarize;

export interface Summarize {
  readonly kind: 'summarize';
  readonly files: readonly string[];
  readonly format: Output;
  readonly only: BounceType | null;
  /** Id of a source format that is forced. */
  readonly as: string | undefined;
  /** Successes too. */
  readonly all: boolean;
}

/** The command line was not understood; the message says what to type. */
export class UsageError extends Error {}

const OPTIONS = ['--format', '--only', '--as', '--all', '--help', '--version'] as const;

/**
 * @param words the command line after the program's name
 * @throws UsageError
 */
export function parseArguments(words: readonly string[]): Command {
  if (words.length === 1 && words[0] === 'help') return { kind: 'help' };
  if (words[0] === 'explain') return parseExplain(words.slice(1));
  const files: string[] = [];
  let format: Output | null = null;
  let only: BounceType | null = null;
  let as: string | undefined;
  let all = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--') {
      files.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      files.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    const value = (): string => {
      const given = equals === -1 ? words[++i] : word.slice(equals + 1);
      if (given === undefined || given === '') throw new UsageError(`${name} needs a value.`);
      return given;
    };
    switch (name) {
      case '--format': format = oneOf(name, value(), OUTPUTS); break;
      case '--only': only = oneOf(name, value(), ['hard', 'soft'] as const); break;
      case '--as': as = value(); break;
      case '--all': all = true; break;
      case '--help': case '-h': return { kind: 'help' };
      case '--version': case '-V': return { kind: 'version' };
      default: throw new UsageError(`There is no option ${name}. The options are ${OPTIONS.join(', ')}.`);
    }
  }
  if (files[0] === 'merge' && words[0] === 'merge') {
    if (files.length === 1) throw new UsageError('merge needs the files to add up, each made with --format json.');
    if (format === 'csv' || format === 'ndjson' || format === 'html') throw new UsageError('A merged summary holds figures, not single bounces: --format is text, json or markdown.');
    return { kind: 'merge', files: files.slice(1), format: format ?? 'json' };
  }
  if (files.length === 0) throw new UsageError('Name a file, a folder, or - for standard input.');
  return { kind: 'summarize', files, format: format ?? 'text', only, as, all };
}

function parseExplain(words: readonly string[]): Command {
  if (words[0] === '--help' || words[0] === '-h') return { kind: 'help' };
  const text = words.filter((word) => word !== '--').join(' ').trim();
  if (text === '') throw new UsageError('explain needs a code or a reply: bounce-lens explain "550 5.1.1 User unknown".');
  return { kind: 'explain', text };
}

function oneOf<T extends string>(option: string, value: string, values: readonly T[]): T {
  const found = values.find((v) => v === value);
  if (found === undefined) throw new UsageError(`${option} is one of ${values.join(', ')}, not ${JSON.stringify(value)}.`);
  return found;
}
