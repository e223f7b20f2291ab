/** The links of the trees on disk, which Bazel does not show to the packer: BUILD.bazel records them. */
import { realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import { once, type Problem } from '../problems/problem.ts';
import { failOnProblems, InputError } from '../problems/errors.ts';
import { locateProblem } from '../plan/locate.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { fail } from '../stage/failure.ts';
import { itemsIn, TreeError } from '../stage/folder_items.ts';

/** By the `src` of a tree: path from its top to target. `folderOf` says where such a `src` is looked for. */
export async function treeLinks(
  plans: readonly Plan[],
  loaded: LoadedConfig,
  folderOf: (file: string) => string,
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const known = new Map<string, ReadonlyMap<string, string>>();
  const problems: Problem[] = [];
  for (const plan of plans) {
    for (const content of plan.contents) {
      if (content.type !== 'tree' || !('file' in content.src) || known.has(content.src.file)) continue;
      try {
        known.set(content.src.file, await linksIn(folderOf(content.src.file), { plan, content }, content.src.file));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        known.set(content.src.file, new Map());
        problems.push(...error.problems.map((problem) => locateProblem(problem, plan, loaded)));
      }
    }
  }
  failOnProblems(once(problems));
  return known;
}

async function linksIn(
  folder: string,
  at: { plan: Plan; content: PlanContent },
  name: string,
): Promise<ReadonlyMap<string, string>> {
  // What else is wrong with a tree is said when it is packed; so it is where there is none.
  const items = await itemsIn(folder).catch((error: unknown) => {
    if (error instanceof TreeError) return [];
    throw error;
  });
  const links = items.flatMap((item) => (item.kind === 'link' ? [item] : []));
  for (const { path, target } of links) {
    const why = unseen(join(folder, path));
    if (why !== undefined) fail(at, 'link-unseen', `${path} in ${name} is a link to "${target}", ${why}`, HINT);
  }
  return new Map(links.map(({ path, target }) => [path, target]));
}

const HINT =
  'write it into `contents` as a `symlink`, or give the tree as a tar archive, a source with `extract: true`';

// A glob ends at these, even at a link that it leaves out.
function unseen(link: string): string | undefined {
  if (/[*?]/.test(link)) return 'and no glob of Bazel can name it';
  try {
    const real = realpathSync(link);
    const isAbove = `${realpathSync(dirname(link))}${sep}`.startsWith(real === sep ? sep : `${real}${sep}`);
    return isAbove ? 'which leads back to where it lies, so that Bazel cannot look into the folder' : undefined;
  } catch (error) {
    const isCircle = (error as NodeJS.ErrnoException).code === 'ELOOP';
    return isCircle ? 'which leads in a circle, so that Bazel cannot look into the folder' : undefined;
  }
}

/** Where a file of the workspace at `workspace` is in the one at `sources`, of which Bazel laid out a part. */
export function inSources(file: string, workspace: string, sources: string | undefined): string {
  if (sources === undefined || !`${file}${sep}`.startsWith(`${workspace}${sep}`)) return file;
  return resolve(sources, file.slice(workspace.length + 1));
}
