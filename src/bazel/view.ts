/** From plans to what the generated BUILD file says: every target with its name, and nothing of how it is written. */
import { join, relative, resolve } from 'node:path';
import { lookUp } from '../system/look_up.ts';
import { SET_TARGETS, STRING_SETTINGS } from '../config/flags.ts';
import { DEFAULT_COMPRESSION } from '../format/compression.ts';
import { type Plan, planName } from '../plan/plan.ts';
import type { ResolvedSource } from '../plan/sources.ts';
import { isLabel, packageOf } from './label.ts';
import { stanzaFiles } from '../stanza/stanzas.ts';
import type { StarlarkGlob } from './starlark.ts';

export interface ViewInput {
  /** The config's own name: `packages.yaml`. */
  readonly config: string;
  /** The config's folder, absolute. */
  readonly folder: string;
  /** Where relative paths of plans and sources start, absolute. */
  readonly cwd: string;
  /** The label of a file by its absolute path; undefined for a file in no Bazel package. */
  readonly labelOf: (file: string) => string | undefined;
  /** What the config extends, from `cwd`. */
  readonly extended: readonly string[];
  /** The Bazel package: the same folder from the top of the workspace; empty at the top. */
  readonly bazelPackage: string;
  /** Where the rules are loaded from: `//bazel:defs.bzl`. */
  readonly defs: string;
  readonly engine: string;
  /** In the order of the config: package, architecture, format. */
  readonly plans: readonly Plan[];
  /** Of every architecture. */
  readonly sources: readonly Pick<ResolvedSource, 'name' | 'architecture' | 'file' | 'extract'>[];
  /** Architecture to the label of its platform. */
  readonly platforms: Readonly<Record<string, string>>;
  /** The `file` of each source, as the config writes it. */
  readonly written: Readonly<Record<string, string>>;
  /** The links of each tree on disk, by its `src` from `cwd`: path from its top to target. */
  readonly links: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface View {
  readonly config: string;
  /** The labels of what the config extends. */
  readonly extends: readonly string[];
  /** The other Bazel packages that files are taken from. */
  readonly others: readonly string[];
  readonly bazelPackage: string;
  readonly defs: string;
  readonly symbols: readonly string[];
  readonly engine: string;
  /** The build settings that are strings. */
  readonly flags: readonly string[];
  readonly sources: readonly SourceView[];
  /** Name to `file`, as the config writes it, of each source that a package takes; absent where none does. */
  readonly written?: Readonly<Record<string, string>>;
  /** The names of all targets below, in order. */
  readonly targets: readonly string[];
  readonly packages: readonly PackageView[];
  readonly groups: readonly GroupView[];
  readonly architectures: readonly string[];
  /** Architecture to the label of its platform; absent where the config says none. */
  readonly platforms?: Readonly<Record<string, string>>;
  /** Of the first of the architectures. */
  readonly firstPlatform?: string;
  /** Flag of a source to the packages that need it. */
  readonly needs: Readonly<Record<string, string>>;
}

export interface SourceView {
  readonly flag: string;
  /** Architecture to path from the Bazel package, or to a label of another one. */
  readonly files?: Readonly<Record<string, string>>;
  /** What Bazel builds for each architecture. */
  readonly target?: string;
  readonly architectures: readonly string[];
  /** Whether several files of a target are one archive. */
  readonly extract: boolean;
}

export interface PackageView {
  readonly name: string;
  readonly targets: readonly TargetView[];
  readonly labels: readonly string[];
}

export interface TargetView {
  readonly rule: string;
  readonly name: string;
  readonly out: string;
  readonly package: string;
  readonly architecture: string;
  /** Absent where it is what the rules take for granted. */
  readonly compression?: string;
  /** Absent where the package has no file of its own. */
  readonly srcs?: StarlarkGlob;
  /** Path from the Bazel package to target; absent where no tree on disk has a link. */
  readonly links?: Readonly<Record<string, string>>;
  /** Label to the source's name; absent where the package takes none. */
  readonly sources?: Readonly<Record<string, string>>;
}

export interface GroupView {
  readonly name: string;
  readonly labels: readonly string[];
}

/** Built for no architecture in particular; a target of this name is Bazel's own. */
const ALL = 'all';

export function viewOf(input: ViewInput): View {
  const { plans } = input;
  const names = unique(plans.map((plan) => plan.package));
  const formats = unique(plans.map((plan) => plan.format)).sort();
  const architectures = unique(plans.map((plan) => plan.architecture));
  const used = [...input.sources.filter(({ name, architecture }) => takes(plans, name, architecture)), ...named(plans)];
  const taken = unique(used.map(({ name }) => name));
  const sources = taken.map((name) => sourceView(name, used, input));
  const written = Object.entries(input.written).filter(([name]) => taken.includes(name));
  const packages = names.map((name) => packageView(name, input));
  const extended = input.extended.map((file) => labelIn(input, file));
  return {
    config: input.config,
    extends: extended,
    others: unique([...extended, ...filesOf(sources, packages)].flatMap((label) => packageOf(label) ?? [])).sort(),
    bazelPackage: input.bazelPackage,
    defs: input.defs,
    symbols: symbols(formats, used.length > 0),
    engine: input.engine,
    flags: STRING_SETTINGS,
    sources,
    ...(written.length === 0 ? {} : { written: Object.fromEntries(written) }),
    targets: plans.map(planName),
    packages,
    groups: [
      ...architectures.filter((arch) => arch !== ALL).map((arch) => group(arch, plans, (p) => p.architecture === arch)),
      ...formats.map((format) => group(`${format}s`, plans, (plan) => plan.format === format)),
    ],
    architectures,
    ...platformsOf(input, architectures),
    needs: needs(plans),
  };
}

function platformsOf(
  { platforms }: ViewInput,
  [first = '']: readonly string[],
): Pick<View, 'platforms' | 'firstPlatform'> {
  const firstPlatform = lookUp(platforms, first);
  return {
    ...(Object.keys(platforms).length === 0 ? {} : { platforms }),
    ...(firstPlatform === undefined ? {} : { firstPlatform }),
  };
}

function takes(plans: readonly Plan[], name: string, architecture: string): boolean {
  return plans.some((plan) => plan.architecture === architecture && Object.hasOwn(plan.sources, name));
}

// What contents name by its label is a source of that name.
function named(plans: readonly Plan[]): ViewInput['sources'] {
  const found = new Map<string, ViewInput['sources'][number]>();
  for (const { architecture, sources } of plans) {
    for (const [name, { file, extract }] of Object.entries(sources)) {
      if (isLabel(name)) found.set(`${name} ${architecture}`, { name, architecture, file, extract });
    }
  }
  return [...found.values()];
}

/** Every target's name with what it is, to find two that are the same. */
export function targetNames(view: View): { name: string; is: string; package?: string }[] {
  return [
    ...SET_TARGETS.map((name) => ({ name, is: 'a target that every set has' })),
    ...view.groups.map(({ name }) => ({ name, is: 'the group of an architecture or format' })),
    ...view.sources.flatMap(({ flag, architectures }) => [
      { name: flag, is: 'the flag of a source' },
      { name: `${flag}_default`, is: 'the default of a source' },
      ...architectures.map((arch) => ({ name: `${flag}_${arch}`, is: 'a source for an architecture' })),
    ]),
    ...view.packages.flatMap(({ name, targets }) => [
      { name, is: `the group of package ${name}`, package: name },
      ...targets.map((target) => ({ name: target.name, is: `a target of package ${name}`, package: name })),
    ]),
  ];
}

function symbols(formats: readonly string[], hasSources: boolean): string[] {
  const always = ['config', 'dist', 'flag', 'left_out', 'up_to_date_test', 'update', 'wrappers'];
  return [...always, ...formats, ...(hasSources ? ['source_flag'] : [])].sort().map((name) => `onepack_${name}`);
}

function sourceView(name: string, used: ViewInput['sources'], input: ViewInput): SourceView {
  const own = used.filter((source) => source.name === name);
  const [first] = own;
  const architectures = own.map(({ architecture }) => architecture);
  const view = { flag: flagOf(name), architectures, extract: first?.extract === true };
  if (first !== undefined && isLabel(first.file) && own.every(({ file }) => file === first.file)) {
    return { ...view, target: first.file };
  }
  const files = own.map(({ architecture, file }) => [architecture, isLabel(file) ? file : labelIn(input, file)]);
  return { ...view, files: Object.fromEntries(files) as Record<string, string> };
}

function packageView(name: string, input: ViewInput): PackageView {
  const plans = input.plans.filter((plan) => plan.package === name);
  return { name, targets: plans.map((plan) => targetView(plan, input)), labels: labels(plans) };
}

function targetView(plan: Plan, input: ViewInput): TargetView {
  const links = linksOf(plan, input);
  const srcs = ownFiles(plan, input, Object.keys(links));
  const names = Object.keys(plan.sources).sort();
  return {
    rule: `onepack_${plan.format}`,
    name: planName(plan),
    out: `${plan.package}_${plan.formatArchitecture}.${plan.format}`,
    package: plan.package,
    architecture: plan.architecture,
    ...(plan.compression === DEFAULT_COMPRESSION ? {} : { compression: plan.compression }),
    ...(srcs.files.length + srcs.patterns.length === 0 ? {} : { srcs }),
    ...(Object.keys(links).length === 0 ? {} : { links }),
    ...(names.length === 0
      ? {}
      : { sources: Object.fromEntries(names.map((name) => [`:${flagOf(name)}_${plan.architecture}`, name])) }),
  };
}

// To Bazel a link is what it leads to: a file, a folder, or nothing at all.
function linksOf(plan: Plan, input: ViewInput): Record<string, string> {
  const links = plan.contents.flatMap((content): [string, string][] => {
    if (content.type !== 'tree' || !('file' in content.src)) return [];
    const top = within(input, content.src.file);
    return [...(input.links.get(content.src.file) ?? [])].map(([path, target]) => [join(top, path), target]);
  });
  return Object.fromEntries(links.sort(([left], [right]) => (left < right ? -1 : 1)));
}

// The files that the config itself brings, so that an edited one packs its package again and no other.
function ownFiles(plan: Plan, input: ViewInput, links: readonly string[]): StarlarkGlob {
  const files = [...Object.values(plan.scripts), ...stanzaFiles(plan)];
  const patterns: string[] = [];
  for (const content of plan.contents) {
    if (!('src' in content) || !('file' in content.src)) continue;
    if (content.type === 'tree') patterns.push(`${within(input, content.src.file)}/**`);
    else files.push(content.src.file);
  }
  return {
    files: unique(files.map((file) => labelIn(input, file))).sort(asBuildifier),
    patterns: unique(patterns).sort(),
    ...(links.length === 0 ? {} : { excludes: links.flatMap((path) => [path, `${path}/**`]) }),
  };
}

// Files of the package before those of others.
function asBuildifier(left: string, right: string): number {
  const isOther = (label: string): number => Number(label.startsWith('//'));
  return isOther(left) - isOther(right) || (left < right ? -1 : 1);
}

/** The files that lie outside the config's folder, and in no other Bazel package. */
export function filesOutside(view: View): string[] {
  const named = [...view.extends, ...filesOf(view.sources, view.packages)];
  return unique(named.filter((file) => file.startsWith('../')));
}

function filesOf(sources: readonly SourceView[], packages: readonly PackageView[]): string[] {
  return [
    ...sources.flatMap(({ files = {} }) => Object.values(files)),
    ...packages.flatMap(({ targets }) =>
      targets.flatMap(({ srcs }) => [...(srcs?.files ?? []), ...(srcs?.patterns ?? [])]),
    ),
  ];
}

function needs(plans: readonly Plan[]): Record<string, string> {
  const packages = new Map<string, string[]>();
  for (const plan of plans) {
    for (const source of Object.keys(plan.sources)) {
      const flag = `:${flagOf(source)}`;
      packages.set(flag, unique([...(packages.get(flag) ?? []), plan.package]));
    }
  }
  const sorted = [...packages].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([flag, names]) => [flag, names.join(',')]));
}

function group(name: string, plans: readonly Plan[], belongs: (plan: Plan) => boolean): GroupView {
  return { name, labels: labels(plans.filter(belongs)) };
}

function labels(plans: readonly Plan[]): string[] {
  return plans.map((plan) => `:${planName(plan)}`).sort();
}

// A label has signs that the name of a target may not have: `//cmd/app:man` is `source_cmd/app/man`.
function flagOf(source: string): string {
  return `source_${
    isLabel(source)
      ? source
          .replace(/^@?(.*?)\/\/:?/, '$1/')
          .replace(/^\//, '')
          .replace(':', '/')
      : source
  }`;
}

// A path from the config's folder where the file is in no package.
function labelIn(input: ViewInput, file: string): string {
  return input.labelOf(resolve(input.cwd, file)) ?? within(input, file);
}

// From the config's folder; it starts with `..` where the file lies outside.
function within({ folder, cwd }: ViewInput, file: string): string {
  return relative(folder, resolve(cwd, file));
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
