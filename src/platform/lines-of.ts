/** Some lines out of the middle of a file of any size, without keeping the rest. */

const LF = 10;
const CR = 13;

/** A longer line is cut: it is looked at, not worked with. */
const LONGEST_LINE = 100_000;

/**
 * @param first number of the first line wanted, from 1
 * @param count how many lines at most
 * @returns fewer where the file ends before; lines end with LF, CRLF or CR
 */
export async function linesOf(chunks: AsyncIterable<Uint8Array>, first: number, count: number): Promise<string[]> {
  const found: string[] = [];
  let line = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  let afterCr = false;
  const keep = (bytes: Uint8Array): void => {
    if (line < first || length >= LONGEST_LINE || bytes.length === 0) return;
    const part = bytes.slice(0, LONGEST_LINE - length); // the chunk itself is not held
    parts.push(part);
    length += part.length;
  };
  const endLine = (): void => {
    if (line >= first) found.push(decoded(parts, length));
    parts = [];
    length = 0;
    line++;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let i = 0; i < chunk.length && found.length < count; i++) {
      const c = chunk[i]!;
      if (c === LF && afterCr && i === from) {
        from = i + 1; // the second half of CRLF
      } else if (c === LF || c === CR) {
        keep(chunk.subarray(from, i));
        endLine();
        from = i + 1;
      }
      afterCr = c === CR;
    }
    if (found.length >= count) return found;
    keep(chunk.subarray(from));
  }
  if (length > 0 && found.length < count) endLine();
  return found;
}

function decoded(parts: readonly Uint8Array[], length: number): string {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new TextDecoder().decode(all);
}
