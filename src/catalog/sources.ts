/** Turns the short source keys of the data files into labels and links. */
import type { CatalogSource } from './catalog';

export const IANA: CatalogSource = {
  label: 'IANA',
  url: 'https://www.iana.org/assignments/smtp-enhanced-status-codes/smtp-enhanced-status-codes.xhtml',
};

/**
 * @param key `iana`, `rfc3463`, `rfc3463#3.2` or `draft:NAME`
 * @throws Error for any other key: a fault in the data, which the tests find
 */
export function sourceOf(key: string): CatalogSource {
  if (key === 'iana') return IANA;
  const rfc = /^rfc(\d{3,5})(?:#([\d.]{1,12}))?$/.exec(key);
  if (rfc) {
    const [, number, section] = rfc;
    return section
      ? { label: `RFC ${number} §${section}`, url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}` }
      : { label: `RFC ${number}`, url: `https://www.rfc-editor.org/rfc/rfc${number}` };
  }
  const draft = /^draft:(draft-[a-z0-9-]+)$/.exec(key);
  if (draft) return { label: `Internet-Draft ${draft[1]} (expired)`, url: `https://datatracker.ietf.org/doc/${draft[1]}/` };
  throw new Error(`Unknown source key in the catalog: ${key}`);
}
