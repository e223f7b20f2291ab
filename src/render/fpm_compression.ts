/** How fpm is told to compress a payload. Levels, and thread counts where they change bytes, are fixed: same bytes anywhere. */
import type { Compression } from '../config/schema.ts';
import type { Format } from '../format/format.ts';
import type { FpmArgument } from './fpm_argument.ts';

export const ZSTD_LEVEL = 3;

/** gzip -9, fpm's own, takes three times as long as -6 and saves one part in a hundred. */
const LEVEL = '6';

export const COMPRESSION_ARGUMENTS: Readonly<Record<Format, Readonly<Record<Compression, readonly FpmArgument[]>>>> = {
  deb: {
    gzip: [
      ['--deb-compression', 'gz'],
      ['--deb-compression-level', LEVEL],
    ],
    xz: [
      ['--deb-compression', 'xz'],
      ['--deb-compression-level', LEVEL],
    ],
    // The wrapper sees to the level.
    zstd: [['--deb-compression', 'zst']],
    none: [['--deb-compression', 'none']],
  },
  rpm: {
    gzip: [
      ['--rpm-compression', 'gzip'],
      ['--rpm-compression-level', LEVEL],
    ],
    xz: [
      ['--rpm-compression', 'xz'],
      ['--rpm-compression-level', LEVEL],
    ],
    // fpm knows no zstd; the later line of the spec wins.
    zstd: [['--rpm-tag', `%define _binary_payload w${ZSTD_LEVEL}.zstdio`]],
    none: [['--rpm-compression', 'none']],
  },
};
