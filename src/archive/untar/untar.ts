/** Reads a tar archive, plain or compressed: v7, ustar, GNU's and POSIX's formats. What it does not understand it refuses. */
import { pipeline } from 'node:stream/promises';
import type { FilePart } from '../codecs/compressed_file.ts';
import { type CompressedBy, openCompressed } from '../compressed.ts';
import { ArchiveError, type FileFacts, NO_ARCHIVE } from '../unpacking.ts';
import { BLOCK, createTarBytes, type TarBytes } from './bytes.ts';
import { isEmpty, readHeader, readText, type TarHeader, untilNull } from './header.ts';
import { decimal, lastOf, mergeRecords, type PaxRecord, readPaxRecords } from './pax.ts';
import { oldSparseMap, paxSparseMap } from './sparse.ts';

/** What an archive knows of a member beside what it is. */
export interface TarMember {
  readonly header: TarHeader;
  /** Those of POSIX's extended headers that are about the member. */
  readonly records: readonly PaxRecord[];
}

/** Gets the members of an archive in their order, with their names as they are written. */
export interface TarSink {
  /** All of `content` must be read. */
  file(name: string, facts: FileFacts, content: AsyncIterable<Uint8Array>, member: TarMember): Promise<void>;
  folder(name: string, mode: number, member: TarMember): void;
  symlink(name: string, target: string, member: TarMember): void;
  hardLink(name: string, target: string, member: TarMember): void;
}

/** Throws an ArchiveError, or what the decompressor throws. */
export async function readTar(method: CompressedBy, part: FilePart, sink: TarSink): Promise<void> {
  const read = (chunks: AsyncIterable<Uint8Array>): Promise<void> => readMembers(chunks, sink);
  await pipeline([...openCompressed(method, part), read]);
}

/** Headers that say something of the members after them, until the next member. */
interface Announced {
  readonly name?: Buffer;
  readonly target?: Buffer;
  readonly records: readonly PaxRecord[];
}

const NOTHING: Announced = { records: [] };

const AT_START = 'at its start';

async function readMembers(chunks: AsyncIterable<Uint8Array>, sink: TarSink): Promise<void> {
  // Where we are, for messages.
  let where = AT_START;
  const bytes = createTarBytes(chunks, () => where);
  let global: readonly PaxRecord[] = [];
  let announced = NOTHING;
  for (;;) {
    const header = headerIn(await bytes.block(), where);
    if (header === undefined) break;
    const more = await readAnnouncement(header, announced, bytes);
    if (more === undefined) {
      const name = nameOf(header, announced, global);
      where = `in "${name}"`;
      await handOn(header, { ...announced, name, records: mergeRecords(global, announced.records) }, bytes, sink);
      where = `after "${name}"`;
      announced = NOTHING;
    } else if (header.type === 'g') {
      global = mergeRecords(global, globalRecords(more.records));
    } else announced = more;
  }
  if (announced !== NOTHING) throw new ArchiveError(`it is damaged ${where}: a header there has no member`);
  await readEnd(bytes, where);
}

// Undefined at the end of the archive, which an empty block says. One that is cut between two members looks whole but for that.
function headerIn(block: Buffer | undefined, where: string): TarHeader | undefined {
  if (block !== undefined && isEmpty(block)) return undefined;
  const header = block?.length === BLOCK ? readHeader(block) : undefined;
  if (header !== undefined) return header;
  if (where === AT_START) throw new ArchiveError(NO_ARCHIVE);
  if (block?.length === BLOCK) throw new ArchiveError(`it is damaged ${where}: there is no header`);
  throw new ArchiveError(`it is cut short ${where}: the empty blocks at its end are missing`);
}

// POSIX wants two empty blocks, and has nothing to say of what follows; that must still be read, as it may be cut short or damaged.
async function readEnd(bytes: TarBytes, where: string): Promise<void> {
  let block = await bytes.block();
  if (block !== undefined && !isEmpty(block)) throw new ArchiveError(`it has an empty block in its middle, ${where}`);
  for (; block !== undefined; block = await bytes.block()) {
    if (block.length < BLOCK || readHeader(block) === undefined) continue;
    throw new ArchiveError('another tar archive follows its end: join archives by `tar --concatenate`');
  }
}

/** Of one header that says something of others. */
const MOST_BYTES = 16 * 1024 * 1024;

