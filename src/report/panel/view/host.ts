/** The other side: the extension that opened this panel. */
import type { PanelState, SavedState, ToHost } from '../protocol';

interface VSCodeApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VSCodeApi;

export const host = acquireVsCodeApi();

/** What was on show before the window was reloaded; null where there is none or it is of another version. */
export function savedState(): PanelState | null {
  const state = host.getState() as Partial<SavedState> | undefined;
  return state?.version === 1 && state.shows !== 'comparison' ? state as PanelState : null;
}
