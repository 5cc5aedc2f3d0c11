import type { Tally } from '../engine/summary/tally';

/** Colours of a terminal. They never carry meaning alone: each coloured word says the same. */
export interface Paint {
  strong(text: string): string;
  quiet(text: string): string;
  warning(text: string): string;
  /** In the colour of what most of these bounces are. */
  type(tally: Pick<Tally, 'hard' | 'soft' | 'blocked'>, text: string): string;
}

export const noPaint: Paint = { strong: (text) => text, quiet: (text) => text, warning: (text) => text, type: (_, text) => text };

const sgr = (code: number) => (text: string): string => `\u001b[${code}m${text}\u001b[0m`;

const red = sgr(31);
const yellow = sgr(33);
const magenta = sgr(35);

/** ECMA-48 SGR codes from the basic palette, which themes of terminals adjust. */
export const ansiPaint: Paint = {
  strong: sgr(1),
  quiet: sgr(2),
  warning: yellow,
  type: ({ hard, soft, blocked }, text) => (hard >= soft && hard >= blocked ? red : blocked >= soft ? magenta : yellow)(text),
};
