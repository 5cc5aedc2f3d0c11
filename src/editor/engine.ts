/** The one door from the editor to the engine. Behind it everything is loaded when the first document needs it, not before. */
import type { Engine } from './engine-room';

export type { Engine } from './engine-room';

let loading: Promise<Engine> | undefined;
let loaded: Engine | undefined;
let prepare: (engine: Engine) => void = () => undefined;

/** Loads the engine at the first call. */
export function loadEngine(): Promise<Engine> {
  return loading ??= import('./engine-room').then(({ engine }) => {
    prepare(engine);
    return loaded = engine;
  }, (error: unknown) => {
    loading = undefined; // a file that could not be read now may be there at the next try
    throw error;
  });
}

/** The engine, if it is loaded by now. */
export function loadedEngine(): Engine | undefined {
  return loaded;
}

/** What to do with the engine when it is loaded, before anybody uses it. */
export function prepareEngine(how: (engine: Engine) => void): void {
  prepare = how;
}
