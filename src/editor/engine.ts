/** The one door from the editor to the engine. Behind it everything is loaded when the first document needs it, not before. */
import type { Engine } from './engine-room';

export type { Engine } from './engine-room';

let loading: Promise<Engine> | undefined;
let prepare: (engine: Engine) => void = () => undefined;

/** Loads the engine at the first call. */
export function loadEngine(): Promise<Engine> {
  return loading ??= import('./engine-room').then(({ engine }) => {
    prepare(engine);
    return engine;
  }, (error: unknown) => {
    loading = undefined; // a file that could not be read now may be there at the next try
    throw error;
  });
}

/** What to do with the engine when it is loaded, before anybody uses it; at once where it already is. */
export function prepareEngine(how: (engine: Engine) => void): void {
  prepare = how;
  void loading?.then(how);
}
