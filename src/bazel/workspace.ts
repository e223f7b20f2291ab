/** The Bazel workspace that a folder is in. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldersFrom } from '../system/folders.ts';

/** The nearest folder that Bazel takes for a workspace. */
export function workspaceAbove(folder: string): string | undefined {
  return foldersFrom(folder).find((at) => workspaceFiles(at).length > 0);
}

/** Those of its files that name dependencies, as Bazel prefers them. */
export function workspaceFiles(workspace: string): string[] {
  return WORKSPACE_FILES.filter((name) => existsSync(join(workspace, name)));
}

/** Whether one of them says this, outside of comments. */
export function workspaceSays(workspace: string, what: RegExp): boolean {
  return workspaceFiles(workspace).some((name) => what.test(withoutComments(readFileSync(join(workspace, name), 'utf8'))));
} // prettier-ignore

// A `#` in quotes begins none.
function withoutComments(text: string): string {
  return text.replace(/^((?:[^#"'\n]|"[^"\n]*"|'[^'\n]*')*)#.*/gm, '$1');
}

/** Onepack's own repository, where the rules are at home. */
export function isHome(workspace: string): boolean {
  return workspaceSays(workspace, /^(module|workspace)\(\s*name = "onepack"/m);
}

export function hasBuildFile(folder: string): boolean {
  return BUILD_FILES.some((name) => existsSync(join(folder, name)));
}

/* The files that Bazel looks for in a folder, the one that it prefers first. */

/** Any of them makes a folder a workspace, and names what it depends on. https://bazel.build/external/overview */
export const WORKSPACE_FILES: readonly string[] = ['MODULE.bazel', 'WORKSPACE.bazel', 'WORKSPACE'];

/** Any of them makes a folder a package. https://bazel.build/concepts/build-files */
export const BUILD_FILES: readonly string[] = ['BUILD.bazel', 'BUILD'];
