/** `onepack generate`: writes the BUILD file of a config, or checks it; `--wrappers` writes the fpm wrappers instead. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Layers, LoadedConfig } from '../config/load.ts';
import { once, type Problem } from '../problems/problem.ts';
import { failOnProblems, InputError } from '../problems/errors.ts';
import type { Io } from '../system/io.ts';
import { writeTextWhole } from '../system/output.ts';
import { locateProblem } from '../plan/locate.ts';
import type { Plan } from '../plan/plan.ts';
import { planConfig } from '../plan/plan_config.ts';
import { sourcesOf } from '../plan/sources.ts';
import { renderBuildFile, updateCommand } from '../bazel/build_file.ts';
import { isLabel, labelOf } from '../bazel/label.ts';
import { type View, filesOutside, isAround, targetNames, viewOf } from '../bazel/view.ts';
import { withUpdateHint } from './update_hint.ts';
import { inSources, treeLinks } from './tree_links.ts';
import { reportWarnings, type WarnOptions } from './report_warnings.ts';
import { hasBuildFile, isHome, workspaceAbove } from '../bazel/workspace.ts';
import { writeWrappers } from './write_wrappers.ts';

export interface GenerateOptions extends WarnOptions {
  readonly layers: Layers;
  /** Where the BUILD file is; beside the config if absent. */
  readonly buildFile?: string;
  readonly check?: boolean;
  /** The folder for the wrappers; the BUILD file is then left alone. */
  readonly wrappers?: string;
  /** The top of the Bazel workspace; looked for above the config if absent. */
  readonly workspace?: string;
  /** The workspace that Bazel laid out a part of, which has the links of trees; the same one if absent. */
  readonly sources?: string;
  /** The label that the rules are loaded from; found out if absent. */
  readonly defs?: string;
}

export async function generate(options: GenerateOptions, io: Io): Promise<void> {
  const planned = await planConfig(options.layers).catch((error: unknown) => {
    throw options.check === true ? withUpdateHint(error, options.layers.config) : error;
  });
  const { loaded, plans } = planned;
  await reportWarnings(planned, { warnings: options.warnings }, io);
  if (options.wrappers !== undefined) {
    await writeWrappers(plans, resolve(io.cwd, options.wrappers));
    return;
  }
  const config = resolve(io.cwd, options.layers.config);
  const file =
    options.buildFile === undefined ? join(dirname(config), 'BUILD.bazel') : resolve(io.cwd, options.buildFile);
  const view = await viewOfConfig(loaded, plans, options, io);
  const wanted = renderBuildFile(view);
  const found = await readFile(file, 'utf8').catch(() => '');
  if (options.check === true) {
    if (found !== wanted)
      throw stale({ file: relative(io.cwd, file), found, wanted, view, config: options.layers.config }, io);
    return;
  }
  if (found !== wanted) await writeTextWhole(file, wanted);
  if (io.isQuiet === true) return;
  io.stdout(`${relative(io.cwd, file)}: ${plans.length} targets${found === wanted ? ', nothing new' : ''}\n`);
}

