/**
 * Links on disk. On the command line each is what it is. Bazel lays out its inputs as links of its own, so there the BUILD file says
 * which paths are links, and all others are files: a link of the user's that it does not know is found out here.
 */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** What the BUILD file records: path, absolute, to target. Undefined on the command line. */
export type RecordedLinks = ReadonlyMap<string, string> | undefined;

/** Of the recorded links those below a folder, by path from there. */
export function recordedBelow(links: RecordedLinks, folder: string): ReadonlyMap<string, string> | undefined {
  if (links === undefined) return undefined;
  const start = folder + sep;
  const below = [...links].filter(([path]) => path.startsWith(start));
  return new Map(below.map(([path, target]) => [path.slice(start.length), target]));
}

/**
 * Where `path`, of the folder `top`, really lies, and where the folder does; undefined where that does not show. `cwd` is the folder that
 * Bazel runs an action in; undefined on the command line.
 */
export function realPlace(top: string, path: string, cwd?: string): { root: string; real: string } | undefined {
  const at = join(top, path);
  const hop = cwd === undefined ? at : bazelsOwn(at, cwd);
  // In an executor's store of files none has its name.
  if (!hop.endsWith(`/${path}`)) return undefined;
  return { root: realpathSync(hop.slice(0, -path.length - 1)), real: realpathSync(hop) };
}

/** The same for a source file that Bazel laid out, by its path from `cwd`: what a link of the user's makes of it, if it is behind one. */
export function linkedSource(path: string, cwd: string): string | undefined {
  const steps = path.split('/');
  // Of the folder of a workspace Bazel makes links to what lies in it, and of a repository one to the whole.
  const own = steps[0] === 'external' ? 2 : 1;
  const [top, below] = [steps.slice(0, own).join('/'), steps.slice(own).join('/')];
  if (steps[0] === '..' || below === '') return undefined;
  const place = realPlace(join(cwd, top), below, cwd);
  return place === undefined || place.real === join(place.root, below) ? undefined : place.real;
}

// What a link of Bazel's leads to: those are absolute, and lie in the folder that it runs an action in.
function bazelsOwn(path: string, cwd: string): string {
  if (!lstatSync(path).isSymbolicLink()) return path;
  const target = readlinkSync(path);
  const isInside = !relative(realpathSync(cwd), realpathSync(dirname(path))).startsWith('..');
  return isAbsolute(target) && isInside ? resolve(target) : path;
}
