/** The part of node:assert/strict that the editor tests use, for the web extension host. */
class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

function fail(message: string): never { throw new AssertionError(message); }
const shown = (value: unknown): string => { try { return JSON.stringify(value) ?? String(value); } catch { return String(value); } };

export function ok(value: unknown, message?: string): asserts value {
  if (!value) fail(message ?? `${shown(value)} is not truthy`);
}

export function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) fail(message ?? `${shown(actual)} is not ${shown(expected)}`);
}

export function notEqual(actual: unknown, other: unknown, message?: string): void {
  if (Object.is(actual, other)) fail(message ?? `${shown(actual)} should be something else`);
}

export function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (shown(actual) !== shown(expected)) fail(message ?? `${shown(actual)} is not ${shown(expected)}`);
}

export function match(text: string, pattern: RegExp, message?: string): void {
  if (!pattern.test(text)) fail(message ?? `${shown(text)} does not match ${String(pattern)}`);
}

export function doesNotMatch(text: string, pattern: RegExp, message?: string): void {
  if (pattern.test(text)) fail(message ?? `${shown(text)} matches ${String(pattern)}`);
}

export default Object.assign(ok, { ok, equal, notEqual, deepEqual, match, doesNotMatch, fail, AssertionError });