// Undefined where the header is that of a member.
async function readAnnouncement(header: TarHeader, before: Announced, bytes: TarBytes): Promise<Announced | undefined> {
  const { type, size } = header;
  if (!'LKxXgV'.includes(type)) return undefined;
  if (size > MOST_BYTES) throw new ArchiveError(`it has a header of ${size} bytes, more than ${MOST_BYTES}`);
  const content = await bytes.read(size);
  await bytes.skipPadding(size);
  if (type === 'L') return { ...before, name: untilNull(content) };
  if (type === 'K') return { ...before, target: untilNull(content) };
  // What the tape is called.
  if (type === 'V') return before;
  const records = readPaxRecords(content);
  return type === 'g' ? { records } : { ...before, records: [...before.records, ...records] };
}

// What is said of all members can only be what we have no use for.
function globalRecords(records: readonly PaxRecord[]): readonly PaxRecord[] {
  const wrong = records.find(({ key }) => /^(path|linkpath|size|GNU\.sparse\..*)$/.test(key));
  if (wrong !== undefined) throw new ArchiveError(`it has a header that gives all its members one \`${wrong.key}\``);
  return records;
}

function nameOf({ name }: TarHeader, announced: Announced, global: readonly PaxRecord[]): string {
  const records = mergeRecords(global, announced.records);
  const said = lastOf(records, 'GNU.sparse.name') ?? lastOf(records, 'path') ?? announced.name ?? name;
  const text = readText(said, 'name');
  if (text === '') throw new ArchiveError('it has a member without a name');
  return text;
}

async function handOn(
  header: TarHeader,
  { name, target, records }: Omit<Announced, 'name'> & { readonly name: string },
  bytes: TarBytes,
  sink: TarSink,
): Promise<void> {
  const { type, mode } = header;
  const member = { header, records };
  const strange = records.find(({ key }) => STRANGE.includes(key));
  if (strange !== undefined)
    throw new ArchiveError(`"${name}" has the header \`${strange.key}\`, which is not supported`);
  const said = lastOf(records, 'size');
  const size = said === undefined ? header.size : decimal(said, `the size of "${name}"`);
  const leadsTo = (): string => readText(lastOf(records, 'linkpath') ?? target ?? header.target, 'target of a link');
  switch (type) {
    case '0':
    case '7':
    case 'S': {
      // Before there was a type for them folders were files whose name ends so.
      if (name.endsWith('/') && size === 0) return sink.folder(name, mode, member);
      if (name.endsWith('/')) throw new ArchiveError(`"${name}" is called as a folder, and has contents`);
      const layout =
        type === 'S'
          ? await oldSparseMap({ ...header, size }, bytes, name)
          : await paxSparseMap(records, size, bytes, name);
      const facts = { mode, layout, capabilities: capabilitiesOf(records) };
      await sink.file(name, facts, bytes.chunks(size - (layout?.read ?? 0)), member);
      return bytes.skipPadding(size);
    }
    // What follows a folder of an incremental backup lists what was in it.
    case 'D':
      for await (const chunk of bytes.chunks(size)) void chunk;
      await bytes.skipPadding(size);
      return sink.folder(name, mode, member);
    // Of these a size means nothing.
    case '5':
      return sink.folder(name, mode, member);
    case '2':
      return sink.symlink(name, leadsTo(), member);
    case '1':
      return sink.hardLink(name, leadsTo(), member);
    default:
      throw new ArchiveError(
        `"${name}" is ${KINDS.get(type) ?? `of the unknown type ${JSON.stringify(type)}`}, not a file, folder or link`,
      );
  }
}

// As star and GNU tar say it, and as libarchive does: https://man.freebsd.org/cgi/man.cgi?libarchive-formats(5)
function capabilitiesOf(records: readonly PaxRecord[]): Buffer | undefined {
  const bytes = lastOf(records, 'SCHILY.xattr.security.capability');
  const base64 = lastOf(records, 'LIBARCHIVE.xattr.security.capability');
  return bytes ?? (base64 === undefined ? undefined : Buffer.from(base64.toString('latin1'), 'base64'));
}

/** Records by which the bytes mean something else. */
const STRANGE: readonly string[] = ['SUN.holesdata', 'SCHILY.realsize', 'GNU.volume.filename', 'GNU.volume.offset'];

const KINDS: ReadonlyMap<string, string> = new Map([
  ['3', 'a character device'],
  ['4', 'a block device'],
  ['6', 'a named pipe'],
  ['A', 'an access control list'],
  ['M', 'the rest of a file in another archive'],
  ['N', 'a list of names'],
]);
