/** Finds the programs that an engine needs, or says which are missing and how to have them. */
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { ToolError } from '../problems/errors.ts';
import { checkJson, parseJson, readInput } from '../system/json_file.ts';
import { lookUp } from '../system/look_up.ts';
import { COMPRESSION_TOOLS } from '../format/compression.ts';

export interface Tool {
  /** Absolute. */
  readonly path: string;
  /** As the file of `--tools` says; else the tool itself is asked. */
  readonly version?: string | undefined;
}

/** By name: `fpm`, `rpmbuild`, `tar`. */
export type Tools = Readonly<Record<string, Tool>>;

/** The fpm that packages are compared with, which container/gems.sha256 pins. */
const FPM = '1.18.0';

/** Which Debian package has a tool; fpm comes from RubyGems, in a checkout with checksums, by a script of ours. */
const DEBIAN_PACKAGES: Readonly<Record<string, string>> = {
  ar: 'binutils',
  rpmbuild: 'rpm',
  ruby: 'ruby',
  tar: 'tar',
  ...Object.fromEntries(COMPRESSION_TOOLS.map(({ name, debianPackage }) => [name, debianPackage])),
};

/** Where a machine has its programs when nobody says. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const toolsFile = z.record(z.string(), z.object({ path: z.string(), version: z.string().optional() }));

/** Reads the file of `--tools`: `{"fpm": {"path": "/…/fpm", "version": "1.18.0"}}`. */
export async function readTools(file: string): Promise<Tools> {
  const code = 'tools-file';
  const text = await readInput(file, file, code);
  const hint = 'expected the names of tools, each with a "path"';
  return checkJson(parseJson(text, file, code), { schema: toolsFile, text, name: file, code, hint });
}

/**
 * The named tools: those of `given` where it is there, for then nothing else was declared; otherwise those of the
 * `.tools/bin` of the folder that the program lies in (or of a parent of it), then those on PATH. Throws a ToolError that
 * names every missing one.
 */
export async function findTools(names: readonly string[], given?: Tools): Promise<Tools> {
  const found = await lookForTools(names, given);
  const missing = names.filter((name) => lookUp(found, name) === undefined);
  if (missing.length > 0) throw new ToolError(missingMessage(missing));
  return found;
}

/** As `findTools`, without those that are missing. */
export async function lookForTools(names: readonly string[], given?: Tools): Promise<Tools> {
  const folders = await searchPath();
  const find = (name: string): Promise<Tool | undefined> =>
    given === undefined ? look(name, folders) : Promise.resolve(lookUp(given, name));
  const found = await Promise.all(names.map(async (name) => [name, await find(name)] as const));
  return Object.fromEntries(found.flatMap(([name, tool]) => (tool === undefined ? [] : [[name, tool]])));
}

/** A PATH with the folders of the tools first and the machine's own behind. */
export function pathOf(tools: Tools): string {
  const folders = Object.values(tools).map((tool) => dirname(tool.path));
  return [...new Set([...folders, ...machinePath()])].join(delimiter);
}

function missingMessage(missing: readonly string[]): string {
  const are = missing.length === 1 ? 'is' : 'are';
  return `${missing.join(', ')} ${are} missing; to install: ${howToInstall(missing)}`;
}

function howToInstall(missing: readonly string[]): string {
  const packages = missing.flatMap((name) => lookUp(DEBIAN_PACKAGES, name) ?? []);
  const commands = packages.length === 0 ? [] : [`apt-get install ${packages.join(' ')}`];
  if (missing.includes('fpm')) commands.push(`gem install fpm -v ${FPM}`);
  const here = missing.includes('fpm') ? '; for fpm, in a checkout of onepack: hack/install-fpm' : '';
  return commands.join(' && ') + here;
}

async function searchPath(): Promise<string[]> {
  return [...(await ownFiles('bin')), ...machinePath()];
}

function machinePath(): string[] {
  const path = process.env['PATH'];
  return (path === undefined || path === '' ? DEFAULT_PATH : path).split(delimiter).filter((folder) => folder !== '');
}

/** `.tools/NAME` beside and above the program: of this repository, or of one that has the program in its node_modules. */
export async function ownFiles(name: string): Promise<string[]> {
  const program = process.argv[1];
  if (program === undefined) return [];
  const files: string[] = [];
  for (let folder = await realpath(program).catch(() => program); folder !== dirname(folder);) {
    folder = dirname(folder);
    files.push(join(folder, '.tools', name));
  }
  return files;
}

async function look(name: string, folders: readonly string[]): Promise<Tool | undefined> {
  for (const folder of folders) {
    const path = join(folder, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return { path };
  }
  return undefined;
}
