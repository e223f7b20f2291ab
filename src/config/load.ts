/** Loads a config: files and flags become a checked config in which every value knows who wrote it. */
import { posix } from 'node:path';
import { lineAndColumn, type Place, type Problem, type SourceText } from '../problems/problem.ts';
import { failOnProblems } from '../problems/errors.ts';
import type { Format } from '../format/format.ts';
import { type Checked, checkConfig, sorted } from './check.ts';
import { withoutOwnKeys } from './extends.ts';
import { type Files, readFiles } from './files.ts';
import { KEY_FLAGS, type KeyFlagValues } from './flags.ts';
import {
  applyFlag,
  applySet,
  applySource,
  applyValue,
  applyStampedTime,
  applyStampedVersion,
  readStatus,
  STAMPED_TIME,
} from './layers.ts';
import { locatedConfig } from './locate.ts';
import type { LocatedConfig } from './locate.ts';
import { mergeMaps } from './merge.ts';
import { patchedText } from './patch.ts';
import type { Config } from '../schema/schema.ts';
import { child, makeMap, originOf, shallowCopy, textOf, type TreeMap, withoutKey } from './tree.ts';

/** Everything that goes into a config, named as the flags are. Names and paths are as the user gave them. */
export interface Layers extends KeyFlagValues {
  readonly config: string;
  readonly overlays?: readonly string[];
  /** Bazel's workspace status file, and the key in it that has the version. */
  readonly stamp?: { readonly file: string; readonly key: string } | undefined;
  readonly sources?: readonly { readonly name: string; readonly path: string }[];
  /** The values of `--set`: `path=value,path=value`. */
  readonly set?: readonly string[];
  /** Of the process. `SOURCE_DATE_EPOCH` says the time where nothing else does; no other variable is read. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** The folder that relative names start at; the working directory of the process if absent. */
  readonly cwd?: string;
}

export interface LoadedConfig {
  /** The files that the config extends, as messages name them, and the values that name them. */
  readonly extended: readonly { readonly name: string; readonly namedAt: Place }[];
  /** The config for no format in particular: `overrides` are still in it. */
  readonly general: LocatedConfig;
  forFormat(format: Format): LocatedConfig;
  /** The merged config as YAML with relative paths from `base`. A comment behind each changed value says what set it. */
  patchedText(base: string): string;
  /** The same with a time that nobody wrote: `place` is where it comes from, and `label` what the patched config says of it. */
  withTime(seconds: number, place: Place, label: string): LoadedConfig;
}

/** https://reproducible-builds.org/specs/source-date-epoch/ */
export const TIME_VARIABLE = 'SOURCE_DATE_EPOCH';

/** What could be read of a config, and everything that is wrong with it. */
export interface ReadConfig {
  /** The config without the mistakes, so that later stages can check the rest; absent if nothing is left. */
  readonly loaded?: LoadedConfig;
  /** The problems in the order of the text. */
  readonly problems: readonly Problem[];
  /** The texts that problems can be in, in the order in which they are shown. */
  readonly order: readonly SourceText[];
}

/** Throws an InputError with all problems of all layers. */
export async function loadConfig(layers: Layers): Promise<LoadedConfig> {
  const { loaded, problems } = await readConfig(layers);
  failOnProblems(problems);
  if (loaded === undefined) throw new Error('a config without problems and without a value');
  return loaded;
}

/** Throws an InputError if a file does not exist or is not YAML at all. */
export async function readConfig(layers: Layers): Promise<ReadConfig> {
  const cwd = layers.cwd ?? process.cwd();
  const files = await readFiles(layers, cwd);
  const texts: Texts = { labels: new Map(), order: [] };
  const merged = mergeLayers(layers, files, texts);
  const folders = foldersOf(merged.root, files, layers);
  const locate = (config: Config, root: TreeMap): LocatedConfig => locatedConfig(config, root, layers.config, folders);
  const checked = checkConfig(merged.root, locate);
  // An alias without its anchor is taken for an empty value, and other mistakes would follow from that.
  const more = checked.problems.filter(({ place }) => !files.problems.some((first) => isAt(first.place, place)));
  const problems = sorted([...files.problems, ...merged.problems, ...more], texts.order);
  const { general, byFormat } = checked;
  const { order } = texts;
  if (general === undefined || general.config.formats.some((format) => byFormat[format] === undefined)) {
    return { problems, order };
  }
  const loadedOf = (root: TreeMap, ofAll: LocatedConfig, ofFormats: Checked['byFormat']): LoadedConfig => ({
    extended: files.extended.map(({ source, namedAt }) => ({ name: source.name, namedAt })),
    general: ofAll,
    forFormat: (format) => ofFormats[format] ?? ofAll,
    patchedText: (base) =>
      patchedText({
        root,
        head: files.config.head,
        tail: files.config.tail,
        base,
        lowest: files.extended[0]?.source.name,
        cwd,
        folders,
        layerOf: (place) => texts.labels.get(place.source)?.(place),
      }),
    withTime: (seconds, place, label) => {
      texts.labels.set(place.source, () => label);
      const timed = (tree: TreeMap): TreeMap => applyValue(tree, 'sourceDateEpoch', seconds, place);
      const again = ({ config, tree }: LocatedConfig): LocatedConfig =>
        locate({ ...config, sourceDateEpoch: seconds }, timed(tree));
      const each = Object.entries(ofFormats).map(([format, one]) => [format, again(one)]);
      return loadedOf(timed(root), again(ofAll), Object.fromEntries(each) as Checked['byFormat']);
    },
  });
  const loaded = loadedOf(merged.root, general, byFormat);
  return { loaded, problems, order };
}

