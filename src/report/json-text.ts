/**
 * JSON that does no harm where it is looked at: `JSON.stringify` escapes the controls below a blank, but not those above, which some
 * terminals obey, nor the marks that turn the reading direction. Written as escapes they are still there for who reads the JSON.
 */
const HARMFUL = /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** @param value what JSON can hold */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(HARMFUL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
