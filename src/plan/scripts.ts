/** The `scripts` of a package in one format, and what they need. What stanzas add to them is in stanza/script_parts.ts. */
import type { PackageConfig } from '../schema/schema.ts';
import { SCRIPT_KINDS } from '../schema/scripts.ts';
import { FIELDS } from '../format/fields.ts';
import type { Format } from '../format/format.ts';
import type { KeyPath } from '../problems/problem.ts';
import { resolvePath } from './paths.ts';
import type { Plan } from './plan.ts';
import type { Resolver } from './resolver.ts';
import type { Scope } from './variables.ts';

interface ScriptsContext {
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly format: Format;
}

/** A script that the format does not have is nothing there, as a deb's `priority` is in an rpm. `path` is that of the key. */
export function resolveScripts(
  written: PackageConfig['scripts'],
  path: KeyPath,
  { resolver, scope, format }: ScriptsContext,
): Plan['scripts'] {
  const scripts: Plan['scripts'] = {};
  for (const kind of SCRIPT_KINDS) {
    const file = written?.[kind];
    const isThere = FIELDS.some((field) => field.key === kind && field[format] !== undefined);
    if (file === undefined || !isThere) continue;
    const at = [...path, kind];
    const resolved = resolver.resolve(file, at, scope);
    if (resolved !== undefined) scripts[kind] = resolvePath(resolver.located.folderOf(at), resolved);
  }
  return scripts;
}

/** The script that asks questions runs on debconf: https://manpages.debian.org/bookworm/debconf-doc/debconf-devel.7.en.html */
const DEBCONF: Plan['relations'] = {
  depends: [
    {
      any: [
        { name: 'debconf', bounds: [{ op: '>=', version: '0.5' }] },
        { name: 'debconf-2.0', bounds: [] },
      ],
    },
  ],
};

/** The relations that the scripts need; only a deb has a `config` script. */
export function scriptNeeds(scripts: Plan['scripts']): Plan['relations'] {
  return scripts.config === undefined ? {} : DEBCONF;
}
