/**
 * Steps that count on the mail server to try again. By convention of the catalog they begin with `Wait`, `Do nothing` or
 * `Let the mail server retry`; where the message is final they would be wrong.
 */
const WAITING = /^(?:Wait\b|Do nothing\b|Let (?:the|your) (?:mail )?server retry\b)/;

const SEND_AGAIN = 'Send the message again later; this one is not tried again by itself.';

/** Whether a step only helps while the message is still waiting. */
export function isWaitingStep(step: string): boolean {
  return WAITING.test(step);
}

/** The steps as they hold for a message that is final, or still waiting. */
export function stepsFor(steps: readonly string[], final: boolean): string[] {
  if (!final) return [...steps];
  const first = steps.findIndex(isWaitingStep);
  return steps.flatMap((step, i) => (!isWaitingStep(step) ? [step] : i === first ? [SEND_AGAIN] : []));
}
