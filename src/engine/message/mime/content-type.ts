/** `Content-Type` and its like: a word and parameters (RFC 2045 section 5.1, RFC 2231 in the forms that occur). */

export interface ContentType {
  /** `multipart/report`, lower case; empty where the field is missing or no type. */
  readonly type: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const PARAMETER = /;\s{0,20}([\w.*-]{1,40})\s{0,5}=\s{0,5}(?:"((?:[^"\\]|\\.){0,2000})"?|([^;"\s]{0,500}))/g;
const TYPE = /^\s{0,20}([\w.+-]{1,60}\/[\w.+-]{1,80})/;

export function parseContentType(value: string): ContentType {
  const type = TYPE.exec(value)?.[1]?.toLowerCase() ?? /^\s{0,20}(text|multipart|message)\b/i.exec(value)?.[1]?.toLowerCase() ?? '';
  const parameters = new Map<string, string>();
  if (value.includes(';')) {
    for (const match of value.matchAll(PARAMETER)) {
      const name = match[1]!.toLowerCase();
      const text = match[2] !== undefined ? match[2].replace(/\\(.)/g, '$1') : match[3]!;
      const base = name.split('*')[0]!;
      const extended = name !== base;
      parameters.set(base, extended ? (parameters.get(base) ?? '') + text.replace(/^[\w-]{0,40}'[\w-]{0,20}'/, '') : text);
    }
  }
  return { type, parameters };
}
