/** A record with every address in it made unreadable, for exports that leave the house. */
import type { JudgedRecord } from '../engine/record';
import { maskAddress, maskText } from './mask';

export function maskRecord(record: JudgedRecord): JudgedRecord {
  const recipient = record.recipient ?? '';
  const masked = (text: string | null): string | null => (text === null ? null : maskText(text, recipient));
  return {
    ...record,
    recipient: record.recipient === null ? null : maskAddress(record.recipient),
    ...(record.finalRecipient === undefined ? {} : { finalRecipient: maskAddress(record.finalRecipient) }),
    sender: record.sender === null ? null : maskAddress(record.sender),
    diagnostic: masked(record.diagnostic),
    verdict: { ...record.verdict, evidence: record.verdict.evidence.map((piece) => ({ ...piece, text: maskText(piece.text, recipient) })) },
  };
}
