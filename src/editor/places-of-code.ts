/** Where else in a document the same code stands, as far as records tell. */
import type { JudgedRecord } from '../engine/record';
import type { DocumentModel } from './document-model';

/** More places than a reader goes through, and than a list of results bears. */
export const MOST_PLACES = 1000;

/** The records with this status or reply code, in document order; the first `MOST_PLACES` of them by number. */
export function placesOfCode(model: DocumentModel, code: string): number[] {
  const ordinals: number[] = [];
  model.records.each((record, ordinal) => { if (carries(record, code)) ordinals.push(ordinal); });
  return ordinals;
}

function carries(record: JudgedRecord, code: string): boolean {
  return record.status === code || record.replyCode === code;
}
