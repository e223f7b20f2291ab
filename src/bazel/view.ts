/** Turns plans into the facts of a set that the generated BUILD file passes to `onepack_set` (bazel/private/set.bzl). */
import { relative, resolve } from 'node:path';
import { lookUp } from '../system/look_up.ts';
import { SET_TARGETS, STRING_SETTINGS } from '../config/flags.ts';
import { DEFAULT_COMPRESSION } from '../format/compression.ts';
import { type Plan, planName } from '../plan/plan.ts';
import type { ResolvedSource } from '../plan/sources.ts';
import { isLabel, packageOf } from './label.ts';
import { stanzaFiles } from '../stanza/stanzas.ts';

export interface ViewInput {
  /** The name of the config's file: `packages.yaml`. */
  readonly config: string;
  /** The absolute path of the config's folder. */
  readonly folder: string;
  /** The absolute path of the folder that relative paths in plans and sources start at. */
  readonly cwd: string;
  /** Gives the label of a file by its absolute path; undefined for a file in no Bazel package. */
  readonly labelOf: (file: string) => string | undefined;
  /** The files that the config extends, as paths from `cwd`. */
  readonly extended: readonly string[];
  /** The Bazel package: the path of the config's folder from the top of the workspace; empty at the top. */
  readonly bazelPackage: string;
  /** The label that the rules are loaded from: `//bazel:defs.bzl`. */
  readonly defs: string;
  readonly engine: string;
  /** All plans, in the order of the config: by package, architecture, format. */
  readonly plans: readonly Plan[];
  /** The sources of every architecture. */
  readonly sources: readonly Pick<ResolvedSource, 'name' | 'architecture' | 'file' | 'extract'>[];
  /** The label of each architecture's platform. */
  readonly platforms: Readonly<Record<string, string>>;
  /** The `file` of each source as the config spells it. */
  readonly written: Readonly<Record<string, string>>;
  /** The links of each tree on disk, by the tree's `src` from `cwd`. Each maps a path in the tree to the link's target. */
  readonly links: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface View {
  readonly bazelPackage: string;
  readonly defs: string;
  readonly facts: SetFacts;
  /** Every target of a package, with the name of the package. */
  readonly targets: readonly { readonly name: string; readonly out: string; readonly package: string }[];
}

/** The arguments of `onepack_set`; they are documented there. */
export interface SetFacts {
  readonly config: string;
  readonly engine: string;
  readonly flags: readonly string[];
  readonly changelogs: readonly string[];
  readonly extends: readonly string[];
  readonly others: readonly string[];
  readonly architectures: readonly string[];
  readonly formats: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly platforms: Readonly<Record<string, string>>;
  readonly sources: readonly SourceFacts[];
  readonly packages: readonly PackageFacts[];
  readonly links: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface SourceFacts {
  readonly name: string;
  readonly flag: string;
  readonly file?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly architectures?: readonly string[];
  readonly extract?: true;
}

/** What several targets of one package need alike. */
export interface PackageFacts extends TargetFacts {
  readonly name: string;
  readonly architectures?: readonly string[];
  readonly formats?: readonly string[];
}

interface TargetFacts {
  readonly compression?: string;
  readonly sources: readonly string[];
  readonly srcs: readonly string[];
  readonly trees: readonly string[];
}

/** Stands for "no architecture in particular". */
const ALL = 'all';

export function viewOf(input: ViewInput): View {
  const { plans } = input;
  const architectures = unique(plans.map((plan) => plan.architecture));
  const formats = unique(plans.map((plan) => plan.format)).sort();
  const used = [...input.sources.filter(({ name, architecture }) => takes(plans, name, architecture)), ...named(plans)];
  const sources = unique(used.map(({ name }) => name)).map((name) => sourceFacts(name, used, input));
  const packages = unique(plans.map((plan) => plan.package)).flatMap((name) =>
    packageFacts(name, input, { architectures, formats }),
  );
  const extended = input.extended.map((file) => labelIn(input, file));
  const files = [...extended, ...filesOf({ sources, packages })];
  return {
    bazelPackage: input.bazelPackage,
    defs: input.defs,
    facts: {
      config: input.config,
      engine: input.engine,
      flags: STRING_SETTINGS,
      changelogs: unique(plans.flatMap(({ changelog }) => changelog ?? [])).map((file) => labelIn(input, file)),
      extends: extended,
      others: unique(files.flatMap((label) => packageOf(label) ?? [])).sort(),
      architectures,
      formats: Object.fromEntries(formats.map((format) => [format, namesIn(format, plans)])),
      platforms: input.platforms,
      sources,
      packages,
      links: linksOf(input),
    },
    targets: plans.map((plan) => ({ name: planName(plan), out: outOf(plan), package: plan.package })),
  };
}

// As set.bzl calls it: no flag changes the name.
function outOf({ package: name, formatArchitecture, format }: Plan): string {
  return `${name}_${formatArchitecture}.${format}`;
}

function takes(plans: readonly Plan[], name: string, architecture: string): boolean {
  return plans.some((plan) => plan.architecture === architecture && Object.hasOwn(plan.sources, name));
}

// A label in `contents` is a source that has the label as its name.
function named(plans: readonly Plan[]): ViewInput['sources'] {
  const found = new Map<string, ViewInput['sources'][number]>();
  for (const { architecture, sources } of plans) {
    for (const [name, { file, extract }] of Object.entries(sources)) {
      if (isLabel(name)) found.set(`${name} ${architecture}`, { name, architecture, file, extract });
    }
  }
  return [...found.values()];
}

// A format's names for architectures, for those where it does not use Go's name.
function namesIn(format: string, plans: readonly Plan[]): Record<string, string> {
  return Object.fromEntries(
    plans
      .filter((plan) => plan.format === format && plan.architecture !== plan.formatArchitecture)
      .map((plan) => [plan.architecture, plan.formatArchitecture]),
  );
}

function sourceFacts(name: string, used: ViewInput['sources'], input: ViewInput): SourceFacts {
  const own = used.filter((source) => source.name === name);
  const [first] = own;
  const file = lookUp(input.written, name);
  const facts = {
    name,
    flag: flagOf(name),
    ...(first?.extract === true ? { extract: true as const } : {}),
    ...(file === undefined ? {} : { file }),
  };
  if (first !== undefined && isLabel(first.file) && own.every((source) => source.file === first.file)) {
    return { ...facts, target: first.file, architectures: own.map(({ architecture }) => architecture) };
  }
  const files = own.map((source) => [
    source.architecture,
    isLabel(source.file) ? source.file : labelIn(input, source.file),
  ]);
  return { ...facts, files: Object.fromEntries(files) as Record<string, string> };
}

// Groups targets by what they need: a group is for some architectures and some formats. What the whole set needs names neither.
function packageFacts(
  name: string,
  input: ViewInput,
  set: { architectures: readonly string[]; formats: readonly string[] },
): PackageFacts[] {
  const plans = input.plans
    .filter((plan) => plan.package === name)
    .map((plan) => ({ architecture: plan.architecture, format: plan.format, facts: targetFacts(plan, input) }));
  const ofFormats = groups(plans, ({ format, facts }) => [format, facts]).map((group) => ({
    ...group[0],
    architectures: set.architectures.filter((own) => group.some(({ architecture }) => architecture === own)),
  }));
  const real = set.architectures.filter((architecture) => architecture !== ALL);
  return groups(ofFormats, ({ architectures, facts }) => [architectures, facts]).map((group) => {
    const [{ architectures, facts }] = group;
    const formats = set.formats.filter((own) => group.some(({ format }) => format === own));
    return {
      name,
      ...(architectures.join() === real.join() ? {} : { architectures }),
      ...(formats.length === set.formats.length ? {} : { formats }),
      ...facts,
    };
  });
}

function groups<T>(items: readonly T[], keyOf: (item: T) => unknown): [T, ...T[]][] {
  return [...Map.groupBy(items, (item) => JSON.stringify(keyOf(item))).values()] as [T, ...T[]][];
}

// The files beside the config that each package contains, so that an edited file causes only its package to be packed again.
function targetFacts(plan: Plan, input: ViewInput): TargetFacts {
  const files = [...Object.values(plan.scripts), ...stanzaFiles(plan)];
  const trees: string[] = [];
  for (const content of plan.contents) {
    if (!('src' in content) || !('file' in content.src)) continue;
    (content.type === 'tree' ? trees : files).push(content.src.file);
  }
  return {
    ...(plan.compression === DEFAULT_COMPRESSION ? {} : { compression: plan.compression }),
    sources: Object.keys(plan.sources).sort(),
    srcs: unique(files.map((file) => labelIn(input, file))).sort(),
    trees: unique(trees.map((tree) => within(input, tree))).sort(),
  };
}

// Bazel follows links: to it a link is the file or folder that it leads to, or nothing.
function linksOf(input: ViewInput): SetFacts['links'] {
  const trees = [...input.links]
    .filter(([, links]) => links.size > 0)
    .map(([src, links]) => [within(input, src), Object.fromEntries(sorted(links))] as const);
  return Object.fromEntries(sorted(trees));
}

function sorted<T>(entries: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  return [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** The name of every target with a description of it, to find two targets with one name. */
export function targetNames({ facts, targets }: View): { name: string; is: string; package?: string }[] {
  const groupNames = [
    ...facts.architectures.filter((architecture) => architecture !== ALL),
    ...Object.keys(facts.formats).map((format) => `${format}s`),
  ];
  return [
    ...SET_TARGETS.map((name) => ({ name, is: 'a target that every set has' })),
    ...groupNames.map((name) => ({ name, is: 'the group of an architecture or format' })),
    ...facts.sources.flatMap(({ flag, files = {}, architectures = Object.keys(files) }) => [
      { name: flag, is: 'the flag of a source' },
      { name: `${flag}_default`, is: 'the default of a source' },
      ...architectures.map((arch) => ({ name: `${flag}_${arch}`, is: 'a source for an architecture' })),
    ]),
    ...unique(targets.map((target) => target.package)).flatMap((owner) => [
      { name: owner, is: `the group of package ${owner}`, package: owner },
      ...targets
        .filter((target) => target.package === owner)
        .flatMap(({ name, out }) => [
          { name, is: `a target of package ${owner}`, package: owner },
          { name: out, is: `a file of package ${owner}`, package: owner },
        ]),
    ]),
  ];
}

/** The files that lie outside of the config's folder and in no other Bazel package. */
export function filesOutside({ facts }: View): string[] {
  return unique([...facts.extends, ...filesOf(facts)].filter((file) => file.startsWith('../') && !isAround(file)));
}

function filesOf({ sources, packages }: Pick<SetFacts, 'sources' | 'packages'>): string[] {
  return [
    ...sources.flatMap(({ files = {} }) => Object.values(files)),
    ...packages.flatMap(({ srcs, trees }) => [...srcs, ...trees]),
  ];
}

// A target's name may not have every character of a label, so the flag for `//cmd/app:man` is `source_cmd/app/man`.
function flagOf(source: string): string {
  const label = source.replace(/^@?(.*?)\/\/:?/, '$1/').replace(/^\//, '');
  return `source_${isLabel(source) ? label.replace(':', '/') : source}`;
}

// A label, or a path from the config's folder if the file is in no Bazel package.
function labelIn(input: ViewInput, file: string): string {
  const path = within(input, file);
  return isAround(path) ? path : (input.labelOf(resolve(input.cwd, file)) ?? path);
}

/** Whether a path from the config's folder is that folder or one above it. */
export function isAround(path: string): boolean {
  return /^(?:\.\.(?:\/\.\.)*)?$/.test(path);
}

// A path from the config's folder; it starts with `..` if the file lies outside.
function within({ folder, cwd }: ViewInput, file: string): string {
  return relative(folder, resolve(cwd, file));
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
