/** `onepack init`: the first packages.yaml of a folder and, in a Bazel workspace, its BUILD.bazel. Nothing that is there is touched. */
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { arch } from 'node:process';
import { join, relative, resolve } from 'node:path';
import { InputError, ToolError } from '../problems/errors.ts';
import { foldersFrom } from '../system/folders.ts';
import { changelogText } from '../init/changelog.ts';
import { configText } from '../init/config_text.ts';
import { copyrightText } from '../init/copyright.ts';
import { type Fact, type Facts, gatherFacts, topOf } from '../init/facts.ts';
import { type NamedProgram, namedPrograms } from '../init/named_programs.ts';
import { findPrograms, type Found, type Program } from '../init/programs.ts';
import { findPlatforms } from '../init/targets.ts';
import type { Io } from '../system/io.ts';
import { diskReason } from '../system/disk_reason.ts';
import { writeTextWhole } from '../system/output.ts';
import { generate } from './generate.ts';
import { hasBuildFile, isHome, workspaceAbove, workspaceFiles, workspaceSays } from '../bazel/workspace.ts';

export interface InitOptions {
  /** The folder, from the working directory. */
  readonly folder: string;
  /** Programs that are named, in place of those that are found. */
  readonly sources: readonly NamedProgram[];
}

/** What was written, for machines. */
export interface InitResults {
  readonly written: readonly string[];
}

export async function init({ folder: given, sources }: InitOptions, io: Io): Promise<InitResults> {
  const folder = resolve(io.cwd, given);
  const shown = (path: string): string => relative(io.cwd, path);
  const say = (...lines: readonly string[]): void => void (io.isQuiet === true || io.stdout(`${lines.join('\n')}\n`));
  const config = join(folder, 'packages.yaml');
  const workspace = workspaceAbove(folder);
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new InputError([{ code: 'bad-flag', message: `${given} is a file, not a folder` }]);
  }
  if (isThere(config)) {
    say(`${shown(config)} exists already, so nothing is written`, next(shown(config), folder, workspace));
    return { written: [] };
  }

  const platforms = workspace === undefined ? undefined : await findPlatforms(workspace);
  const machine = MACHINES[arch] ?? 'amd64';
  const { programs, leftOut } = await programsOf(folder, sources, Object.keys(platforms ?? {}), machine, io);
  const facts = await gatherFacts(folder, topOf(folder), Math.floor(Date.now() / 1000));
  // Bazel does not see a file outside of the folder.
  const isOutside = facts.licenseFile?.startsWith('..') === true && workspace !== undefined;
  const text = configText({
    facts: isOutside ? { ...facts, licenseFile: undefined } : facts,
    programs,
    platforms,
    machine,
    schema: schemaAbove(folder),
    ...DOCUMENTS,
  });
  const isFree = workspace !== undefined && !hasBuildFile(folder);
  const [first] = programs;
  const documents = [
    { path: join(folder, DOCUMENTS.copyright), text: copyrightText(facts) },
    { path: join(folder, DOCUMENTS.changelog), text: changelogText(facts, first?.packageName ?? facts.name) },
  ].filter(({ path }) => !isThere(path));
  const files = [...documents, { path: config, text }];
  for (const { path, text: content } of files) await write(path, content, shown(path));
  const written = [config, ...documents.map(({ path }) => path)].map(shown);
  if (isFree) {
    await generate({ layers: { config: shown(config), cwd: io.cwd }, warnings: 'off' }, { ...io, isQuiet: true });
    written.push(shown(join(folder, 'BUILD.bazel')));
  }
  say(
    ...written.map((path) => `wrote ${path}`),
    ...table(facts, programs),
    ...leftOut.map((line) => `  left out    ${line}`),
    ...bazelRemarks(workspace, isFree),
    next(shown(config), folder, workspace),
  );
  return { written };
}

/** Beside the config, which is written last so that a run that fails can be repeated. */
const DOCUMENTS = { copyright: 'packages.copyright', changelog: 'packages.changelog' } as const;

/** Go's names of what Node calls the machine. https://nodejs.org/api/process.html#processarch */
const MACHINES: Readonly<Partial<Record<string, string>>> = {
  arm: 'arm',
  arm64: 'arm64',
  ia32: '386',
  loong64: 'loong64',
  ppc64: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'amd64',
};

async function programsOf(
  folder: string,
  sources: InitOptions['sources'],
  platforms: readonly string[],
  machine: string,
  io: Io,
): Promise<Found> {
  if (sources.length === 0) return existsSync(folder) ? findPrograms(folder) : { programs: [], leftOut: [] };
  const architectures = platforms.length > 0 ? platforms : [machine];
  return { programs: namedPrograms(sources, { folder, cwd: io.cwd, architectures }), leftOut: [] };
}

// A link that leads nowhere is somebody's too.
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

async function write(path: string, text: string, name: string): Promise<void> {
  await writeTextWhole(path, text).catch((cause: unknown) => {
    const reason = diskReason(cause instanceof ToolError ? cause.cause : cause);
    throw new ToolError(`${name} cannot be written: ${reason}`, { cause });
  });
}

// Where npm has put it; an editor then knows the keys.
function schemaAbove(folder: string): string | undefined {
  const files = foldersFrom(folder).map((at) => join(at, 'node_modules/onepack/packages.schema.json'));
  const file = files.find((path) => existsSync(path));
  return file === undefined ? undefined : relative(folder, file);
}

function table(facts: Facts, programs: readonly Program[]): string[] {
  const { version, maintainer, vendor, homepage, license, summary, description } = facts;
  const rows: Readonly<Record<string, Fact | undefined>> = {
    version,
    summary,
    description,
    maintainer,
    vendor,
    homepage,
    license,
  };
  const entries = Object.entries(rows).flatMap(([name, fact]) => (fact === undefined ? [] : [{ name, fact }]));
  const wanted = entries.filter(({ fact }) => 'wanted' in fact).map(({ name }) => name);
  if (programs.length === 0) wanted.push('contents: no program was found here');
  return [
    ...programs.map(({ packageName: name, file, architectures }) => row(name, `${file}: ${architectures.join(', ')}`)),
    ...entries.flatMap(({ name, fact }) => ('from' in fact ? [row(name, `${fact.value}, from ${fact.from}`)] : [])),
    ...(wanted.length === 0 ? [] : [row('to fill in', wanted.join(', '))]),
  ];
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(10)}  ${text}`;
}

function bazelRemarks(workspace: string | undefined, isFree: boolean): string[] {
  if (workspace === undefined) return [];
  const [file] = workspaceFiles(workspace);
  return [
    ...(isFree
      ? []
      : ['for Bazel: this folder has a BUILD file of yours; packages need a folder without one: `onepack init pkgs`']),
    ...(isHome(workspace) || workspaceSays(workspace, /onepack/)
      ? []
      : [
          `for Bazel: ${file} does not name onepack yet; USE.txt beside the archive of the rules has the lines to paste`,
        ]),
  ];
}

// By the first line that the generator writes.
function isGenerated(path: string): boolean {
  return existsSync(path) && /^# Generated by onepack /.test(readFileSync(path, 'utf8'));
}

function next(config: string, folder: string, workspace: string | undefined): string {
  if (workspace === undefined) return `next: npx onepack --config=${config}`;
  if (!hasBuildFile(folder)) return `next: npx onepack generate --config=${config}`;
  if (!isGenerated(join(folder, 'BUILD.bazel'))) return `next: npx onepack --config=${config}`;
  return `next: bazel build //${relative(workspace, folder)}:all`;
}
