/** The flags that several commands share, and what they are read as. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Argument, type Command, Option } from 'commander';
import { CONFIG_FLAGS, KEY_FLAGS } from '../config/flags.ts';
import type { Layers } from '../config/load.ts';
import { InputError } from '../problems/errors.ts';
import { FORMATS } from '../format/format.ts';
import type { Io } from '../system/io.ts';
import { lookUp } from '../system/look_up.ts';
import { TREATMENTS } from '../problems/codes/problem_entry.ts';

/** Flags by the names that commander gives them: `--keep-work` is `keepWork`. */
export type Flags = Record<string, unknown>;

/** The flags that change a config: the table of config/flags.ts. */
export function layered(command: Command): Command {
  for (const flag of CONFIG_FLAGS) {
    const option = new Option(`--${flag.name} <${flag.value}>`, flag.help);
    if ('choices' in flag) option.choices(flag.choices);
    if ('isRepeated' in flag) option.argParser(collect).default([]);
    command.addOption(option);
  }
  return command;
}

/** The flags that a stamped build of Bazel passes. */
export function stamped(command: Command): Command {
  return command
    .option('--stamp <file>', "Bazel's workspace status file, which has the version")
    .option('--stamp-key <key>', 'the key of the version in it', STAMP_KEY);
}

const STAMP_KEY = 'STABLE_BUILD_SCM_REVISION';

/** The flags that choose among packages. */
export function selected(command: Command): Command {
  return command
    .option('--package <names>', 'only these packages, comma-separated', list)
    .option('--arch <names>', 'only these architectures (Go names), comma-separated', list)
    .option('--format <names>', `only these formats (${FORMATS.join(', ')}), comma-separated`, list);
}

/** The flag for all warnings; in the config each can be set by itself. */
export function judged(command: Command): Command {
  const warnings = new Option('--warnings <how>', 'make every warning an error, or show none');
  return command.addOption(warnings.choices(TREATMENTS));
}

/** The flags for how much is reported, and in which form. */
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
    ...Object.fromEntries(KEY_FLAGS.map(({ key }) => [key, text(key)])),
    environment: io.environment,
    sources: ((flags['source'] ?? []) as string[]).map(parseSource),
    stamp: stampFile === undefined ? undefined : { file: stampFile, key: text('stampKey') ?? '' },
    cwd: io.cwd,
  };
}

/** The `--config` of most commands, and the flags that cannot stand beside it. */
export function configured(command: Command, ...others: string[]): Command {
  return command.addOption(
    new Option('--config <file>', `the config (default: ./${DEFAULT_CONFIG})`).conflicts(others),
  );
}

const DEFAULT_CONFIG = 'packages.yaml';

function configIn(cwd: string): string {
  if (existsSync(join(cwd, DEFAULT_CONFIG))) return DEFAULT_CONFIG;
  const message = `there is no ${DEFAULT_CONFIG} here, and no --config=FILE`;
  throw new InputError([{ code: 'bad-flag', message, hint: '`npx onepack init` writes the first one' }]);
}

/** Collects the values of a flag that can be repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** Collects the values of a flag NAME=PATH that can be repeated. */
export function collectPaths(
  value: string,
  before: { name: string; path: string }[] = [],
): { name: string; path: string }[] {
  return [...before, parseSource(value)];
}

/** Splits the value of a flag with several names. */
export function list(value: string): string[] {
  const names = value.split(',');
  if (!names.includes('')) return names;
  throw new InputError([{ code: 'bad-flag', message: `there is an empty name in \`${value}\`` }]);
}

/** Flags for which an empty value means none. */
const MAY_BE_EMPTY: readonly string[] = ['targets'];

/** Refuses empty values: most come from a shell variable that was not set, and would act as if the flag was absent. */
export function refuseEmpty(command: Command): void {
  command.commands.forEach(refuseEmpty);
  const refusing = (part: Option | Argument, called: string): void => {
    const { parseArg } = part;
    part.argParser((value: string, before: unknown): unknown => {
      if (value === '') throw new InputError([{ code: 'bad-flag', message: `${called} is empty`, hint: NOT_SET }]);
      return parseArg === undefined ? value : parseArg(value, before);
    });
  };
  for (const option of command.options) {
    const name = option.name();
    if (option.required && !MAY_BE_EMPTY.includes(name)) refusing(option, `\`--${name}=\``);
  }
  for (const argument of command.registeredArguments) refusing(argument, `the argument \`${argument.name()}\``);
}

const NOT_SET = 'leave it out where nothing is meant; a variable of the shell that is not set is empty';

export function parseSource(flag: string): { name: string; path: string } {
  const at = flag.indexOf('=');
  if (at <= 0 || at === flag.length - 1) {
    const message = `\`--source=${flag}\` is not NAME=PATH`;
    throw new InputError([{ code: 'bad-flag', message, hint: 'for example --source=kubelet=bin/kubelet' }]);
  }
  return { name: flag.slice(0, at), path: flag.slice(at + 1) };
}
