/** The command line: declares it, runs one command, and is the one place that prints an error and chooses the exit status. */
import { Command, CommanderError, Option } from 'commander';
import type { DistOptions } from './commands/dist.ts';
import type { FetchOptions } from './commands/fetch.ts';
import type { GenerateOptions } from './commands/generate.ts';
import type { PackOptions } from './commands/pack.ts';
import type { PatchOptions } from './commands/patch.ts';
import type { SchemaOptions } from './commands/schema.ts';
import type { WrapperOptions } from './commands/wrapper.ts';
import type { Layers } from './config/load.ts';
import { COMPRESSIONS, ENGINES } from './config/schema.ts';
import { InputError, ToolError } from './errors.ts';
import { FORMATS } from './format/format.ts';
import type { Io } from './io.ts';

declare const ONEPACK_VERSION: string | undefined;

/** Exit statuses, as `docs/how-it-works.md` promises them. */
const DONE = 0;
const TOOL_FAILED = 1;
const INPUT_WRONG = 2;

/** Runs one command line and returns its exit status. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const program = declare(io);
  try {
    await program.parseAsync(withDefaultCommand(argv), { from: 'user' });
    return DONE;
  } catch (error) {
    return report(error, io);
  }
}

// `onepack --config=F` is short for `onepack pack --config=F`.
function withDefaultCommand(argv: readonly string[]): string[] {
  const first = argv[0];
  const own = ['--help', '-h', '--version', '-V'];
  return first !== undefined && first.startsWith('-') && !own.includes(first) ? ['pack', ...argv] : [...argv];
}

function report(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : INPUT_WRONG;
  if (error instanceof InputError) {
    io.stderr(`${error.message}\n`);
    return INPUT_WRONG;
  }
  if (error instanceof ToolError) {
    if (error.output !== undefined && error.output.trim() !== '') io.stderr(`${error.output.trimEnd()}\n`);
    io.stderr(`error: ${error.message}\n`);
    if (error.again !== undefined) io.stderr(`  to repeat it: ${error.again}\n`);
    return TOOL_FAILED;
  }
  if (isSystemError(error)) {
    io.stderr(`error: ${error.message}\n`);
    return TOOL_FAILED;
  }
  const text = error instanceof Error ? error.message : String(error);
  io.stderr(`internal error: ${text}\nThis is a mistake in onepack. Please report it with the command that you ran.\n`);
  if (process.env['ONEPACK_DEBUG'] !== undefined && error instanceof Error) io.stderr(`${error.stack}\n`);
  return TOOL_FAILED;
}

// ENOENT, EACCES, ENOSPC and their like: the machine's answer, with the path in its message.
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function declare(io: Io): Command {
  const program = new Command('onepack')
    .description('One packages.yaml, both .deb and .rpm.')
    .version(typeof ONEPACK_VERSION === 'undefined' ? 'from source' : ONEPACK_VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout(text), writeErr: (text) => io.stderr(text) })
    .showSuggestionAfterError();
  const command = (name: string, summary: string): Command =>
    program.command(name).description(summary).copyInheritedSettings(program);

  selected(layered(command('pack', 'Write the packages of a config. `onepack --config=FILE` is short for this.')))
    .addOption(new Option('--config <file>', 'the packages.yaml').conflicts('plan'))
    .option('--out <dir>', 'where the packages go', '.')
    .option('--keep-work <dir>', 'keep wrapper and staged tree here')
    .option('--plan <file>', 'pack this one plan, as Bazel does')
    .option('--artifact <file>', 'with --plan: the package file to write')
    .option('--manifest <file>', 'with --plan: the manifest to write')
    .option('--tools <file>', 'JSON that names the tools; else they are looked up')
    .action(async (flags: Flags) => {
      const { pack } = await import('./commands/pack.ts');
      await pack({ ...flags, layers: layersOf(flags, io) } as unknown as PackOptions, io);
    });

  selected(layered(command('fetch', 'Download each source that has a url and is not there.')))
    .requiredOption('--config <file>', 'the packages.yaml')
    .action(async (flags: Flags) => {
      const { fetchSources } = await import('./commands/fetch.ts');
      await fetchSources({ ...flags, layers: layersOf(flags, io) }, io);
    });

  layered(command('generate', 'Write the BUILD.bazel beside a config.'))
    .requiredOption('--config <file>', 'the packages.yaml')
    .option('--build-file <file>', 'where to write it; BUILD.bazel beside the config')
    .option('--check', 'write nothing; fail where the file is not as it would be written')
    .option('--wrappers <dir>', 'write the fpm wrapper of each package here instead')
    .option('--workspace <dir>', 'the top of the Bazel workspace; looked for above the config')
    .option('--defs <label>', 'where the rules are loaded from, as //bazel:defs.bzl')
    .action(async (flags: Flags) => {
      const { generate } = await import('./commands/generate.ts');
      await generate({ ...flags, layers: layersOf(flags, io) }, io);
    });

  layered(command('patch', 'Write one config out of a config, overlays and flags.'))
    .requiredOption('--config <file>', 'the packages.yaml')
    .requiredOption('--out <file>', 'the patched config to write')
    .option('--base <dir>', 'where relative paths in the patched config start; the folder of the config')
    .option('--stamp <file>', "Bazel's workspace status file, which holds the version")
    .option('--stamp-key <key>', 'the key of the version in it', 'STABLE_BUILD_SCM_REVISION')
    .option('--plans <dir>', 'write the plan of each target here too')
    .option('--targets <names>', 'with --plans: the targets that there must be, comma-separated', list)
    .action(async (flags: Flags) => {
      const { patch } = await import('./commands/patch.ts');
      await patch({ ...flags, layers: layersOf(flags, io) } as unknown as PatchOptions, io);
    });

  command('wrapper', 'Write the fpm wrapper of one plan.')
    .requiredOption('--plan <file>', 'the plan')
    .requiredOption('--out <file>', 'the script to write')
    .action(async (flags: Flags) => {
      const { wrapper } = await import('./commands/wrapper.ts');
      await wrapper(flags as unknown as WrapperOptions, io);
    });

  command('dist', 'Put packages into one directory, with SHA256SUMS and manifest.json.')
    .requiredOption('--out <dir>', 'the directory to write')
    .requiredOption('--artifact <file>', 'a package file; repeat it', collect, [])
    .requiredOption('--manifest <file>', 'its manifest, in the same order; repeat it', collect, [])
    .action(async (flags: Flags) => {
      const { dist } = await import('./commands/dist.ts');
      await dist(flags as unknown as DistOptions, io);
    });

  command('schema', 'Print the JSON Schema of packages.yaml.')
    .option('--out <file>', 'write it to a file')
    .option('--check', 'with --out: write nothing; fail where the file is not as it would be written')
    .action(async (flags: Flags) => {
      const { schema } = await import('./commands/schema.ts');
      await schema(flags, io);
    });

  return program;
}

type Flags = Record<string, unknown>;

/** The flags that change a config; Bazel's build settings bear the same names. */
function layered(command: Command): Command {
  return command
    .option('--overlay <file>', 'a YAML file merged over the config; repeat it', collect, [])
    .option('--set <path=value>', 'override values: `path=value,path=value`; repeat it', collect, [])
    .option('--version <version>', 'the version of the set: a git tag or semver')
    .option('--revision <revision>', 'deb revision, rpm Release')
    .option('--source <name=path>', 'another file for a source; repeat it', collect, [])
    .addOption(new Option('--engine <engine>', 'what writes the packages').choices(ENGINES))
    .addOption(new Option('--compression <method>', 'how payloads are compressed').choices(COMPRESSIONS));
}

