/** From a config to its plans: one for each package, architecture and format. Everything is decided here; what follows only does it. */
import type { LoadedConfig } from '../config/load.ts';
import { didYouMean } from '../config/suggest.ts';
import type { Problem } from '../diagnostics.ts';
import { type Format, formats } from '../format/format.ts';
import { resolvePackage } from './package.ts';
import type { Plan } from './plan.ts';
import { type Reader, createReader } from './reader.ts';
import { architectureValues, nameIn, readSet } from './scope.ts';
import { type Selection, select } from './selection.ts';
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
  const sources = new Map(architectures.map((name) => [name, readSources(general, set, name)]));
  const readers = new Map(selected.formats.map((format) => [format, createReader(loaded.forFormat(format), problems)]));
  const plans: Plan[] = [];
  for (const name of selected.packages) {
    for (const architecture of architectures) {
      for (const [format, reader] of readers) {
        const formatArchitecture = nameIn(format, architecture) ?? architecture;
        const values = { ...architectureValues(architecture), format, package: name };
        const inputs = sources.get(architecture) ?? [];
        const plan = resolvePackage({ reader, set, name, format, formatArchitecture, values, sources: inputs });
        if (plan !== undefined) plans.push(plan);
      }
    }
  }
  return { plans, problems };
}

function isKnown(architecture: string, wanted: readonly Format[], reader: Reader): boolean {
  const lacking = wanted.find((format) => nameIn(format, architecture) === undefined);
  if (lacking === undefined) return true;
  const names = Object.keys(formats[lacking].architectures);
  const index = reader.located.config.architectures.indexOf(architecture);
  const message = `${formats[lacking].called} has no architecture "${architecture}"; Go's names are ${names.join(', ')}`;
  const hint =
    GO_NAMES[architecture] === undefined ? didYouMean(architecture, names) : `write ${GO_NAMES[architecture]}`;
  const more = hint === undefined ? {} : { hint };
  reader.report({ code: 'architecture-name', message, path: ['architectures', index], ...more });
  return false;
}

/** What the formats call an architecture, for those who write that. */
const GO_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(formats).flatMap(({ architectures }) => Object.entries(architectures).map(([go, own]) => [own, go])),
);
