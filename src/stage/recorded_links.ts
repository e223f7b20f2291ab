/**
 * Links on disk. On the command line each is what it is. Bazel lays out its inputs as links of its own, so there the BUILD file says
 * which paths are links, and all others are files: a link of the user's that it does not know is found out here.
 */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** The targets of links by absolute path, as the BUILD file records them; undefined on the command line. */
export type RecordedLinks = ReadonlyMap<string, string> | undefined;

/** The recorded links in a folder, by path from there. */
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
  // In the file store of a remote executor, files do not have their names.
  if (!hop.endsWith(`/${path}`)) return undefined;
  return { root: realpathSync(hop.slice(0, -path.length - 1)), real: realpathSync(hop) };
}

/** The same for a source file that Bazel laid out, by its path from `cwd`: it may be behind a link of the user's. */
export function linkedSource(path: string, cwd: string): string | undefined {
  const steps = path.split('/');
  // Bazel links the items of the workspace's folder one by one, but another repository as a whole.
  const own = steps[0] === 'external' ? 2 : 1;
  const [top, below] = [steps.slice(0, own).join('/'), steps.slice(own).join('/')];
  if (steps[0] === '..' || below === '') return undefined;
  const place = realPlace(join(cwd, top), below, cwd);
  return place === undefined || place.real === join(place.root, below) ? undefined : place.real;
}

// The target of a link that Bazel made: such links are in the folder of the action, and absolute.
function bazelsOwn(path: string, cwd: string): string {
  if (!lstatSync(path).isSymbolicLink()) return path;
  const target = readlinkSync(path);
  const isInside = !relative(realpathSync(cwd), realpathSync(dirname(path))).startsWith('..');
  return isAbsolute(target) && isInside ? resolve(target) : path;
}
