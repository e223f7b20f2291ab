/** Turns names of files into names of programs and packages. */
import { RESERVED_NAMES } from '../config/rules.ts';
import { formats } from '../format/formats.ts';
import { lookUp } from '../system/look_up.ts';

/** Further names of architectures in the names of built files, beside those of Go, Debian and rpm. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  '386': ['x86', 'i386', 'i586'],
  amd64: ['x64', 'x86-64'],
  arm: ['armv6', 'armv6l', 'armv7', 'armv7l', 'armel'],
  loong64: ['loongarch64'],
  ppc64le: ['powerpc64le'],
};

/** Every name of an architecture: Go's, deb's, rpm's, and others. */
function namesOf(architecture: string): string[] {
  const known = Object.values(formats).map((rules) => lookUp<string>(rules.architectures, architecture));
  return [architecture, ...known, ...(lookUp(ALIASES, architecture) ?? [])].flatMap((name) => name ?? []);
}

/** `hello` of `hello-1.2.3-linux-amd64`, `hello_arm64`, `hello-x86_64-unknown-linux-musl`. */
export function programName(file: string, architecture: string): string {
  const names = namesOf(architecture).map((name) => name.replace(/[^A-Za-z0-9]/g, '[-_.]?'));
  const behind = [
    '(?:[-_.](?:unknown|pc|linux|gnu|musl|static|gnueabihf))+$',
    `[-_.](?:${names.join('|')})$`,
    '(?:[-_.]linux)$',
    '[-_]v?[0-9]+(?:\\.[0-9]+)+$',
  ];
  return behind.reduce((name, end) => name.replace(new RegExp(`(?<=.)${end}`, 'i'), ''), file);
}

/** The nearest name that both formats and Bazel accept; undefined if there is none. */
export function packageName(text: string): string | undefined {
  const name = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9+.]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9+]+$/g, '');
  const isTarget = RESERVED_NAMES.includes(name) || Object.hasOwn(formats.deb.architectures, name);
  return !isTarget && Object.values(formats).every(({ texts }) => texts.name.pattern.test(name)) ? name : undefined;
}

/** The name of a package may contain a `+`, but that of a source, which becomes a flag of Bazel, may not. */
export function sourceName(packageName: string): string {
  return packageName.replaceAll('+', 'x');
}

/** Folders that are named after their contents; a package in one gets the name of the folder around it. */
const SAYS_NOTHING: readonly string[] = [
  'bin', 'build', 'deploy', 'dist', 'out', 'package', 'packages', 'packaging', 'pkg', 'pkgs', 'release', 'src', 'target',
]; // prettier-ignore

/** The name of a folder's package: that of the nearest folder upwards with a telling name. `path` is absolute. */
export function folderName(path: string): string | undefined {
  const names = path.split('/').reverse();
  return names.filter((name) => !SAYS_NOTHING.includes(name.toLowerCase())).map(packageName)[0];
}