function isAt(place: Place | undefined, other: Place | undefined): boolean {
  return place !== undefined && place.source === other?.source && place.start === other.start;
}

interface Texts {
  /** The comment behind a value that this text set; none for the lowest layer, which is the config itself if it extends nothing. */
  readonly labels: Map<SourceText, (place: Place) => string>;
  /** All texts, in the order in which problems are shown. */
  readonly order: SourceText[];
}

/** Merges in this order: files that the config extends, config, overlays, stamp, plain flags, sources, set. */
function mergeLayers(layers: Layers, files: Files, texts: Texts): { root: TreeMap; problems: Problem[] } {
  const problems: Problem[] = [];
  const enter = (source: SourceText, label: (place: Place) => string): SourceText => {
    texts.order.push(source);
    texts.labels.set(source, label);
    return source;
  };
  const flag = (name: string, text: string): SourceText => enter({ name, text }, () => `set by ${name}`);

  const enterFile = (source: SourceText): SourceText =>
    enter(source, (place) => `from ${source.name}:${lineAndColumn(source.text, place.start).line}`);

  let root = mergeExtended(files, problems, texts, enterFile);
  for (const { source, root: over } of files.overlays) {
    enterFile(source);
    if (over !== undefined) root = mergeMaps(root, withoutOwnKeys(over), [], problems);
  }
  if (files.stamp !== undefined && layers.stamp !== undefined) {
    const { key } = layers.stamp;
    const { name } = files.stamp;
    const status = readStatus(files.stamp);
    enter(
      status.source,
      ({ start }) => `from ${name} (${start === status.values.get(key)?.start ? key : STAMPED_TIME})`,
    );
    if (layers.version === undefined) root = applyStampedVersion(root, status, key, problems);
    root = applyStampedTime(root, status, problems);
  }
  for (const { name, key } of KEY_FLAGS) {
    const text = layers[key];
    if (text !== undefined) root = applyFlag(root, flag(`--${name}`, text), key, problems);
  }
  for (const { name, path } of layers.sources ?? []) {
    root = applySource(root, flag('--source', `${name}=${path}`), name, problems);
  }
  for (const text of layers.set ?? []) root = applySet(root, flag('--set', text), problems);
  const time = layers.environment?.[TIME_VARIABLE];
  if (time !== undefined && child(root, 'sourceDateEpoch') === undefined) {
    root = applyFlag(root, flag(TIME_VARIABLE, time), 'sourceDateEpoch', problems);
  }
  return { root, problems };
}

// `extends` has been followed and is removed.
function mergeExtended(
  { config, extended }: Files,
  problems: Problem[],
  { order }: Texts,
  enterFile: (source: SourceText) => SourceText,
): TreeMap {
  const own = withoutKey(config.root as TreeMap, 'extends');
  const [lowest, ...more] = extended;
  order.push((lowest ?? config).source);
  if (lowest === undefined) return own;
  let root = lowest.root === undefined ? makeMap(originOf(own).place) : withoutOwnKeys(lowest.root);
  for (const { source, root: over } of more) {
    enterFile(source);
    if (over !== undefined) root = mergeMaps(root, withoutOwnKeys(over), [], problems);
  }
  enterFile(config.source);
  // A missing key gets a place in the config itself.
  return shallowCopy(mergeMaps(root, own, [], problems), { place: originOf(own).place });
}

/** A relative path starts at the folder of the file that contains it; in a flag, at the working directory. */
function foldersOf(root: TreeMap, files: Files, layers: Layers): (source: SourceText) => string {
  const folders = new Map<SourceText, string>();
  folders.set(files.config.source, textOf(child(root, 'base')) ?? posix.dirname(layers.config));
  for (const { source, root: over } of [...files.extended, ...files.overlays]) {
    folders.set(source, textOf(child(over, 'base')) ?? posix.dirname(source.name));
  }
  return (source) => folders.get(source) ?? '.';
}
