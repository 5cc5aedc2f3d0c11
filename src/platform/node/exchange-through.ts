/** Verdicts go from the thread that judges to those that read with it, which look for them whenever they need one, without waiting. */
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { VerdictExchange } from '../../engine/stream/verdict-cache';
import type { KnownWords } from '../../engine/stream/wording';

type Told = Parameters<NonNullable<VerdictExchange['tell']>>;

/** @param tellsTo ends of channels to others @param hearsFrom the end of one, where another thread judges @param words see `VerdictExchange` */
export function exchangeThrough(tellsTo: readonly MessagePort[], hearsFrom: MessagePort | null, words?: KnownWords): VerdictExchange {
  return {
    words,
    tell: (...told) => { for (const port of tellsTo) port.postMessage(told); },
    hear: hearsFrom ? () => receiveMessageOnPort(hearsFrom)?.message as Told | undefined : undefined,
  };
}
