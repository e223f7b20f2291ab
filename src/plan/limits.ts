/** What an engine cannot do in a format. A config that asks for it is refused; nothing is quietly done otherwise. */
import type { EngineName } from '../schema/schema.ts';
import type { Format } from '../format/format.ts';
import type { Resolver } from './resolver.ts';

export interface Limits {
  /** Why, for the message. */
  readonly because: string;
  /** Who can own a file; undefined is anyone. */
  readonly owners?: readonly string[];
  /** How no line of a description can begin. */
  readonly descriptionLine?: RegExp;
  /** Why every scriptlet is for /bin/sh, without an argument. */
  readonly scriptlets?: string;
  /** How no line of a scriptlet can begin. */
  readonly scriptLine?: RegExp;
  /** Why the files of a tree are plain files. */
  readonly fileTypes?: string;
  /** A path that the engine writes itself; `NAME` in it is the package. */
  readonly takenPath?: string;
}

/** What goes beyond the limits is said apart: it is wrong only in a package that this engine is to write. */
export interface Engine {
  readonly limits: Limits;
  readonly report: Resolver['report'];
}

const PLAIN = 'the wrapper of fpm does not know which files the tree has';

const FPM: Readonly<Record<Format, Limits>> = {
  deb: {
    because: 'of fpm, which writes the deb',
    // One owner for all of data.tar.
    owners: ['root'],
    fileTypes: PLAIN,
    takenPath: '/usr/share/doc/NAME/changelog.Debian.gz',
  },
  rpm: {
    because: 'of rpmbuild, which takes it for a line of the spec',
    descriptionLine: /^[ \t]*(?:#|%[A-Za-z])/,
    fileTypes: PLAIN,
    scriptlets: 'fpm has no flag for the interpreter of a scriptlet',
    // A section, a condition or a macro of the spec, even where its `%` is doubled.
    scriptLine: /^[ \t]*%[A-Za-z]/,
  },
};

const LIMITS: Readonly<Record<EngineName, Readonly<Record<Format, Limits>>>> = {
  fpm: FPM,
  'fpm-container': FPM,
  native: {
    deb: { because: '' },
    rpm: { because: '' },
  },
};

export function limitsOf(engine: EngineName, format: Format): Limits {
  return LIMITS[engine][format];
}
