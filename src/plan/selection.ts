/** Which packages, architectures and formats somebody asked for. */
import type { Config } from '../config/schema.ts';
import { didYouMean } from '../config/suggest.ts';
import type { Problem } from '../diagnostics.ts';
import type { Format } from '../format/format.ts';
import { lookUp } from '../look_up.ts';

/** What is absent is all of it. */
export interface Selection {
  readonly packages?: readonly string[];
  readonly architectures?: readonly string[];
  readonly formats?: readonly string[];
}

export interface Selected {
  readonly packages: readonly string[];
  readonly architectures: readonly string[];
  readonly formats: readonly Format[];
}

/** What is built for no architecture in particular. */
export const ALL = 'all';

/** Every architecture that some package is built for, in the order of the config; `all` last. */
export function architecturesOf(config: Config): string[] {
  const own = Object.values(config.packages).flatMap(({ architectures = [] }) => architectures);
  return [...new Set([...config.architectures, ...own])];
}

/** Those of one package. */
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

const FLAGS = { package: '--package', architecture: '--arch', format: '--format' } as const;
type Kind = keyof typeof FLAGS;

function unknown(kind: Kind, name: string, all: readonly string[], wanted: readonly string[] = []): Problem {
  const text = wanted.join(',');
  const start = wanted.slice(0, wanted.indexOf(name)).reduce((length, other) => length + other.length + 1, 0);
  const hint = didYouMean(name, all);
  return {
    code: `unknown-${kind}`,
    message: `the config has no ${kind} "${name}"; it has ${all.join(', ')}`,
    place: { source: { name: FLAGS[kind], text }, start, end: start + name.length },
    ...(hint === undefined ? {} : { hint }),
  };
}
