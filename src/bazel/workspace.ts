/** Finds the Bazel workspace that a folder is in. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldersFrom } from '../system/folders.ts';

/** The nearest folder upwards that Bazel takes for a workspace. */
export function workspaceAbove(folder: string): string | undefined {
  return foldersFrom(folder).find((at) => workspaceFiles(at).length > 0);
}

/** The files of the workspace that declare dependencies, in Bazel's order of preference. */
export function workspaceFiles(workspace: string): string[] {
  return WORKSPACE_FILES.filter((name) => existsSync(join(workspace, name)));
}

/** Whether one of these files contains the pattern outside of its comments. */
export function workspaceSays(workspace: string, what: RegExp): boolean {
  return workspaceFiles(workspace).some((name) => what.test(withoutComments(readFileSync(join(workspace, name), 'utf8'))));
} // prettier-ignore

// A `#` within quotes does not begin a comment.
function withoutComments(text: string): string {
  return text.replace(/^((?:[^#"'\n]|"[^"\n]*"|'[^'\n]*')*)#.*/gm, '$1');
}

/** Whether this is onepack's own repository, from which the rules come. */
export function isHome(workspace: string): boolean {
  return workspaceSays(workspace, /^(module|workspace)\(\s*name = "onepack"/m);
}

export function hasBuildFile(folder: string): boolean {
  return BUILD_FILES.some((name) => existsSync(join(folder, name)));
}

/* The files that Bazel looks for in a folder, the one that it prefers first. */

/** The files that make a folder a workspace and declare its dependencies. https://bazel.build/external/overview */
export const WORKSPACE_FILES: readonly string[] = ['MODULE.bazel', 'WORKSPACE.bazel', 'WORKSPACE'];

/** The files that make a folder a package. https://bazel.build/concepts/build-files */
export const BUILD_FILES: readonly string[] = ['BUILD.bazel', 'BUILD'];
