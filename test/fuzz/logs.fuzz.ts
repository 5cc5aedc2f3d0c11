/** Mutated logs and events, read by the format that recognises them, and judged. See `fuzz.ts`. */
import { bounceService } from '../../src/engine/bundled-service';
import { fuzz, isInside, wrongIn } from './fuzz';

const service = bounceService();

fuzz({
  name: 'logs',
  fixtures: 'logs',
  problemOf(text) {
    const { format, records, notUnderstood } = service.read({ text, binary: false }, { referenceTime: 0 });
    for (const record of records) {
      const wrong = wrongIn(record, text);
      if (wrong) return `${format?.id}: ${wrong}`;
    }
    return notUnderstood.every(({ span }) => isInside(span, text)) ? null : `${format?.id}: a line outside the text`;
  },
});
