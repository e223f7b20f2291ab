/** Files as Bazel names them. https://bazel.build/concepts/labels */
import { dirname, relative } from 'node:path';

export interface Packages {
  /** The config's folder, absolute, which is a Bazel package. */
  readonly folder: string;
  /** The top of the workspace, absolute. */
  readonly workspace: string;
  /** Whether a folder has a BUILD file. */
  readonly isPackage: (folder: string) => boolean;
}

/** `files/a` in the config's own package, `//upstream:files/a` in another; undefined for a file that is in none. */
export function labelOf(file: string, { folder, workspace, isPackage }: Packages): string | undefined {
  const isInWorkspace = !relative(workspace, file).startsWith('..');
  for (let at = dirname(file); isInWorkspace; at = dirname(at)) {
    if (at === folder) return relative(folder, file);
    if (isPackage(at)) return `//${relative(workspace, at)}:${relative(at, file)}`;
    if (at === workspace) break;
  }
  return undefined;
}

/** The package of a label that names one: `upstream`. */
export function packageOf(label: string): string | undefined {
  return /^\/\/([^:]*):/.exec(label)?.[1];
}
