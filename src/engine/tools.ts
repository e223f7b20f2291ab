/** Finds the programs that an engine needs, or says which are missing and how to get them. */
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { ToolError } from '../problems/errors.ts';
import { checkJson, parseJson, readInput } from '../system/json_file.ts';
import { lookUp } from '../system/look_up.ts';
import { COMPRESSION_TOOLS } from '../format/compression.ts';

export interface Tool {
  /** The absolute path. */
  readonly path: string;
  /** From the file of `--tools`; if absent, the tool itself is asked. */
  readonly version?: string | undefined;
}

/** Tools by name: `fpm`, `rpmbuild`, `tar`. */
export type Tools = Readonly<Record<string, Tool>>;

/** The version of fpm that our packages are compared with. container/gems.sha256 pins it. */
const FPM = '1.18.0';

/** The Debian package of each tool. fpm is on RubyGems instead; in a checkout a script of ours installs it. */
const DEBIAN_PACKAGES: Readonly<Record<string, string>> = {
  ar: 'binutils',
  rpmbuild: 'rpm',
  ruby: 'ruby',
  tar: 'tar',
  ...Object.fromEntries(COMPRESSION_TOOLS.map(({ name, debianPackage }) => [name, debianPackage])),
};

/** The folders to search if PATH is not set. */
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
 * Finds the named tools. If `given` is there, only in it, because Bazel declares no others; otherwise in `.tools/bin` of the folder that
 * this program is in, then of its parents, then on PATH. Throws a ToolError that names every missing tool.
 */
export async function findTools(names: readonly string[], given?: Tools): Promise<Tools> {
  const found = await lookForTools(names, given);
  const missing = names.filter((name) => lookUp(found, name) === undefined);
  if (missing.length > 0) throw new ToolError(missingMessage(missing));
  return found;
}

/** As `findTools`, but leaves out those that are missing. */
export async function lookForTools(names: readonly string[], given?: Tools): Promise<Tools> {
  const folders = await searchPath();
  const find = (name: string): Promise<Tool | undefined> =>
    given === undefined ? look(name, folders) : Promise.resolve(lookUp(given, name));
  const found = await Promise.all(names.map(async (name) => [name, await find(name)] as const));
  return Object.fromEntries(found.flatMap(([name, tool]) => (tool === undefined ? [] : [[name, tool]])));
}

/** A PATH with the folders of the tools first, then the machine's own. */
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

/** The paths `.tools/NAME` beside and above the program, which may be in this repository or in the node_modules of another. */
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
