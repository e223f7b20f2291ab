/** Declares the command line: every command with its flags, and what it runs. A command is loaded only when it is called. */
import { Command, Option } from 'commander';
import type { CompressOptions } from '../commands/compress.ts';
import type { DistOptions } from '../commands/dist.ts';
import type { PackOptions } from '../commands/pack_options.ts';
import type { PatchOptions } from '../commands/patch.ts';
import type { TarOptions } from '../commands/tar.ts';
import { DEFAULT_LIMITS, type Limits, parseMaxFilesize, parseMaxTime, sizeText } from '../fetch/limits.ts';
import { FORMATS } from '../format/format.ts';
import type { Problem } from '../problems/problem.ts';
import { didYouMean } from '../problems/suggest.ts';
import type { Io } from '../system/io.ts';
import { completionScript, type Shell, shellArgument } from './completion.ts';
import {
  collect,
  collectPaths,
  configured,
  type Flags,
  judged,
  layered,
  layersOf,
  list,
  parseSource,
  refuseEmpty,
  reported,
  selected,
  stamped,
} from './options.ts';
import { running } from './report.ts';

declare const ONEPACK_VERSION: string | undefined;

/** `warned` collects the warnings for `--json`. */
export function declareProgram(
  io: Io,
  warned: Problem[] = [],
  exit: (status: number) => void = () => undefined,
): Command {
  const program = new Command('onepack')
    .description('Builds .deb and .rpm packages from one packages.yaml.')
    .version(typeof ONEPACK_VERSION === 'undefined' ? 'from source' : ONEPACK_VERSION)
    // In `pack --version v1.2.3` it is the version of the set.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      // commander would compare `--packge=x` as a whole.
      outputError: (text, write) => write(withSuggestion(text, program)),
    })
    .showSuggestionAfterError();
  const command = (name: string, summary: string): Command =>
    program.command(name).description(summary).copyInheritedSettings(program);
  const run = running(io, warned, exit);

  reported(command('init', 'Write the first packages.yaml of a folder, from what is found in it.'))
    .argument('[folder]', 'where to write packages.yaml; programs are searched for there and below', '.')
    .option(
      '--source <name=path>',
      'a program, or its label, instead of those that are found; can be repeated',
      collect,
      [],
    )
    .action(
      run(async (flags, io, [folder = '.']) => {
        const { init } = await import('../commands/init.ts');
        return init({ folder, sources: (flags['source'] as string[]).map(parseSource) }, io);
      }),
    );

  const packs = command('pack', 'Build the packages of a config. `onepack --config=FILE` is short for this.');
  configured(packs, 'plan').option('--out <dir>', 'the folder to write packages to', '.');
  reported(judged(selected(layered(packs))))
    .option('--keep-work <dir>', 'keep the wrapper and the staged tree in this folder')
    .option('--tools <file>', 'a JSON file that names the tools, instead of looking for them')
    .optionsGroup('What Bazel uses:')
    .option('--plan <file>', 'build this one plan, as Bazel does')
    .option('--artifact <file>', 'with --plan: the package file to write')
    .option('--manifest <file>', 'with --plan: the manifest to write')
    .option(
      '--link <path\\ntarget>',
      "with --plan: a link of a tree on disk, all others being Bazel's; repeat it",
      collect,
    )
    .option('--segments <dir>', 'a folder that `onepack compress` wrote; can be repeated', collect)
    .action(
      run(async (flags, io) => {
        const { pack } = await import('../commands/pack.ts');
        return pack({ ...flags, layers: layersOf(flags, io) } as unknown as PackOptions, io);
      }),
    );

  reported(
    judged(
      layered(
        configured(command('check', 'Report everything that is wrong with a config and its files, without building.')),
      ),
    ),
  ).action(
    run(async (flags, io) => {
      const { check } = await import('../commands/check.ts');
      return check({ ...flags, layers: layersOf(flags, io) }, io);
    }),
  );

  const explains = command('explain', 'Show each value of a config, and the file or flag that it comes from.').argument(
    '[path]',
    'a key and what is below it, such as `packages.kubelet.depends` (default: everything)',
  );
  reported(layered(configured(explains)))
    .option('--arch <name>', 'for this architecture (Go name)')
    .addOption(new Option('--format <format>', 'for this format').choices(FORMATS));
  stamped(explains).action(
    run(async (flags, io, [path]) => {
      const { explainConfig } = await import('../commands/explain.ts');
      return explainConfig({ ...flags, path, layers: layersOf(flags, io) }, io);
    }),
  );

  reported(selected(layered(configured(command('fetch', 'Download each source that has a url and is missing.')))))
    .option(
      '--max-time <seconds>',
      'how long one address of a file may take in all, as curl has it',
      parseMaxTime,
      DEFAULT_LIMITS.maxTime,
    )
    .addOption(
      new Option('--max-filesize <size>', 'how large a file may be, as curl has it: bytes, or with K, M, G or T')
        .argParser(parseMaxFilesize)
        .default(DEFAULT_LIMITS.maxFilesize, sizeText(DEFAULT_LIMITS.maxFilesize)),
    )
    .action(
      run(async (flags, io) => {
        const { fetchSources } = await import('../commands/fetch.ts');
        const { maxTime, maxFilesize, ...others } = flags as Flags & Limits;
        return fetchSources({ ...others, limits: { maxTime, maxFilesize }, layers: layersOf(flags, io) }, io);
      }),
    );

  reported(judged(layered(configured(command('generate', 'Write the BUILD.bazel beside a config.')))))
    .option('--build-file <file>', 'where to write it (default: BUILD.bazel beside the config)')
    .option('--check', 'write nothing; fail if the file is out of date')
    .option('--wrappers <dir>', 'write the fpm wrapper of each package to this folder instead')
    .option('--workspace <dir>', 'the root of the Bazel workspace (default: searched for above the config)')
    .option('--sources <dir>', 'the workspace itself, where --workspace is what Bazel laid out of it')
    .option('--defs <label>', 'where the rules are loaded from, such as //bazel:defs.bzl')
    .action(
      run(async (flags, io) => {
        const { generate } = await import('../commands/generate.ts');
        return generate({ ...flags, layers: layersOf(flags, io) }, io);
      }),
    );

  const patches = command('patch', 'Write the config that results from a config, overlays and flags.');
  reported(judged(layered(configured(patches))))
    .requiredOption('--out <file>', 'the patched config to write')
    .option('--base <dir>', 'where relative paths in the patched config start (default: the folder of the config)');
  stamped(patches)
    .option('--plans <dir>', 'also write the plan of each target to this folder')
    .option('--wrappers <dir>', 'also write the fpm wrapper of each target to this folder')
    .option('--versions <dir>', 'also write the version of each target, with epoch and revision, to this folder')
    .option(
      '--source-file <name=file>',
      'what the BUILD file uses as the `file` of a source; can be repeated',
      collectPaths,
    )
    .option(
      '--targets <names>',
      'with --plans: the targets that must exist, comma-separated; empty where there are none',
      (names: string) => (names === '' ? [] : list(names)),
    )
    .action(
      run(async (flags, io) => {
        const { patch } = await import('../commands/patch.ts');
        return patch({ ...flags, layers: layersOf(flags, io) } as unknown as PatchOptions, io);
      }),
    );

  command('compress', 'Compress a source for the packages that contain it, as Bazel does.')
    .requiredOption('--source <file>', 'a file, a folder, or an archive')
    .option('--extract', 'the source is an archive: compress its members')
    .requiredOption('--out <dir>', 'the folder to write, for `onepack pack --segments`')
    .action(
      run(async (flags, io) => {
        const { compress } = await import('../commands/compress.ts');
        return compress(flags as unknown as CompressOptions, io);
      }),
    );

  command('dist', 'Collect packages in one directory, with SHA256SUMS and manifest.json.')
    .requiredOption('--out <dir>', 'the directory to write')
    .requiredOption('--artifact <file>', 'a package file; can be repeated', collect)
    .requiredOption('--manifest <file>', 'its manifest, in the same order; can be repeated', collect)
    .action(
      run(async (flags, io) => {
        const { dist } = await import('../commands/dist.ts');
        return dist(flags as unknown as DistOptions, io);
      }),
    );

  reported(command('show', 'Show what is in a package: fields, relations, files, scripts, triggers, changelog.'))
    .argument('<file...>', 'a .deb or an .rpm, whoever made it')
    .action(
      run(async (_flags, io, files) => {
        const { show } = await import('../commands/show.ts');
        return show({ files }, io);
      }),
    );

  reported(command('diff', 'Show what differs between two packages, or between two folders of packages.'))
    .argument('<before>', 'a .deb or .rpm, or a folder with some')
    .argument('<after>', 'the same of the other side; of the other format, too, if both are one file')
    .option('--markdown', 'for a review, with the lines coloured as a diff')
    .action(
      run(async (flags, io, [before = '', after = '']) => {
        const { diff } = await import('../commands/diff.ts');
        return diff({ before, after, markdown: flags['markdown'] === true }, io);
      }),
    );

  command('tar', 'Put files into one archive, as Bazel does for a source of several files.')
    .requiredOption('--out <file>', 'the archive to write')
    .option('--file <member=path>', 'a file, with its executable bit; can be repeated', collect, [])
    .option('--data <member=path>', 'a file or folder in which nothing is executable; can be repeated', collect, [])
    .option('--program <member=path>', 'an executable file; can be repeated', collect, [])
    .action(
      run(async (flags, io) => {
        const { tar } = await import('../commands/tar.ts');
        return tar(flags as unknown as TarOptions, io);
      }),
    );

  command('schema', 'Print the JSON Schema of packages.yaml.')
    .option('--out <file>', 'write it to a file')
    .option('--check', 'with --out: write nothing; fail if the file is out of date')
    .action(
      run(async (flags, io) => {
        const { schema } = await import('../commands/schema.ts');
        return schema(flags, io);
      }),
    );

  command('completion', 'Print a completion script for a shell: `source <(onepack completion bash)`.')
    .addArgument(shellArgument())
    .action((shell: Shell) => io.stdout(completionScript(program, shell)));

  refuseEmpty(program);
  return program;
}

function withSuggestion(text: string, program: Command): string {
  const flag = /^error: unknown option '(--[^=']+)=/.exec(text)?.[1];
  const known = program.commands.flatMap(({ options }) => options.flatMap(({ long }) => long ?? []));
  const hint = flag === undefined ? undefined : didYouMean(flag, new Set(known));
  return hint === undefined ? text : `${text.trimEnd()}\n  hint: ${hint}\n`;
}
