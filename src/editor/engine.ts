/** The one door from the editor to the engine. Behind it everything is loaded when the first document needs it, not before. */
import type { Engine } from './engine-room';

export type { Engine } from './engine-room';

let loading: Promise<Engine> | undefined;

export function loadEngine(): Promise<Engine> {
  return loading ??= import('./engine-room').then((room) => room.engine);
}
