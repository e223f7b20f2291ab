/** The packages, architectures and formats that the user asked for. */
import type { Config } from '../schema/schema.ts';
import { formats } from '../format/formats.ts';
import { didYouMean, suggest } from '../problems/suggest.ts';
import type { Problem } from '../problems/problem.ts';
import { type Format, FORMATS } from '../format/format.ts';
import { lookUp } from '../system/look_up.ts';

/** An absent list means all. */
export interface Selection {
  readonly packages?: readonly string[] | undefined;
  readonly architectures?: readonly string[] | undefined;
  readonly formats?: readonly string[] | undefined;
}

export interface Selected {
  readonly packages: readonly string[];
  readonly architectures: readonly string[];
  readonly formats: readonly Format[];
}

/** The architecture of what is built for none in particular. */
export const ALL = 'all';

/** Every architecture that some package is built for, in the order of the config; `all` last. */
export function architecturesOf(config: Config): string[] {
  const own = Object.values(config.packages).flatMap(({ architectures = [] }) => architectures);
  return [...new Set([...config.architectures, ...own])];
}

/** The architectures of one package. */
export function architecturesOfPackage({ packages, architectures }: Config, name: string): readonly string[] {
  return lookUp(packages, name)?.architectures ?? architectures;
}

/** The names in the order of the config, each once. A name that is not there is a problem that says what is. */
export function select(config: Config, selection: Selection, problems: Problem[]): Selected {
  const pick = <T extends string>(kind: Kind, all: readonly T[], wanted: readonly string[] | undefined): T[] => {
    for (const name of wanted ?? [])
      if (!all.some((other) => other === name)) problems.push(unknown(kind, name, all, wanted));
    return [...new Set(all)].filter((name) => wanted === undefined || wanted.includes(name));
  };
  return {
    packages: pick('package', Object.keys(config.packages), selection.packages),
    architectures: pick('architecture', architecturesOf(config), selection.architectures),
    formats: pick('format', config.formats, selection.formats),
  };
}

/** Whether this is something that the user asked for. */
export function isSelected(
  one: { readonly package: string; readonly architecture: string; readonly format: Format },
  { packages, architectures, formats }: Selected,
): boolean {
  return packages.includes(one.package) && architectures.includes(one.architecture) && formats.includes(one.format);
}

/** The problem if every name exists, but no package fits all that was asked for. */
export function nothingSelected({ packages, architectures, formats }: Selected, config: Config): Problem {
  const built = packages.map((name) => {
    const own = lookUp(config.packages, name)?.formats ?? config.formats;
    return `${name} for ${architecturesOfPackage(config, name).join(', ')} as ${own.join(', ')}`;
  });
  const message = `nothing is built for ${architectures.join(', ')} as ${formats.join(', ')}; what is built: ${built.join('; ')}`;
  return { code: 'nothing-selected', message };
}

const FLAGS = { package: '--package', architecture: '--arch', format: '--format' } as const;
type Kind = keyof typeof FLAGS;

// What the formats call an architecture: `x86_64` is amd64.
function namesOf(architecture: string): (string | undefined)[] {
  return FORMATS.map((format) => lookUp<string>(formats[format].architectures, architecture));
}

function unknown(kind: Kind, name: string, all: readonly string[], wanted: readonly string[] = []): Problem {
  const text = wanted.join(',');
  const start = wanted.slice(0, wanted.indexOf(name)).reduce((length, other) => length + other.length + 1, 0);
  const meant = kind === 'architecture' ? all.find((one) => namesOf(one).includes(name)) : undefined;
  const hint = meant === undefined ? didYouMean(name, all) : suggest(meant);
  return {
    code: `unknown-${kind}`,
    message: `the config has no ${kind} "${name}"; it has ${all.join(', ')}`,
    place: { source: { name: FLAGS[kind], text }, start, end: start + name.length },
    ...(hint === undefined ? {} : { hint }),
  };
}
