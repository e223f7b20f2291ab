/** `onepack diff`: shows what differs between two packages, or between two folders of packages. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cannotRead, InputError } from '../problems/errors.ts';
import { diffMarkdown, diffText } from '../release/diff_text.ts';
import { type Differences, differencesOf, isSame } from '../release/differences.ts';
import type { PackageFacts } from '../release/package_facts.ts';
import { readPackage } from '../release/read_package.ts';
import type { Io } from '../system/io.ts';
import { counted } from './progress.ts';

export interface DiffOptions {
  /** Each a package file or a folder with package files, as a path from the working directory. */
  readonly before: string;
  readonly after: string;
  readonly markdown?: boolean;
}

export interface DiffResults {
  /** The differences of packages that both sides have. */
  readonly differences: readonly Differences[];
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  readonly exitStatus: 0 | 1;
}

/** The exit status is 1 if something differs. Throws an InputError if a side does not exist or has no package. */
export async function diff({ before, after, markdown = false }: DiffOptions, io: Io): Promise<DiffResults> {
  const [left, right] = [await packagesOf(before, io.cwd), await packagesOf(after, io.cwd)];
  const isOnePair = left.length === 1 && right.length === 1;
  const pairs = isOnePair ? [[left[0], right[0]] as const] : left.map((one) => [one, right.find((other) => keyOf(other) === keyOf(one))] as const); // prettier-ignore
  const both = pairs.flatMap(([one, other]) => (one === undefined || other === undefined ? [] : [differencesOf(one, other)])); // prettier-ignore
  const differences = both.filter((found) => !isSame(found));
  const matched = new Set(both.flatMap((found) => [found.before, found.after]));
  const onlyBefore = left.filter((one) => !matched.has(one)).map(({ file }) => file);
  const onlyAfter = right.filter((one) => !matched.has(one)).map(({ file }) => file);
  if (io.isQuiet !== true) {
    const render = markdown ? diffMarkdown : diffText;
    const lines = [...differences.map(render), ...listed('-', before, onlyBefore), ...listed('+', after, onlyAfter)];
    io.stdout(`${lines.join('\n')}${lines.length === 0 ? '' : '\n'}${summary(both.length, differences.length)}\n`);
  }
  const isDifferent = differences.length + onlyBefore.length + onlyAfter.length > 0;
  return { differences, onlyBefore, onlyAfter, exitStatus: isDifferent ? 1 : 0 };
}

function listed(sign: string, side: string, files: readonly string[]): string[] {
  return files.map((file) => `${sign} only in ${side}: ${file}`);
}

function summary(compared: number, different: number): string {
  if (compared === 0) return 'no package is on both sides';
  return different === 0 ? `${counted(compared, 'package')}, all the same` : `${different} of ${compared} packages differ`; // prettier-ignore
}

// What a package has in common with other versions of it.
function keyOf({ name, architecture, format }: PackageFacts): string {
  return [name, architecture, format].join(' ');
}

async function packagesOf(name: string, cwd: string): Promise<PackageFacts[]> {
  const path = resolve(cwd, name);
  const isFolder = await stat(path).then((found) => found.isDirectory(), (error: unknown) => { throw cannotRead(name, 'package-bad', error); }); // prettier-ignore
  if (!isFolder) return [await readPackage(name, cwd)];
  const files = (await readdir(path)).filter((file) => /\.(deb|rpm)$/.test(file)).sort();
  if (files.length === 0) throw new InputError([{ code: 'package-bad', message: `${name} has no .deb and no .rpm` }]);
  const found: PackageFacts[] = [];
  for (const file of files) found.push(await readPackage(join(name, file), cwd));
  return found;
}
