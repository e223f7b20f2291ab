/**
 * The flags that change a config: one table. Every command that reads a config declares them, load.ts lays them over the config, the
 * generated BUILD file has the build settings, no package may have the name of one, and docs/bazel.md lists them.
 */
import { COMPRESSIONS } from '../format/compression.ts';
import { type Config, ENGINES } from '../schema/schema.ts';

interface ConfigFlag {
  /** `source-date-epoch` is `--source-date-epoch` on the command line, and `--//build/pkgs:source_date_epoch` in Bazel. */
  readonly name: string;
  /** What the help calls the value. */
  readonly value: string;
  readonly choices?: readonly string[];
  readonly help: string;
  /** Of a plain flag: the key of the config that it sets. load.ts knows how each of the others is laid over the config. */
  readonly key?: keyof Config;
  readonly isRepeated?: boolean;
  readonly bazel: {
    /** A string flag and a label flag are targets of every set; `sources` stands for a label flag for each source. */
    readonly setting: 'string' | 'label' | 'sources';
    /** For docs/bazel.md, after the choices. */
    readonly takes?: string;
  };
}

/** In the order of the help. Where two plain flags set the same key the later one wins. */
export const CONFIG_FLAGS = [
  {
    name: 'overlay',
    value: 'file',
    help: 'a YAML file merged over the config; repeat it',
    isRepeated: true,
    bazel: {
      setting: 'label',
      takes: 'the label of a YAML file that is merged over the config, or of a filegroup with it and its files',
    },
  },
  {
    name: 'set',
    value: 'path=value',
    help: 'override values: `path=value,path=value`; repeat it',
    isRepeated: true,
    bazel: {
      setting: 'string',
      takes: '`path=value,path=value`; `\\,` is a comma in a value, `null` removes, `packages["a.b"]` has a dot',
    },
  },
  {
    name: 'version',
    value: 'version',
    help: 'the version of the set: a git tag or semver',
    key: 'version',
    bazel: { setting: 'string', takes: 'a git tag or semver: `v1.37.0-alpha.1`' },
  },
  {
    name: 'revision',
    value: 'revision',
    help: 'deb revision, rpm Release',
    key: 'revision',
    bazel: { setting: 'string', takes: 'deb revision, rpm Release' },
  },
  {
    name: 'source-date-epoch',
    value: 'seconds',
    help: 'the time of everything in the packages, in seconds since 1970',
    key: 'sourceDateEpoch',
    bazel: { setting: 'string', takes: 'the time of everything in the packages, in seconds since 1970' },
  },
  {
    name: 'source',
    value: 'name=path',
    help: 'another file for a source; repeat it',
    isRepeated: true,
    bazel: { setting: 'sources', takes: 'the label of what is packed as that source: below' },
  },
  {
    name: 'engine',
    value: 'engine',
    choices: ENGINES,
    help: 'what writes the packages',
    key: 'engine',
    bazel: { setting: 'string', takes: '[engines.md](engines.md)' },
  },
  {
    name: 'image',
    value: 'digest',
    help: 'the image that the engine fpm-container runs: sha256:… or name@sha256:…',
    key: 'image',
    bazel: {
      setting: 'string',
      takes: 'the image that `fpm-container` runs, by digest: `sha256:…`, `name@sha256:…`',
    },
  },
  {
    name: 'compression',
    value: 'method',
    choices: COMPRESSIONS,
    help: 'how payloads are compressed',
    key: 'compression',
    bazel: { setting: 'string', takes: '[engines.md](engines.md#compression)' },
  },
] as const satisfies readonly ConfigFlag[];

type KeyFlag = Extract<(typeof CONFIG_FLAGS)[number], { readonly key: string }>;

/** The values of the plain flags, by the keys that they set. */
export type KeyFlagValues = { readonly [Key in KeyFlag['key']]?: string | undefined };

export const KEY_FLAGS: readonly KeyFlag[] = CONFIG_FLAGS.filter((flag): flag is KeyFlag => 'key' in flag);

/** The build settings of every set that are strings, by their names on the command line. */
export const STRING_SETTINGS = settings('string');

/** The Bazel target of a flag: `source_date_epoch`. */
export function settingName(flag: string): string {
  return flag.replaceAll('-', '_');
}

/** Targets of every generated BUILD file. */
export const SET_TARGETS: readonly string[] = [
  ...[...STRING_SETTINGS, ...settings('label')].map(settingName),
  ...['all', 'dist', 'left_out', 'patched', 'up_to_date_test', 'update', 'wrappers'],
];

function settings(setting: ConfigFlag['bazel']['setting']): string[] {
  return CONFIG_FLAGS.filter(({ bazel }) => bazel.setting === setting).map(({ name }) => name);
}
