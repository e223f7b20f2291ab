/** Lists the trees of plans that are folders on disk. Archives are opened only when they are packed. */
import { resolve } from 'node:path';
import { isLabel } from '../bazel/label.ts';
import type { DiskItem, DiskTrees } from '../lint/finding.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { InputError } from '../problems/errors.ts';
import { lookUp } from '../system/look_up.ts';
import { itemsIn, TreeError, type TreeItem } from './folder_items.ts';
import type { InputOptions } from './inputs.ts';
import { join } from 'node:path';
import { createRunFiles } from './run_inputs.ts';
import { selectPaths } from './select.ts';

type Tree = PlanContent & { readonly type: 'tree' };

/** A tree that cannot be read, or whose patterns are wrong, is left out here and reported when it is packed. */
export async function readDiskTrees(plans: readonly Plan[], options: InputOptions): Promise<DiskTrees> {
  const listed = new Map<string, Promise<TreeItem[]>>();
  const files = createRunFiles();
  const trees = new Map<PlanContent, readonly DiskItem[]>();
  for (const plan of plans) {
    for (const content of plan.contents) {
      if (content.type !== 'tree') continue;
      const found = folderOf(content, plan, options, files);
      if (found === undefined) continue;
      const listing = listed.get(found.top) ?? itemsIn(found.top).catch(unlessWrong);
      listed.set(found.top, listing);
      trees.set(content, taken(plan, content, found.name, await listing));
    }
  }
  return trees;
}

function unlessWrong(error: unknown): TreeItem[] {
  if (error instanceof TreeError) return [];
  throw error;
}

function folderOf(
  { src }: Tree,
  plan: Plan,
  { sources, cwd }: InputOptions,
  files: ReturnType<typeof createRunFiles>,
): { name: string; top: string } | undefined {
  const file = 'file' in src ? src.file : (lookUp(sources, src.source) ?? lookUp(plan.sources, src.source)?.file);
  if (file === undefined || isLabel(file)) return undefined;
  const top = join(resolve(cwd, file), ('member' in src ? src.member : undefined) ?? '.');
  try {
    return files.look(top).isFolder ? { name: file, top } : undefined;
  } catch {
    return undefined;
  }
}

function taken(plan: Plan, content: Tree, name: string, items: readonly TreeItem[]): DiskItem[] {
  try {
    const paths = new Set(
      selectPaths(
        { plan, content, origin: { name } },
        items.map(({ path }) => path),
      ),
    );
    return items.filter(({ path }) => paths.has(path));
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
