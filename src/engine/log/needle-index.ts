/**
 * Tells in one pass over a line which of many formats' words it holds. Asking for each word alone costs a pass per word; this looks at
 * every pair of characters once and compares only where a word with that pair begins.
 */

/** Pairs are folded into so many slots; a collision only costs a comparison. */
const SLOTS = 1 << 14;

export class NeedleIndex {
  /** For every slot: 0, or 1 + the place in `buckets`. */
  private readonly slots = new Uint16Array(SLOTS);
  private readonly buckets: { needle: string; third: number; owner: number }[][] = [];
  private readonly always: number[] = [];

  /** @param owners for each owner its words; an owner without any is always told. Words have two characters at least. */
  constructor(owners: readonly (readonly string[] | undefined)[]) {
    owners.forEach((needles, owner) => {
      if (!needles || needles.some((needle) => needle.length < 2)) this.always.push(owner);
      else for (const needle of needles) this.add(needle, owner);
    });
  }

  /** Sets `found[owner]` to 1 for every owner with a word in the text, to 0 for the others. */
  find(text: string, found: Uint8Array): void {
    found.fill(0);
    for (const owner of this.always) found[owner] = 1;
    let before = text.charCodeAt(0);
    for (let i = 1; i < text.length; i++) {
      const c = text.charCodeAt(i);
      const bucket = this.slots[((before << 7) ^ c) & (SLOTS - 1)]!;
      if (bucket !== 0) this.compare(this.buckets[bucket - 1]!, text, i - 1, found);
      before = c;
    }
  }

  private compare(bucket: readonly { needle: string; third: number; owner: number }[], text: string, at: number, found: Uint8Array): void {
    const third = text.charCodeAt(at + 2);
    for (let i = 0; i < bucket.length; i++) {
      const entry = bucket[i]!;
      if ((entry.third === third || entry.needle.length === 2) && found[entry.owner] === 0 && text.startsWith(entry.needle, at)) found[entry.owner] = 1;
    }
  }

  private add(needle: string, owner: number): void {
    const slot = ((needle.charCodeAt(0) << 7) ^ needle.charCodeAt(1)) & (SLOTS - 1);
    if (this.slots[slot] === 0) this.slots[slot] = this.buckets.push([]);
    this.buckets[this.slots[slot]! - 1]!.push({ needle, third: needle.charCodeAt(2), owner });
  }
}
