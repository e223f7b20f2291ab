/** `onepack tar`: several files as one archive. Whether a file is executable is said, for Bazel makes everything so that it builds. */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tarEnd, tarHeader, tarPadding } from '../archive/tar.ts';
import { InputError } from '../problems/errors.ts';
import type { Io } from '../system/io.ts';
import { writeFileWhole } from '../system/output.ts';
import { compareBytes } from '../plan/paths.ts';
import { itemsIn, TreeError } from '../stage/folder_items.ts';
import { linkedSource } from '../stage/recorded_links.ts';

/** Each `MEMBER=PATH`. */
export interface TarOptions {
  readonly out: string;
  /** Executable or not as they are. */
  readonly file: readonly string[];
  /** Not executable; a folder stands for what is in it. */
  readonly data: readonly string[];
  readonly program: readonly string[];
}

interface Member {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly mode: number;
}

export async function tar(options: TarOptions, io: Io): Promise<void> {
  const members: Member[] = [];
  const add = async (flags: readonly string[], modeOf: (path: string) => Promise<number>): Promise<void> => {
    for (const { name, path } of flags.map((flag) => parse(flag, io.cwd))) {
      for (const file of await filesOf(path, io.cwd)) {
        members.push({ name: `./${join(name, file)}`, path: join(path, file), mode: await modeOf(join(path, file)) });
      }
    }
  };
  for (const { name, path } of options.file.map((flag) => parse(flag, io.cwd))) checkSource(name, path, io.cwd);
  await add(options.file, async (path) => (((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755));
  await add(options.data, () => Promise.resolve(0o644));
  await add(options.program, () => Promise.resolve(0o755));
  members.sort((left, right) => compareBytes(left.name, right.name));
  const write = (temporary: string): Promise<void> =>
    pipeline(Readable.from(blocksOf(members)), createWriteStream(temporary));
  await writeFileWhole(resolve(io.cwd, options.out), write, io.writing);
}

function parse(flag: string, cwd: string): { name: string; path: string } {
  const at = flag.lastIndexOf('=');
  const name = flag.slice(0, Math.max(0, at));
  const fail = (message: string): never => {
    throw new InputError([{ code: 'bad-flag', message: `\`${flag}\` ${message}` }]);
  };
  if (name === '') return fail('is not MEMBER=PATH');
  if (name.startsWith('/') || name.split('/').includes('..')) return fail('is a member outside of the archive');
  return { name, path: resolve(cwd, flag.slice(at + 1)) };
}

// Bazel hands over bytes: what is a link in one place is a file in another.
function checkSource(name: string, path: string, cwd: string): void {
  const leadsTo = linkedSource(relative(cwd, path), cwd);
  if (leadsTo !== undefined) throw linkError(`${name} is a link that leads to ${leadsTo}`);
}

function linkError(message: string): InputError {
  const hint = 'give a tar archive that has the link, or write it into `contents` as a `symlink`';
  return new InputError([{ code: 'link-unrecorded', message, hint }]);
}

// Of a folder what is in it; of a file itself, under no further name.
async function filesOf(path: string, cwd: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [''];
  const items = await itemsIn(path, { recorded: new Map(), cwd, hint: '' }).catch((error: unknown) => {
    if (!(error instanceof TreeError)) throw error;
    const message = `${error.path} in ${relative(cwd, path)} ${error.message}`;
    throw error.code === 'link-unrecorded' ? linkError(message) : new InputError([{ code: error.code, message }]);
  });
  return items.filter(({ kind }) => kind === 'file').map((item) => item.path);
}

async function* blocksOf(members: readonly Member[]): AsyncGenerator<Buffer> {
  let before = 0;
  for (const { name, path, mode } of members) {
    const { size } = await stat(path);
    const header = tarHeader({ name, type: 'file', mode, mtime: 0, owner: 'root', group: 'root', size });
    const padding = tarPadding(size);
    yield header;
    yield* createReadStream(path) as AsyncIterable<Buffer>;
    yield padding;
    before += header.length + size + padding.length;
  }
  yield tarEnd(before);
}
