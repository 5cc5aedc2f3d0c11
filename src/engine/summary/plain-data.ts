/** Reads data that came from outside, piece by piece; what is not as expected throws one kind of error. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json } | Bytes;
/** Among threads only: in a text they are base64. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The data is not what it should be. */
export class NotAsExpected extends Error {}

export function object(value: Json | undefined): { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null || isList(value) || value instanceof Uint8Array) throw new NotAsExpected('an object is missing');
  return value;
}

export function list(value: Json | undefined): readonly Json[] {
  if (!isList(value)) throw new NotAsExpected('a list is missing');
  return value;
}

export function number(value: Json | undefined): number {
  if (typeof value !== 'number') throw new NotAsExpected('a number is missing');
  return value;
}

/** A count: whole and not negative. */
export function count(value: Json | undefined): number {
  const given = number(value);
  if (!Number.isSafeInteger(given) || given < 0) throw new NotAsExpected('a count is not a whole number');
  return given;
}

export function numberOrNull(value: Json | undefined): number | null {
  return value === null ? null : number(value);
}

export function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new NotAsExpected('a text is missing');
  return value;
}

export function textOrNull(value: Json | undefined): string | null {
  return value === null ? null : text(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
