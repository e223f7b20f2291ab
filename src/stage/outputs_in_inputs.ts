/** Finds outputs that would be written into what is packed: a package would contain those of the last run, or its own unfinished file. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isLabel } from '../bazel/label.ts';
import { isTaken } from '../plan/glob.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { Problem } from '../problems/problem.ts';
import { lookUp } from '../system/look_up.ts';

export interface Outputs {
  /** The folder for the packages. */
  readonly out: string;
  /** The folder for wrappers and staged trees, if they are kept. */
  readonly keepWork?: string | undefined;
  readonly sources: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** `plans`: all plans of the run. */
export function outputsInInputs(
  plan: Plan,
  plans: readonly Plan[],
  { out, keepWork, sources, cwd }: Outputs,
): Problem[] {
  // The names that system/leftovers.ts gives to files while they are written.
  const packages = plans.flatMap(({ fileName }) => [fileName, `.${fileName}.part`].map((name) => join(out, name)));
  const work = keepWork === undefined ? [] : [join(keepWork, 'NAME', 'FILE')];
  const outputs = [...packages, ...work].map((path) => real(resolve(cwd, path)));
  return plan.contents.flatMap((content): Problem[] => {
    const file = fileOf(content, plan, sources);
    if (file === undefined) return [];
    const top = real(resolve(cwd, file));
    const written = outputs.find((output) => isPacked(content, relative(top, output)));
    if (written === undefined) return [];
    const isWork = keepWork !== undefined && written.startsWith(real(resolve(cwd, keepWork)));
    const flag = isWork ? '--keep-work' : '--out';
    const folder = isWork ? keepWork : out;
    const message =
      content.type === 'tree'
        ? `${folder}, which ${flag} names, is in the tree ${file}: what this run writes would be packed in the next`
        : `${file} is packed, and it is a package that this run writes`;
    const hint = `name a folder that nothing is packed from: ${flag}=DIR`;
    return [
      { code: 'output-in-input', message, hint, path: ['packages', plan.package, 'contents', content.dst, 'src'] },
    ];
  });
}

// The path on disk; undefined if there is none or if Bazel builds the file.
function fileOf(content: PlanContent, plan: Plan, sources: Outputs['sources']): string | undefined {
  if (!('src' in content)) return undefined;
  if ('file' in content.src) return content.src.file;
  if (!('source' in content.src)) return undefined;
  const { source, member = '' } = content.src;
  const file = lookUp(sources, source) ?? lookUp(plan.sources, source)?.file;
  return file === undefined || isLabel(file) ? undefined : join(file, member);
}

function isPacked(content: PlanContent, below: string): boolean {
  if (content.type !== 'tree') return below === '';
  return below !== '' && !/^\.\.(\/|$)/.test(below) && isTaken(content, below);
}

// The real path, in which links of existing folders have been followed.
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path === dirname(path) ? path : join(real(dirname(path)), basename(path));
  }
}
