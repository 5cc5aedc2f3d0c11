/** The providers whose events are read. A new one is one file and one line here; a shape that could take another's events stands after it. */
import type { SourceFormat } from '../source';
import type { EventShape } from './event-shape';
import { eventFormat } from './json-source';
import { ses } from './ses';

export const eventShapes: readonly EventShape[] = [ses];

export const eventFormats: readonly SourceFormat[] = eventShapes.map((shape) => eventFormat(shape, () => eventShapes));
