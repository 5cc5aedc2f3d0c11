/** The one step that is shown with a cause at once, in the panel and in what is exported of it. */
import { stepsFor } from '../waiting-step';
import { MOSTLY } from '../words';
import type { CauseText, PanelData } from './data';
import type { CauseFigures } from './figures';
import { figure } from './say';

/**
 * What to do with hard addresses is no riddle. For the others a provider that gave most of a cause is asked first: its own way out is
 * more exact than the general one.
 */
export function firstStep(cause: CauseFigures, text: CauseText, data: PanelData): string {
  if (text.type === 'hard') return `For each address: ${text.address}${cause.held > 0 ? `; but wait with ${figure(cause.held)} that may be an outage` : ''}.`;
  const { provider } = cause;
  const name = provider && provider.count >= MOSTLY * cause.count ? data.providers[provider.id] : undefined;
  const own = text.advice.find((advice) => advice.provider === name)?.steps ?? [];
  const final = cause.waiting === 0;
  return stepsFor(own, final)[0] ?? stepsFor(text.steps, final)[0] ?? '';
}
