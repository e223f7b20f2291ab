/** Finds the programs in a folder and the architectures that they are for: ELF files or, if there are none, scripts. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElfFile, ET_DYN, ET_EXEC, nameMachine, parseMachine, readHeader } from '../archive/elf.ts';
import { type InterpreterPackage, interpreterPackage } from './interpreters.ts';
import { folderName, packageName, programName, sourceName } from './names.ts';
import { formats } from '../format/formats.ts';
import { lookUp } from '../system/look_up.ts';

/** A program, for the config. */
export interface Program {
  /** The name under which it is installed. */
  readonly name: string;
  readonly packageName: string;
  /** Go's names of architectures; `all` for a script. */
  readonly architectures: readonly string[];
  /** From the folder; has `${arch}` in it where there is one for each architecture. A label for what Bazel builds. */
  readonly file: string;
  /** The interpreter of a script, if not every system has it. */
  readonly interpreter?: InterpreterPackage | undefined;
}

export interface Found {
  readonly programs: readonly Program[];
  /** Files that are not packed, with the reason. */
  readonly leftOut: readonly string[];
}

interface ProgramFile {
  /** A path from the folder. */
  readonly path: string;
  readonly name: string;
  readonly architecture: string;
  readonly interpreter?: InterpreterPackage | undefined;
}

/** Folders with intermediate files of compilers, or with programs of others. */
const NOT_ENTERED = ['CMakeFiles', '__pycache__', 'deps', 'incremental', 'node_modules', 'testdata', 'vendor'];
const DEEPEST = 6;
const MOST_FILES = 20_000;

/** In the order of their names, whatever the order of the folder. */
export async function findPrograms(folder: string): Promise<Found> {
  const leftOut: string[] = [];
  const files = await filesBelow(folder, '', leftOut);
  const found: ProgramFile[] = [];
  for (const path of files) {
    const architecture = await architectureOf(join(folder, path));
    if (architecture === undefined) continue;
    if (architecture.startsWith('ELF')) leftOut.push(`${path}: for an ${architecture}, which onepack does not know`);
    else found.push({ path, architecture, name: programName(lastOf(path), architecture) });
  }
  const native = grouped(folder, found, leftOut);
  const scripts = await findScripts(folder, files);
  if (native.length === 0) return { programs: grouped(folder, scripts, leftOut), leftOut };
  leftOut.push(
    ...scripts.map(({ path }) => `${path}: a script beside programs; to pack it too, add it to \`contents\``),
  );
  return { programs: native, leftOut };
}

/** The name of the package of a program; that of the folder where the program's own cannot be one, as `x`. */
export function nameFor(program: string, folder: string): string {
  return packageName(program) ?? folderName(folder) ?? 'unnamed';
}

/** The program that the user named, by its path from `folder`; it need not be executable. */
export function readProgram(name: string, folder: string, path: string): Program | { readonly wrong: string } {
  if (/\p{Cc}/u.test(path)) return { wrong: 'a config cannot hold a path with a control character' };
  const machine = machineOf(join(folder, path));
  const architecture = machine === undefined ? 'all' : nameMachine(machine);
  if (architecture.startsWith('ELF')) return { wrong: `it is for an ${architecture}, which onepack does not know` };
  if (machine !== undefined && !isLinked(machine)) return { wrong: 'it is an ELF file but not a program' };
  const [file = path] = patternsOf(path, architecture);
  const interpreter = machine === undefined ? interpreterPackage(startOf(join(folder, path))) : undefined;
  return { name, packageName: nameFor(name, folder), architectures: [architecture], file, interpreter };
}

// Only regular files. Folders that are links could lead out of the folder, or in a circle.
async function filesBelow(folder: string, below: string, leftOut: string[], files: string[] = []): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true, encoding: 'buffer' }).catch(() => []);
  const named = entries.map((entry) => ({ entry: entry as unknown as Dirent, name: textOf(entry.name) }));
  named.sort((left, right) => ((left.name ?? '') < (right.name ?? '') ? -1 : 1));
  for (const { entry, name } of named) {
    if (files.length >= MOST_FILES) return files;
    if (name === undefined) {
      leftOut.push(
        `a file in ${below === '' ? 'this folder' : below}: its name is not UTF-8 without control characters`,
      );
      continue;
    }
    if (name.startsWith('.')) continue;
    const path = below === '' ? name : `${below}/${name}`;
    if (entry.isFile()) files.push(path);
    const isEntered = entry.isDirectory() && !NOT_ENTERED.includes(name) && path.split('/').length < DEEPEST;
    if (isEntered) await filesBelow(folder, path, leftOut, files);
  }
  return files;
}

