/**
 * Which messages arrived at which recipient, by queue id and address: tells of a deferral whether it ended well or still waits, without a
 * place for each of a million deliveries (a Bloom filter, CACM 13:7). Order does not matter and parts add up: an id ends once.
 */
import { hashOf } from './hash';

/** 4 MB: of two million deliveries, one in a thousand deferrals that wait is taken for one that ended. */
const BITS = 2 ** 25;
const PROBES = 6;

export class DeliveredMessages {
  /** @param words as `state` of another one */
  constructor(readonly words: Uint32Array = new Uint32Array(BITS / 32)) {}

  /** @param queueId, recipient hashes, see `hash.ts` */
  add(queueId: number, recipient: number): void {
    let at = firstOf(queueId, recipient);
    const step = stepOf(queueId, recipient);
    for (let i = 0; i < PROBES; i++, at += step) this.words[(at & (BITS - 1)) >>> 5]! |= 1 << (at & 31);
  }

  /** False is certain. */
  has(queueId: string, recipient: string): boolean {
    const [id, address] = [hashOf(queueId), hashOf(recipient)];
    let at = firstOf(id, address);
    const step = stepOf(id, address);
    for (let i = 0; i < PROBES; i++, at += step) if ((this.words[(at & (BITS - 1)) >>> 5]! & (1 << (at & 31))) === 0) return false;
    return true;
  }

  merge(other: DeliveredMessages): this {
    for (let i = 0; i < this.words.length; i++) this.words[i]! |= other.words[i]!;
    return this;
  }
}

/** Each from the lower and the upper half of the hashes, so that the two are independent. */
const firstOf = (queueId: number, recipient: number): number => Math.imul(queueId | 0, 0x9e3779b1) ^ (recipient | 0);
const stepOf = (queueId: number, recipient: number): number => Math.imul((queueId / 0x1_0000_0000) | 0, 0x85ebca6b) ^ (recipient / 0x1_0000_0000) | 1;
