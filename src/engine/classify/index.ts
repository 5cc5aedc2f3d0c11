/** Bounce record -> verdict. */
export { createJudge } from './judge';
export { bundledRules } from './bundled-rules';
export { judgeReply } from './judge-reply';
export { readUserRules, type CheckedUserRule, type RuleProblem, type UserRule } from './user-rules';
