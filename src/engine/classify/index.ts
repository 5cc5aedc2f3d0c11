/** Bounce record -> verdict. */
export { createJudge } from './judge';
export { bundledRules } from './bundled-rules';
