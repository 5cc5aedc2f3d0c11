/** A single mail (`.eml`, or pasted text). */
import type { TextFormat } from '../source';
import { detectMail } from './detect';
import { LineCounter } from './line-counter';
import { readMail } from './read-mail';

export const mail: TextFormat = {
  id: 'mail',
  name: 'Mail',
  kind: 'text',
  detect: detectMail,
  read(source, _options, sink) {
    readMail(source, 0, source.text.length, new LineCounter(source.text), sink);
  },
};
