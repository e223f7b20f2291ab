/**
 * The compression methods of archives, each with its level. Levels are fixed, so that the same inputs give the same bytes. compress.ts has
 * the compressor of each.
 */
export const LEVELS = {
  /** zlib's own default. Level 9 takes three times as long and saves one part in a hundred. */
  gzip: 6,
  /** xz's own default. */
  xz: 6,
  /** zstd's own default. */
  zstd: 3,
  none: 0,
} as const;

export type Method = keyof typeof LEVELS;
