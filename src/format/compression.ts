/**
 * How the payload of a package may be compressed: one table for the schema, both engines and the pages. A further method is a row
 * here, its level in archive/compression_methods.ts and what compresses by it in archive/compress.ts; the types say where one is missing.
 */
import { LEVELS, type Method } from '../archive/compression_methods.ts';
import type { Format } from './format.ts';

export type Compression = Method;

interface CompressionRow {
  /** The suffix of the member `data.tar` of a deb: https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html */
  readonly debSuffix: string;
  /** https://rpm-software-management.github.io/rpm/manual/tags.html#payload-and-file-data */
  readonly rpm: {
    readonly PAYLOADCOMPRESSOR: string;
    readonly PAYLOADFLAGS: string;
    /** The feature that a reader must have: https://rpm-software-management.github.io/rpm/manual/dependencies.html#rpmlib */
    readonly feature?: RpmFeature;
  };
  /** fpm's arguments for each format. */
  readonly fpm: Readonly<Record<Format, readonly (readonly [flag: string, value: string])[]>>;
  /** The program that tar runs when fpm writes a deb. rpmbuild has compressors of its own. */
  readonly tool?: CompressionTool;
  /** The first release that reads such a package, for the docs. */
  readonly readBy: Readonly<Record<Format, string>>;
  /** Whether a file is compressed once and copied into each package. */
  readonly sharesSegments: boolean;
}

export interface RpmFeature {
  readonly name: string;
  readonly version: string;
}

export interface CompressionTool {
  readonly name: string;
  readonly debianPackage: string;
  /** The level for the program, if fpm passes a wrong one and the wrapper must correct it. */
  readonly level?: number;
}

const EVERY = 'every release';

/** In the order of the docs. */
export const COMPRESSION_ROWS: Readonly<Record<Compression, CompressionRow>> = {
  gzip: {
    debSuffix: '.gz',
    rpm: { PAYLOADCOMPRESSOR: 'gzip', PAYLOADFLAGS: String(LEVELS.gzip) },
    fpm: {
      deb: [
        ['--deb-compression', 'gz'],
        ['--deb-compression-level', String(LEVELS.gzip)],
      ],
      rpm: [
        ['--rpm-compression', 'gzip'],
        ['--rpm-compression-level', String(LEVELS.gzip)],
      ],
    },
    tool: { name: 'gzip', debianPackage: 'gzip' },
    readBy: { deb: EVERY, rpm: EVERY },
    sharesSegments: true,
  },
  xz: {
    debSuffix: '.xz',
    rpm: {
      PAYLOADCOMPRESSOR: 'xz',
      PAYLOADFLAGS: String(LEVELS.xz),
      feature: { name: 'PayloadIsXz', version: '5.2-1' },
    },
    fpm: {
      deb: [
        ['--deb-compression', 'xz'],
        ['--deb-compression-level', String(LEVELS.xz)],
      ],
      rpm: [
        ['--rpm-compression', 'xz'],
        ['--rpm-compression-level', String(LEVELS.xz)],
      ],
    },
    tool: { name: 'xz', debianPackage: 'xz-utils' },
    readBy: { deb: 'dpkg 1.15.6', rpm: 'EL 6' },
    sharesSegments: false,
  },
  zstd: {
    debSuffix: '.zst',
    rpm: {
      PAYLOADCOMPRESSOR: 'zstd',
      PAYLOADFLAGS: String(LEVELS.zstd),
      feature: { name: 'PayloadIsZstd', version: '5.4.18-1' },
    },
    fpm: {
      deb: [['--deb-compression', 'zst']],
      // fpm does not know zstd; of two lines in a spec the later one counts.
      rpm: [['--rpm-tag', `%define _binary_payload w${LEVELS.zstd}.zstdio`]],
    },
    // fpm passes the level with the wrong sign.
    tool: { name: 'zstd', debianPackage: 'zstd', level: LEVELS.zstd },
    readBy: { deb: 'Debian 12, Ubuntu 18.04', rpm: 'rpm 4.14' },
    sharesSegments: false,
  },
  none: {
    debSuffix: '',
    // Readers use gzread, which returns data that is not gzip as it is: https://zlib.net/manual.html
    rpm: { PAYLOADCOMPRESSOR: 'gzip', PAYLOADFLAGS: String(LEVELS.none) },
    fpm: { deb: [['--deb-compression', 'none']], rpm: [['--rpm-compression', 'none']] },
    readBy: { deb: 'dpkg 1.10.24', rpm: EVERY },
    sharesSegments: false,
  },
};

export const COMPRESSIONS = Object.keys(COMPRESSION_ROWS) as readonly Compression[];
export const DEFAULT_COMPRESSION: Compression = 'gzip';

/** Every program that some method takes where fpm writes a deb. */
export const COMPRESSION_TOOLS: readonly CompressionTool[] = Object.values(COMPRESSION_ROWS).flatMap(
  ({ tool }) => tool ?? [],
);
