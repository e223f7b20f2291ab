/** From a config to its plans: one for each package, architecture and format. Everything is decided here; what follows only does it. */
import type { LoadedConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { didYouMean } from '../config/suggest.ts';
import type { Problem } from '../diagnostics.ts';
import { type Format, FORMATS, formats } from '../format/format.ts';
import { lookUp } from '../look_up.ts';
import { type Claims, noClaims } from './claims.ts';
import { resolvePackage } from './package.ts';
import type { Plan } from './plan.ts';
import { type Reader, createReader } from './reader.ts';
import { architectureValues, nameIn, readSet } from './scope.ts';
import { ALL, architecturesOfPackage, type Selected, type Selection, select } from './selection.ts';
import { readSources } from './sources.ts';
import { checkVariables } from './variables.ts';

/**
 * Plans in the order of the config: package, then architecture, then format. Where there are problems the plans are not all
 * of them; the same problem in several plans is there once.
 */
export function resolvePlans(loaded: LoadedConfig, selection: Selection = {}): { plans: Plan[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const general = createReader(loaded.general, problems);
  const { config } = loaded.general;
  checkVariables(config.vars ?? {}, general.report);
  const selected = select(config, selection, problems);
  const set = readSet(general);
  if (set === undefined) return { plans: [], problems };

  const architectures = selected.architectures.filter((name) => isKnown(name, selected.formats, general));
  const sources = new Map(
    architectures.map((name) => [name, readSources(general, set, name, sourcesOf(loaded, selected, name))]),
  );
  const readers = new Map(selected.formats.map((format) => [format, createReader(loaded.forFormat(format), problems)]));
  const plans: Plan[] = [];
  const claimsOf = new Map<string, Claims>();
  for (const name of selected.packages) {
    const own = architecturesOfPackage(config, name);
    const built = lookUp(config.packages, name)?.formats ?? FORMATS;
    for (const architecture of architectures.filter((one) => own.includes(one))) {
      for (const [format, reader] of readers) {
        if (!built.includes(format)) continue;
        const formatArchitecture = nameIn(config, format, architecture) ?? architecture;
        const revision = set.revisions[format];
        const values = { ...architectureValues(config, architecture), format, package: name, revision };
        const inputs = sources.get(architecture) ?? [];
        const claims = claimsOf.get(`${format} ${architecture}`) ?? noClaims();
        claimsOf.set(`${format} ${architecture}`, claims);
        const plan = resolvePackage({ reader, set, name, format, formatArchitecture, values, sources: inputs, claims });
        if (plan !== undefined) plans.push(plan);
      }
    }
  }
  if (plans.length === 0 && problems.length === 0) problems.push(...nothingSelected(selected, config));
  return { plans, problems };
}

// A source may have nothing for `all`, as a file by architecture: only what is packed for `all` is asked for it.
function sourcesOf(loaded: LoadedConfig, { packages, formats }: Selected, architecture: string): string[] | undefined {
  const { config } = loaded.general;
  if (architecture !== ALL || config.architectures.includes(ALL)) return undefined;
  const contents = formats.flatMap((format) =>
    packages
      .filter((name) => architecturesOfPackage(config, name).includes(ALL))
      .flatMap((name) => lookUp(loaded.forFormat(format).config.packages, name)?.contents ?? []),
  );
  return contents.flatMap(({ src }) => /^@([^/]*)/.exec(src ?? '')?.[1] ?? []);
}

// Each name is in the config, but no package is all of what was asked for.
function nothingSelected({ packages, architectures, formats }: Selected, config: Config): Problem[] {
  if (packages.length === 0) return [];
  const built = packages.map((name) => {
    const own = lookUp(config.packages, name)?.formats ?? config.formats;
    return `${name} for ${architecturesOfPackage(config, name).join(', ')} as ${own.join(', ')}`;
  });
  const message = `nothing is built for ${architectures.join(', ')} as ${formats.join(', ')}; what is built: ${built.join('; ')}`;
  return [{ code: 'nothing-selected', message }];
}

function isKnown(architecture: string, wanted: readonly Format[], reader: Reader): boolean {
  const { config } = reader.located;
  const lacking = wanted.find((format) => nameIn(config, format, architecture) === undefined);
  if (lacking === undefined) return true;
  const names = Object.keys(formats[lacking].architectures);
  const index = config.architectures.indexOf(architecture);
  const message = `${formats[lacking].called} has no architecture "${architecture}"; Go's names are ${names.join(', ')}`;
  const meant = lookUp(GO_NAMES, architecture);
  const hint = meant === undefined ? didYouMean(architecture, names) : `write ${meant}`;
  const more = hint === undefined ? {} : { hint };
  reader.report({ code: 'architecture-name', message, path: ['architectures', index], ...more });
  return false;
}

/** What the formats call an architecture, for those who write that. */
const GO_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(formats).flatMap(({ architectures }) => Object.entries(architectures).map(([go, own]) => [own, go])),
);
