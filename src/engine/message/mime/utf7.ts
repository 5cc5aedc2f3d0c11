/** UTF-7 (RFC 2152), which TextDecoder does not know and old Exchange servers write. */
import { decodeBase64 } from './base64';

/** @param text ASCII with `+...-` runs of UTF-16BE in base64. Runs that are broken stay as they are. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]{0,4096})-?/g, (all, run: string) => {
    if (run === '') return all === '+-' ? '+' : all;
    const bytes = decodeBase64(run);
    if (bytes.length < 2) return all;
    let out = '';
    for (let i = 0; i + 1 < bytes.length; i += 2) out += String.fromCharCode((bytes.charCodeAt(i) << 8) | bytes.charCodeAt(i + 1));
    return out;
  });
}
