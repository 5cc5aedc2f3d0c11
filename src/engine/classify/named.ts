/** What the server's words name besides the reason. */
import type { CategoryId } from '../../catalog/catalog';
import type { BounceRecord, Named } from '../record';
import type { Words } from './normalise';

export function readNamed(_record: BounceRecord, text: string, words: Words, _category: CategoryId): Named {
  const named: Named = {};
  const ip = words.ips[0];
  if (ip) named.ip = text.slice(ip.start, ip.end);
  return named;
}
