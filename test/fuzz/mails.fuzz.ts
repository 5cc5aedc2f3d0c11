/** Mutated mails: records, structure and the decoded view. See `fuzz.ts`. */
import { decodedView } from '../../src/engine/message/decoded-view';
import { mail } from '../../src/engine/message/mail-format';
import { mbox } from '../../src/engine/message/mbox-format';
import { structureOf, type OutlineNode } from '../../src/engine/message/structure';
import type { BounceRecord, Span } from '../../src/engine/record';
import { fuzz, isInside, wrongIn } from './fuzz';

fuzz({
  name: 'mails',
  fixtures: 'mail',
  problemOf(text, random) {
    const binary = random.chance(2);
    for (const format of [mail, mbox]) {
      const records: BounceRecord[] = [];
      format.read({ text, binary }, { referenceTime: 0 }, { record: (r) => { records.push(r); }, notUnderstood: () => undefined, limit: () => undefined, message: () => undefined });
      for (const record of records) {
        const wrong = wrongIn(record, text);
        if (wrong) return `${format.id}: ${wrong}`;
      }
    }
    const structure = structureOf({ text, binary });
    const spans: Span[] = [...structure.originals, ...structure.encoded];
    const collect = (node: OutlineNode): void => { spans.push(node.span); node.children.forEach(collect); };
    structure.mails.forEach(collect);
    if (!spans.every((span) => isInside(span, text))) return 'structure: a place outside the text';
    decodedView({ text, binary });
    return null;
  },
});
