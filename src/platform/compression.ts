/** What kind of container a source's first bytes announce. Names are not asked: a rotated log may be called anything. */
export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'zip' | 'lz4';

const MAGIC: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
];

export function compressionOf(start: Uint8Array): Compression {
  return MAGIC.find(([, magic]) => magic.every((byte, i) => start[i] === byte))?.[0] ?? 'none';
}

const UNPACK: Partial<Record<Compression, string>> = {
  bzip2: 'bunzip2 -k', xz: 'xz -dk', zstd: 'zstd -d', zip: 'unzip', lz4: 'lz4 -d',
};

/** @returns what to tell the user about a container that cannot be opened here, or null where it can. */
export function whyNotOpened(compression: Compression): string | null {
  const command = UNPACK[compression];
  return command ? `it is compressed with ${compression}, which cannot be read here; unpack it first (${command}) or use gzip` : null;
}
