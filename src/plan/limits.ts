/** What an engine cannot do in a format. A config that asks for it is refused; nothing is quietly done otherwise. */
import type { Compression, EngineName } from '../config/schema.ts';
import type { Format } from '../format/format.ts';

export interface Limits {
  /** What the payload can be compressed with. */
  readonly compressions: readonly Compression[];
  /** Who can own a file; undefined is anyone. */
  readonly owners?: readonly string[];
  /** Why, for the message. */
  readonly because: string;
}

export const LIMITS = {
  fpm: {
    deb: {
      // fpm hands zstd its level with the wrong sign: 75 MB become 33 MB, larger than with gzip.
      compressions: ['gzip', 'xz', 'none'],
      // fpm makes data.tar with one owner for all of it.
      owners: ['root'],
      because: 'of fpm, which writes the deb',
    },
    rpm: { compressions: ['gzip', 'xz', 'zstd', 'none'], because: 'of fpm, which writes the rpm' },
  },
} satisfies Record<EngineName, Record<Format, Limits>>;

export function limitsOf(engine: EngineName, format: Format): Limits {
  return LIMITS[engine][format];
}