async function viewOfConfig(
  loaded: LoadedConfig,
  plans: readonly Plan[],
  options: GenerateOptions,
  io: Io,
): Promise<View> {
  const config = resolve(io.cwd, options.layers.config);
  const folder = dirname(config);
  // Where there is no workspace the config's own folder stands for one.
  const workspace =
    options.workspace === undefined ? (workspaceAbove(folder) ?? folder) : resolve(io.cwd, options.workspace);
  const resolved = [...new Set(plans.map((plan) => plan.architecture))].map((architecture) => {
    const used = plans
      .filter((plan) => plan.architecture === architecture)
      .flatMap((plan) => Object.keys(plan.sources));
    return sourcesOf(loaded.general, architecture, used);
  });
  failOnProblems(resolved.flatMap(({ problems }) => problems));
  failOnProblems(once(plans.flatMap((plan) => foldersAround(plan, loaded, folder, io.cwd))));
  const sources = options.sources === undefined ? undefined : resolve(io.cwd, options.sources);
  const links = await treeLinks(plans, loaded, (file) => inSources(resolve(io.cwd, file), workspace, sources));
  const view = viewOf({
    links,
    config: basename(config),
    folder,
    cwd: io.cwd,
    labelOf: (file) => labelOf(file, { folder, workspace, isPackage: hasBuildFile }),
    extended: loaded.extended.map(({ name }) => name),
    bazelPackage: relative(workspace, folder),
    defs: options.defs ?? (isHome(workspace) ? '//bazel:defs.bzl' : '@onepack//bazel:defs.bzl'),
    engine: loaded.general.config.engine,
    plans,
    sources: resolved.flatMap(({ sources }) => sources),
    platforms: loaded.general.config.bazel?.platforms ?? {},
    written: Object.fromEntries(
      Object.entries(loaded.general.config.sources ?? {}).map(([name, { file }]) => [name, file]),
    ),
  });
  failOnProblems(problemsOf(view, loaded));
  return view;
}

// BUILD.bazel would be a part of what is packed, and no glob takes a whole package.
function foldersAround(plan: Plan, loaded: LoadedConfig, folder: string, cwd: string): Problem[] {
  const own = plan.contents.flatMap(({ dst, ...content }) =>
    'src' in content && 'file' in content.src
      ? [{ file: content.src.file, path: ['packages', plan.package, 'contents', dst, 'src'] }]
      : [],
  );
  const ofSources = Object.entries(plan.sources).map(([name, { file }]) => ({ file, path: ['sources', name, 'file'] }));
  return [...own, ...ofSources]
    .filter(({ file }) => !isLabel(file) && isAround(relative(folder, resolve(cwd, file))))
    .map(({ file, path }) => {
      const problem: Problem = {
        code: 'folder-of-config',
        message: `${file} is the folder of the config, or one above it: BUILD.bazel would be a part of what is packed`,
        hint: 'move what is to be packed into a folder below it, or use this config only with `onepack pack`',
        path,
      };
      return locateProblem(problem, plan, loaded);
    });
}

function problemsOf(view: View, { general, extended }: LoadedConfig): Problem[] {
  const outside = filesOutside(view).map((file): Problem => {
    const place = extended[view.facts.extends.indexOf(file)]?.namedAt;
    return {
      code: 'outside-package',
      message: `${file} is outside the folder of ${view.facts.config}, so it is not in its Bazel package`,
      hint: 'move it below the folder, give its own folder a BUILD.bazel, or use this config only with `onepack pack`',
      ...(place === undefined ? {} : { place }),
    };
  });
  const taken = new Map<string, string>();
  const twice: Problem[] = [];
  for (const { name, is, package: owner } of targetNames(view)) {
    const other = taken.get(name);
    taken.set(name, is);
    if (other === undefined) continue;
    const place = owner === undefined ? undefined : general.locateKey(['packages', owner]);
    const message = `the Bazel target "${name}" would be both ${other} and ${is}`;
    twice.push({ code: 'target-taken', message, ...(place === undefined ? {} : { place }) });
  }
  return [...outside, ...twice];
}

interface Stale {
  readonly file: string;
  readonly config: string;
  readonly found: string;
  readonly wanted: string;
  readonly view: View;
}

function stale({ file, found, wanted, view, config }: Stale, io: Io): InputError {
  io.stdout(
    createTwoFilesPatch(file, `${file} as ${view.facts.config} has it`, found, wanted, undefined, undefined, {
      context: 3,
    }),
  );
  return new InputError([
    {
      code: 'build-file-stale',
      message: `${file} is out of date: it is not what ${view.facts.config} generates`,
      hint: `run: ${updateCommand(view.bazelPackage)}   (or: npx onepack generate --config=${config})`,
    },
  ]);
}
