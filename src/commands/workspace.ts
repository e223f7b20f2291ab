/** The Bazel workspace that a folder is in. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What makes a folder one, and names what it depends on. https://bazel.build/external/overview */
export const WORKSPACE_FILES: readonly string[] = ['MODULE.bazel', 'WORKSPACE', 'WORKSPACE.bazel'];

/** The nearest folder that Bazel takes for a workspace. */
export function workspaceAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (WORKSPACE_FILES.some((name) => existsSync(join(at, name)))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** Whether a file of the workspace that names its dependencies says this. */
export function workspaceSays(workspace: string, what: RegExp): boolean {
  const files = WORKSPACE_FILES.map((name) => join(workspace, name));
  return files.some((file) => existsSync(file) && what.test(readFileSync(file, 'utf8')));
}

/** Onepack's own repository, where the rules are at home. */
export function isHome(workspace: string): boolean {
  return workspaceSays(workspace, /^(module|workspace)\(\s*name = "onepack"/m);
}

export function hasBuildFile(folder: string): boolean {
  return ['BUILD.bazel', 'BUILD'].some((name) => existsSync(join(folder, name)));
}