/** The flags that choose among packages. */
function selected(command: Command): Command {
  return command
    .option('--package <names>', 'only these packages, comma-separated', list)
    .option('--arch <names>', 'only these architectures (Go names), comma-separated', list)
    .option('--format <names>', `only these formats (${FORMATS.join(', ')}), comma-separated`, list);
}

function layersOf(flags: Flags, io: Io): Layers {
  const text = (name: string): string | undefined => flags[name] as string | undefined;
  const stampFile = text('stamp');
  return {
    config: text('config') ?? '',
    overlays: (flags['overlay'] ?? []) as string[],
    set: (flags['set'] ?? []) as string[],
    version: text('version'),
    revision: text('revision'),
    engine: text('engine'),
    compression: text('compression'),
    sources: ((flags['source'] ?? []) as string[]).map(parseSource),
    stamp: stampFile === undefined ? undefined : { file: stampFile, key: text('stampKey') ?? '' },
    cwd: io.cwd,
  };
}

function parseSource(flag: string): { name: string; path: string } {
  const at = flag.indexOf('=');
  if (at <= 0 || at === flag.length - 1) {
    const message = `\`--source=${flag}\` is not NAME=PATH`;
    throw new InputError([{ code: 'bad-flag', message, hint: 'for example --source=kubelet=bin/kubelet' }]);
  }
  return { name: flag.slice(0, at), path: flag.slice(at + 1) };
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function list(value: string): string[] {
  return value.split(',').filter((name) => name !== '');
}
