/** The members of a tar archive of a deb, as facts. Nothing is written to the disk. */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { readNumber, untilNull } from '../archive/untar/header.ts';
import { lastOf } from '../archive/untar/pax.ts';
import type { TarMember, TarSink } from '../archive/untar/untar.ts';
import type { FileFacts as MemberFacts, Layout } from '../archive/unpacking.ts';
import { compareBytes } from '../plan/paths.ts';
import type { FileFacts } from './package_facts.ts';

/** In bytes, of a member whose contents are kept. */
const MOST_KEPT = 64 * 1024 * 1024;

export class DebContents implements TarSink {
  /** The contents of the members that were to be kept, by path. */
  readonly kept = new Map<string, Buffer>();
  readonly md5s = new Map<string, string>();
  readonly #files = new Map<string, FileFacts>();
  readonly #keeps: (path: string) => boolean;

  constructor({ keeps }: { readonly keeps: (path: string) => boolean }) {
    this.#keeps = keeps;
  }

  /** By path; the top is none. */
  files(): FileFacts[] {
    const all = [...this.#files.values()].filter(({ path }) => path !== '/');
    return all.sort((left, right) => compareBytes(left.path, right.path));
  }

  async file(
    name: string,
    { mode, layout }: MemberFacts,
    content: AsyncIterable<Uint8Array>,
    member: TarMember,
  ): Promise<void> {
    const path = installed(name);
    const [sha256, md5] = [createHash('sha256'), createHash('md5')];
    const kept: Uint8Array[] | undefined = this.#keeps(path) ? [] : undefined;
    let size = 0;
    for await (const chunk of whole(content, layout)) {
      sha256.update(chunk);
      md5.update(chunk);
      size += chunk.length;
      if (kept !== undefined && size <= MOST_KEPT) kept.push(Uint8Array.from(chunk));
    }
    if (kept !== undefined) this.kept.set(path, Buffer.concat(kept));
    this.md5s.set(path, md5.digest('hex'));
    const digest = { algorithm: 'sha256', value: sha256.digest('hex') };
    this.#files.set(path, { ...common(path, mode, member), type: 'file', size, digest });
  }

  folder(name: string, mode: number, member: TarMember): void {
    const path = installed(name);
    this.#files.set(path, { ...common(path, mode, member), type: 'dir' });
  }

  symlink(name: string, target: string, member: TarMember): void {
    const path = installed(name);
    this.#files.set(path, { ...common(path, member.header.mode, member), type: 'symlink', target });
  }

  hardLink(name: string, target: string, member: TarMember): void {
    const path = installed(name);
    const first = installed(target);
    const { size = 0, digest } = this.#files.get(first) ?? {};
    const md5 = this.md5s.get(first);
    if (md5 !== undefined) this.md5s.set(path, md5);
    const linked = { type: 'hardlink', target: first, size, ...(digest === undefined ? {} : { digest }) } as const;
    this.#files.set(path, { ...common(path, member.header.mode, member), ...linked });
  }
}

/** `./usr/bin/hello` is installed as `/usr/bin/hello`. */
function installed(name: string): string {
  const path = posix.normalize(`/${name}`);
  return path === '/' ? path : path.replace(/\/$/, '');
}

function common(path: string, mode: number, member: TarMember): Omit<FileFacts, 'type'> {
  return {
    path,
    mode: (mode & 0o7777).toString(8).padStart(4, '0'),
    owner: nameOf(member, 'uname', [265, 32], [108, 8]),
    group: nameOf(member, 'gname', [297, 32], [116, 8]),
    size: 0,
    mtime: timeOf(member),
    marks: [],
  };
}

// The name, and where there is none the number.
function nameOf(
  { header: { block }, records }: TarMember,
  key: string,
  [nameAt, nameLength]: readonly [number, number],
  [numberAt, numberLength]: readonly [number, number],
): string {
  const name = (lastOf(records, key) ?? untilNull(block.subarray(nameAt, nameAt + nameLength))).toString();
  return name === '' ? String(readNumber(block.subarray(numberAt, numberAt + numberLength), `the ${key}`)) : name;
}

function timeOf({ header: { block }, records }: TarMember): number {
  const said = lastOf(records, 'mtime')?.toString();
  return said === undefined ? readNumber(block.subarray(136, 148), 'the time') : Math.trunc(Number(said));
}

/** All bytes of a file, those between its stretches too. */
async function* whole(content: AsyncIterable<Uint8Array>, layout: Layout | undefined): AsyncGenerator<Uint8Array> {
  if (layout === undefined) {
    yield* content;
    return;
  }
  let at = 0;
  let left = 0;
  const stretches = layout.stretches.values();
  for await (const chunk of content) {
    for (let from = 0; from < chunk.length;) {
      while (left === 0) {
        const { value } = stretches.next();
        if (value === undefined) return;
        yield* zeros(value.offset - at);
        at = value.offset;
        left = value.length;
      }
      const piece = chunk.subarray(from, from + left);
      yield piece;
      at += piece.length;
      left -= piece.length;
      from += piece.length;
    }
  }
  yield* zeros(layout.size - at);
}

const ZEROS = new Uint8Array(64 * 1024);

function* zeros(count: number): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}
