/** Functions for the paths of a plan, which always use `/` and are always normalised. */
import { posix } from 'node:path';

/** Turns a path that a config in `folder` wrote into one of the plan, which starts where the path of `folder` itself starts. */
export function resolvePath(folder: string, written: string): string {
  const joined = posix.isAbsolute(written) ? posix.normalize(written) : posix.join(folder, written);
  return joined.length > 1 ? joined.replace(/\/$/, '') : joined;
}

/** dpkg and rpm write a file as `NAME.dpkg-new` and `NAME;5f2c9a01` first, and a name has 255 bytes at most, a path 4095. */
const LONGEST_NAME = 255 - 9;
const LONGEST_PATH = 4095 - 9;

function isTooLong(path: string): boolean {
  const names = path.split('/');
  return Buffer.byteLength(path) > LONGEST_PATH || names.some((name) => Buffer.byteLength(name) > LONGEST_NAME);
}

/** What is wrong with a path in a package; undefined if nothing is. */
export function installedPathMistake(path: string): { message: string; hint?: string } | undefined {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return { message: `${JSON.stringify(path)} has a control character` };
  const normal = resolvePath('/', path);
  const hint = normal === '/' ? {} : { hint: `write "${normal}"` };
  if (!path.startsWith('/')) {
    return { message: `"${path}" must be absolute, from the root of the installed system`, ...hint };
  }
  if (isTooLong(path)) {
    const message = `"${path.slice(0, 40)}…" is too long: dpkg and rpm can install names of ${LONGEST_NAME} bytes and paths of ${LONGEST_PATH}`;
    return { message };
  }
  if (normal === '/') return { message: 'a package cannot contain the root folder itself' };
  if (normal === path) return undefined;
  const steps = path.split('/').slice(1);
  const extra = ['..', '.'].find((step) => steps.includes(step)) ?? (path.includes('//') ? '//' : undefined);
  return { message: extra === undefined ? `"${path}" ends in "/"` : `"${path}" has a "${extra}" in it`, ...hint };
}

/** Compares paths by their bytes, an order that every tool in every locale can repeat. */
export function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const [one, other] = [left.charCodeAt(at), right.charCodeAt(at)];
    // Strings sort as their bytes do, except for the surrogates of characters beyond U+FFFF.
    if (one !== other) return rank(one) < rank(other) ? -1 : 1;
  }
  return Math.sign(left.length - right.length);
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** `/usr/bin/kubelet` lies in `/usr` and in `/usr/bin`. */
export function parentsOf(path: string): string[] {
  const steps = path.split('/');
  return steps.slice(2).map((_, at) => steps.slice(0, at + 2).join('/'));
}

/** The same, nearest first, up to one of the `known`, whose own parents are known, too. */
export function foldersAbove(path: string, known: ReadonlySet<string>): string[] {
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    if (known.has(folder)) break;
    folders.push(folder);
  }
  return folders;
}

/** All folders that contain any of the paths. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const known = new Set<string>();
  for (const path of paths) for (const folder of foldersAbove(path, known)) known.add(folder);
  return known;
}

/** Whether a path is in a folder, at any depth. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '/' ? path !== '/' : path.startsWith(`${folder}/`);
}

/** A name in a folder. */
export function below(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** Where /bin, /sbin, /lib and their kin are links into /usr: https://www.debian.org/doc/debian-policy/ch-files.html#binaries */
export function unaliased(path: string): string {
  return path.replace(/^\/(?=(?:bin|sbin|lib|lib32|lib64|libx32)(?:\/|$))/, '/usr/');
}

/**
 * One for all names that a path has in a system: /var/run and /var/lock are links too.
 * https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch05s13.html
 */
export function canonicalPath(path: string): string {
  return unaliased(path)
    .replace(/^\/var\/run(?=\/|$)/, '/run')
    .replace(/^\/var\/lock(?=\/|$)/, '/run/lock');
}