// Undefined for a name that YAML, a deb or an rpm cannot express.
function textOf(name: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(name);
    return /[\p{Cc}\\]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

// The Go name, or the machine's number where it has none; undefined for what is no program. A library is ET_DYN as a program is.
async function architectureOf(path: string): Promise<string | undefined> {
  const machine = machineOf(path);
  if (machine === undefined || !isLinked(machine)) return undefined;
  const isProgram = machine.type === ET_EXEC || ((await isExecutable(path)) && !/\.so(?:\.[0-9.]+)?$/.test(path));
  return isProgram ? nameMachine(machine) : undefined;
}

function isLinked({ type }: ElfFile): boolean {
  return type === ET_EXEC || type === ET_DYN;
}

async function isExecutable(path: string): Promise<boolean> {
  return ((await stat(path)).mode & 0o111) !== 0;
}

function machineOf(path: string): ElfFile | undefined {
  return parseMachine(headerOf(path));
}

// Empty if the file cannot be read; that is reported when it is packed.
function headerOf(path: string, size?: number): Buffer {
  try {
    return readHeader(path, size);
  } catch {
    return Buffer.alloc(0);
  }
}

// As latin1. The kernel reads no more of the first line: https://man7.org/linux/man-pages/man2/execve.2.html
function startOf(path: string): string {
  return headerOf(path, 256).toString('latin1');
}

/** Scripts that build programs but are none to install. */
const BUILDS = /^(?:autogen|bootstrap|build|configure|gradlew|install|make|mvnw|run|setup|test)(?:\.|$)/;

// Programs that are not compiled are here or in bin/.
async function findScripts(folder: string, files: readonly string[]): Promise<ProgramFile[]> {
  const likely = files.filter((path) => /^(?:bin\/)?[^/]+$/.test(path) && !BUILDS.test(lastOf(path)));
  const scripts: ProgramFile[] = [];
  for (const path of likely) {
    const text = startOf(join(folder, path));
    if (!text.startsWith('#!') || !(await isExecutable(join(folder, path)))) continue;
    // https://www.debian.org/doc/debian-policy/ch-files.html#scripts
    const name = lastOf(path).replace(/\.(?:sh|bash|py|pl|rb|js|mjs)$/, '');
    scripts.push({ path, name, architecture: 'all', interpreter: interpreterPackage(text) });
  }
  return scripts;
}

// One program for each name: that which the most architectures have, by one path with a variable in it.
function grouped(folder: string, files: readonly ProgramFile[], leftOut: string[]): Program[] {
  const names = [...new Set(files.map(({ name }) => name))].sort();
  const taken = new Set<string>();
  return names.flatMap((name) => {
    const own = files.filter((file) => file.name === name);
    const [best] = candidates(own).sort(better);
    const called = nameFor(name, folder);
    const isTaken = taken.has(sourceName(called));
    taken.add(sourceName(called));
    for (const { path, architecture } of own) {
      if (isTaken) leftOut.push(`${path}: there is already a package ${called}`);
      else if (best?.paths.includes(path) === false)
        leftOut.push(`${path} (${architecture}): ${instead(best, architecture)}`);
    }
    if (best === undefined || isTaken) return [];
    const interpreter = own.find(({ path }) => best.paths.includes(path))?.interpreter;
    return [{ name, packageName: called, architectures: best.architectures, file: best.file, interpreter }];
  });
}

// What another architecture's is to be called: GoReleaser has a level of the machine in its names, `app_linux_arm64_v8.0`.
function instead({ file, architectures }: Candidate, architecture: string): string {
  const path = pathOf(file, architecture);
  const isMissing = path !== file && !architectures.includes(architecture);
  return `${file} is packed${isMissing ? `; to pack this one too, copy it to ${path}` : ''}`;
}

interface Candidate {
  readonly file: string;
  readonly architectures: readonly string[];
  readonly paths: readonly string[];
}

function candidates(files: readonly ProgramFile[]): Candidate[] {
  const byPattern = new Map<string, Map<string, string>>();
  for (const { path, architecture } of files) {
    for (const pattern of patternsOf(path, architecture)) {
      const paths = byPattern.get(pattern) ?? new Map<string, string>();
      byPattern.set(pattern, paths.set(architecture, path));
    }
  }
  return [...byPattern].map(([file, paths]) => ({
    file,
    architectures: [...paths.keys()].sort(),
    paths: [...paths.values()],
  }));
}

// `sort` is stable, so that of two equals the first by its path stays the first.
function better(left: Candidate, right: Candidate): number {
  const debug = ({ file }: Candidate): number => Number(/(^|\/)debug\//i.test(file));
  return (
    right.architectures.length - left.architectures.length ||
    debug(left) - debug(right) ||
    left.file.split('/').length - right.file.split('/').length
  );
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/* Paths with the architecture in them, as a source's `file` is written. */

/** The names of an architecture by variable, in the order of preference. */
const NAMES: Readonly<Record<string, (architecture: string) => string | undefined>> = {
  arch: (architecture) => architecture,
  deb_arch: (architecture) => lookUp<string>(formats.deb.architectures, architecture),
  rpm_arch: (architecture) => lookUp<string>(formats.rpm.architectures, architecture),
};

/** `bin/${arch}/hello` of `bin/amd64/hello`: each way to write it, and last the path as it is. */
export function patternsOf(path: string, architecture: string): string[] {
  const plain = asText(path);
  if (architecture === 'all') return [plain];
  const patterns = Object.entries(NAMES).flatMap(([variable, nameOf]) => {
    const name = nameOf(architecture);
    if (name === undefined) return [];
    const pattern = plain.replaceAll(new RegExp(`(?<![A-Za-z0-9$])${name}(?![A-Za-z0-9])`, 'g'), `\${${variable}}`);
    return pattern === plain ? [] : [pattern];
  });
  return [...new Set([...patterns, plain])];
}

/** The path for an architecture that a pattern stands for. */
export function pathOf(pattern: string, architecture: string): string {
  return Object.entries(NAMES).reduce((path, [variable, nameOf]) => {
    return path.replaceAll(`\${${variable}}`, nameOf(architecture) ?? architecture);
  }, pattern);
}

/** Escapes a string so that nothing in it is a variable. */
export function asText(text: string): string {
  return text.replaceAll('${', '$$${');
}
