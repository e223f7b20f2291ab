/** Paths that two packages would own, where only what lies in a tree shows it: conflicts.ts has those that the config names. */
import { claimPath, type Conflicts, conflictsAmong, type OwnedPath, ONE_OWNER_HINT } from './conflicts.ts';
import type { Member } from './kept_apart.ts';
import { isBelow } from './paths.ts';
import { fullVersion, type Plan } from './plan.ts';
import { ALL } from './selection.ts';
import type { Problem } from '../problems/problem.ts';

export interface TreeOwners {
  /** Enters what a plan has in it once its trees are opened. A problem for each tree that has something of another package. */
  enter(plan: Plan, paths: Iterable<OwnedPath>): Problem[];
}

/** Of plans that are packed together. */
export function createTreeOwners(plans: readonly Plan[]): TreeOwners {
  // Alone, a package has nobody to share with.
  if (new Set(plans.map((plan) => plan.package)).size < 2) return { enter: () => [] };
  const architectures = [...new Set(plans.map(({ architecture }) => architecture))];
  const byFormat = { deb: conflictsAmong(architectures, ALL), rpm: conflictsAmong(architectures, ALL) };
  const members = new Map(plans.map((plan) => [plan, memberOf(plan)]));
  const conflictsOf = ({ format, architecture }: Plan): Conflicts => byFormat[format](architecture);
  for (const plan of plans) {
    const { owners } = conflictsOf(plan);
    const member = memberOf(plan);
    for (const { dst: path, type } of plan.contents) claimPath(owners, { path, type }, member, plan.format);
  }
  return {
    enter(plan, paths) {
      const { owners } = conflictsOf(plan);
      const member = members.get(plan) ?? memberOf(plan);
      const messages = new Map<string, string[]>();
      for (const path of paths) {
        const message = claimPath(owners, path, member, plan.format);
        if (message === undefined) continue;
        const tree = treeOf(plan, path.path);
        messages.set(tree, [...(messages.get(tree) ?? []), message]);
      }
      return [...messages].map(([tree, all]) => problemOf(plan, tree, all));
    },
  };
}

function treeOf({ contents }: Plan, path: string): string {
  return contents.findLast(({ type, dst }) => type === 'tree' && (dst === path || isBelow(path, dst)))?.dst ?? path;
}

function problemOf(plan: Plan, tree: string, [first = '', ...others]: readonly string[]): Problem {
  const more = others.length === 0 ? '' : `; so it is with ${others.length} more of this tree`;
  const path = ['packages', plan.package, 'contents', tree];
  return { code: 'two-owners', message: `${first}${more}`, path, hint: ONE_OWNER_HINT };
}

function memberOf(plan: Plan): Member {
  return { name: plan.package, version: fullVersion(plan), relations: plan.relations };
}
