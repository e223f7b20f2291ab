/** The packages of the set, as relations name them. */
import { type Format, FORMATS } from '../format/format.ts';
import type { Config } from '../schema/schema.ts';
import { lookUp } from '../system/look_up.ts';

/** What a relation has to know of a package of the set. Versions of all other packages are not ours to rewrite. */
export interface OwnPackage {
  readonly name: string;
  /** 0 is none. */
  readonly epoch: number;
}

/** The package of the set that a name in a relation means; undefined where it is another's. */
export function ownPackage(config: Config, written: string, format: Format): OwnPackage | undefined {
  const name = nameAlone(written, format);
  const own = lookUp(config.packages, name);
  if (own === undefined || !(own.formats ?? FORMATS).includes(format)) return undefined;
  return { name, epoch: own.epoch ?? config.epoch ?? 0 };
}

/** Without the architecture that a deb writes behind it, `python3:any`, and an rpm, `zlib(x86-64)`. */
export function nameAlone(written: string, format: Format): string {
  return written.replace(ARCHITECTURE[format], '');
}

const ARCHITECTURE: Readonly<Record<Format, RegExp>> = { deb: /:[a-z0-9-]+$/, rpm: /\([a-z0-9_]+-(?:32|64)\)$/ };
