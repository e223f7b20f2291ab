/** The flags that several commands share, and what they are read as. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Layers } from '../config/load.ts';
import { COMPRESSIONS, ENGINES } from '../config/schema.ts';
import { InputError } from '../errors.ts';
import { FORMATS } from '../format/format.ts';
import type { Io } from '../io.ts';
import { lookUp } from '../look_up.ts';
import { TREATMENTS } from '../problem_codes/warning.ts';

/** By the names that commander makes: `--keep-work` is `keepWork`. */
export type Flags = Record<string, unknown>;

/** The flags that change a config; Bazel's build settings bear the same names. */
export function layered(command: Command): Command {
  return command
    .option('--overlay <file>', 'a YAML file merged over the config; can be repeated', collect, [])
    .option('--set <path=value>', 'override values: `path=value,path=value`; can be repeated', collect, [])
    .option('--version <version>', 'the version of the set: a git tag or semver')
    .option('--revision <revision>', 'deb revision, rpm Release')
    .option('--source <name=path>', 'use another file for a source; can be repeated', collect, [])
    .addOption(new Option('--engine <engine>', 'what writes the packages').choices(ENGINES))
    .option('--image <digest>', 'the image that the engine fpm-container runs: sha256:… or name@sha256:…')
    .addOption(new Option('--compression <method>', 'how payloads are compressed').choices(COMPRESSIONS));
}

/** The flags that choose among packages. */
export function selected(command: Command): Command {
  return command
    .option('--package <names>', 'only these packages, comma-separated', list)
    .option('--arch <names>', 'only these architectures (Go names), comma-separated', list)
    .option('--format <names>', `only these formats (${FORMATS.join(', ')}), comma-separated`, list);
}

/** What becomes of warnings; the config has the same one by one. */
export function judged(command: Command): Command {
  const warnings = new Option('--warnings <how>', 'make every warning an error, or show none');
  return command.addOption(warnings.choices(TREATMENTS));
}

/** How much is said, and to whom. */
export function reported(command: Command): Command {
  return command
    .option('--quiet', 'print only problems and results')
    .option('--json', 'print everything as one JSON object on standard output');
}

export function layersOf(flags: Flags, io: Io): Layers {
  const text = (name: string): string | undefined => lookUp(flags, name) as string | undefined;
  const stampFile = text('stamp');
  return {
    config: text('config') ?? (text('plan') === undefined ? configIn(io.cwd) : ''),
    overlays: (flags['overlay'] ?? []) as string[],
    set: (flags['set'] ?? []) as string[],
    version: text('version'),
    revision: text('revision'),
    engine: text('engine'),
    image: text('image'),
    compression: text('compression'),
    sources: ((flags['source'] ?? []) as string[]).map(parseSource),
    stamp: stampFile === undefined ? undefined : { file: stampFile, key: text('stampKey') ?? '' },
    cwd: io.cwd,
  };
}

/** The `--config` of most commands. */
export function configured(command: Command): Command {
  return command.option('--config <file>', `the config (default: ./${DEFAULT_CONFIG})`);
}

const DEFAULT_CONFIG = 'packages.yaml';

function configIn(cwd: string): string {
  if (existsSync(join(cwd, DEFAULT_CONFIG))) return DEFAULT_CONFIG;
  const message = `there is no ${DEFAULT_CONFIG} here, and no --config=FILE`;
  throw new InputError([{ code: 'bad-flag', message, hint: '`npx onepack init` writes the first one' }]);
}

/** For a flag that is repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** For a flag of NAME=PATH that is repeated. */
export function collectPaths(
  value: string,
  before: { name: string; path: string }[] = [],
): { name: string; path: string }[] {
  return [...before, parseSource(value)];
}

/** For a flag of several names. */
export function list(value: string): string[] {
  return value.split(',').filter((name) => name !== '');
}

export function parseSource(flag: string): { name: string; path: string } {
  const at = flag.indexOf('=');
  if (at <= 0 || at === flag.length - 1) {
    const message = `\`--source=${flag}\` is not NAME=PATH`;
    throw new InputError([{ code: 'bad-flag', message, hint: 'for example --source=kubelet=bin/kubelet' }]);
  }
  return { name: flag.slice(0, at), path: flag.slice(at + 1) };
}
