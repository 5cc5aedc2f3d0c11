/** Addresses made unreadable for screenshots and tickets: who it was goes, where it was stays. */

/** The part before the @ of an address somewhere in a text. Bounded, so that this runs in linear time. */
const LOCAL_PART = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=[\p{L}\p{N}[])/gu;

/** Shorter names (`ann`) stay where they stand alone: they are words as well. */
const SHORTEST_NAME = 4;

/** `j***@example.com`. The number of stars says nothing about the length. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const local = at < 0 ? address : address.slice(0, at);
  if (local === '') return address;
  const [first = ''] = local;
  return `${first}***${at < 0 ? '' : address.slice(at)}`;
}

/** Every address in a text masked, and the given recipient also where its name stands without the domain. */
export function maskText(text: string, recipient = ''): string {
  const masked = text.replace(LOCAL_PART, (found) => `${maskAddress(found.slice(0, -1))}@`);
  const name = recipient.slice(0, Math.max(0, recipient.lastIndexOf('@')));
  return name.length < SHORTEST_NAME ? masked : replaceWord(masked, name, maskAddress(name));
}

/** Replaces a word wherever no letter or digit touches it. */
function replaceWord(text: string, word: string, by: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (isWordCharacter(text.charAt(at - 1)) || isWordCharacter(text.charAt(at + word.length))) continue;
    parts.push(text.slice(from, at), by);
    from = at + word.length;
  }
  return parts.join('') + text.slice(from);
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
