/** Bazel's labels: https://bazel.build/concepts/labels */
import { dirname, relative } from 'node:path';

/** Whether a string is a label and no path: `//` begins a label of the workspace, `@name//` one of another repository. */
export function isLabel(text: string): boolean {
  return /^(?:@[A-Za-z0-9._+~-]*)?\/\//.test(text);
}

/** `package:name`, where `//a/b` is short for `//a/b:b`. There is no `=` in it, because `=` ends the label in `--source=LABEL=PATH`. */
function isWellFormed(label: string): boolean {
  const [, folder = '', name] = /^(?:@[^/]*)?\/\/([^:]*)(?::(.*))?$/.exec(label) ?? [];
  const isNormal = (path: string): boolean =>
    /^[A-Za-z0-9!%@^_"#$&'()*+,;<>?[\]{|}~./-]+$/.test(path) && !/(^|\/)(\.{0,2})(\/|$)/.test(path);
  return (folder === '' ? name !== undefined : isNormal(folder)) && (name === undefined || isNormal(name));
}

/** What is wrong with a label; undefined if nothing is. */
export function labelMistake(label: string): string | undefined {
  if (isLabel(label) && isWellFormed(label)) return undefined;
  return `"${label}" is not a label: \`//folder:target\`, or \`@repository//folder:target\``;
}

export interface Packages {
  /** The absolute path of the config's folder, which is a Bazel package. */
  readonly folder: string;
  /** The absolute path of the top of the workspace. */
  readonly workspace: string;
  /** Whether a folder has a BUILD file. */
  readonly isPackage: (folder: string) => boolean;
}

/** The label of a file: `files/a` in the config's own package, `//upstream:files/a` in another; undefined if it is in no package. */
export function labelOf(file: string, { folder, workspace, isPackage }: Packages): string | undefined {
  const isInWorkspace = !relative(workspace, file).startsWith('..');
  for (let at = dirname(file); isInWorkspace; at = dirname(at)) {
    if (at === folder) return relative(folder, file);
    if (isPackage(at)) return `//${relative(workspace, at)}:${relative(at, file)}`;
    if (at === workspace || at === dirname(at)) break;
  }
  return undefined;
}

/** The package that a label names: `upstream`. */
export function packageOf(label: string): string | undefined {
  return /^\/\/([^:]*):/.exec(label)?.[1];
}
