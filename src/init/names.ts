/** Names of files as names of programs and of packages. */
import { RESERVED_NAMES } from '../config/rules.ts';
import { formats } from '../format/format.ts';
import { lookUp } from '../look_up.ts';

/** What builds call an architecture in the name of a file, beside Go's, Debian's and rpm's own names for it. */
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

/** A name that both formats and Bazel take, as near to this one as can be; undefined where there is none. */
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

/** A package may have a `+` in its name, and a source, which is a flag of Bazel's, may not. */
export function sourceName(packageName: string): string {
  return packageName.replaceAll('+', 'x');
}

/** Folders that are called by what is in them; their packages are called as what they lie in. */
const SAYS_NOTHING: readonly string[] = [
  'bin', 'build', 'deploy', 'dist', 'out', 'package', 'packages', 'packaging', 'pkg', 'pkgs', 'release', 'src', 'target',
]; // prettier-ignore

/** The name of a folder's package, by the nearest folder whose name says something. `path` is absolute. */
export function folderName(path: string): string | undefined {
  const names = path.split('/').reverse();
  return names.filter((name) => !SAYS_NOTHING.includes(name.toLowerCase())).map(packageName)[0];
}
