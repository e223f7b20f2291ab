/** Reads a tar archive, plain or compressed. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { decoded } from '../codecs/decode.ts';
import { ArchiveError, type Unpacking } from './unpacking.ts';

/** `magic` is the first bytes of the file, in hex. */
export async function unpackTar(file: string, magic: string, unpacking: Unpacking): Promise<void> {
  const open = METHODS.find(({ bytes }) => magic.startsWith(bytes))?.open ?? plain;
  const writes: Promise<void>[] = [];
  const ended = new AbortController();
  const parser = new Parser({ strict: true, brotli: false });
  parser.on('entry', (entry: ReadEntry) => {
    const write = unpackEntry(entry, unpacking, ended.signal);
    writes.push(write);
    write.catch(() => entry.resume());
  });
  const [parsed] = await Promise.allSettled([pipeline([...open(file), parser as unknown as NodeJS.WritableStream])]);
  // The entry that it is in the middle of gets neither more nor an end: whoever writes that would wait for ever.
  if (parsed.status === 'rejected') ended.abort();
  const unpacked = await Promise.allSettled(writes);
  const failed = [parsed, ...unpacked].find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

type Stages = readonly [Readable, ...NodeJS.ReadWriteStream[]];

const METHODS: readonly {
  readonly bytes: string;
  readonly open: (file: string) => Stages;
}[] = [
  { bytes: '1f8b', open: (file) => [...plain(file), createGunzip()] },
  { bytes: '28b52ffd', open: (file) => [...plain(file), createZstdDecompress()] },
  { bytes: 'fd377a585a00', open: (file) => [Readable.from(decoded('xz', file), { objectMode: false })] },
  { bytes: '425a68', open: (file) => [Readable.from(decoded('bzip2', file), { objectMode: false })] },
];

function plain(file: string): readonly [Readable] {
  return [createReadStream(file)];
}

async function unpackEntry(entry: ReadEntry, unpacking: Unpacking, ended: AbortSignal): Promise<void> {
  switch (entry.type) {
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      return unpacking.file(entry.path, entry.mode ?? 0o644, entry as unknown as NodeJS.ReadableStream, ended);
    case 'Directory':
      entry.resume();
      unpacking.folder(entry.path, entry.mode ?? 0o755);
      return;
    case 'SymbolicLink':
      entry.resume();
      unpacking.symlink(entry.path, entry.linkpath ?? '');
      return;
    case 'Link':
      entry.resume();
      unpacking.hardLink(entry.path, entry.linkpath ?? '');
      return;
    default:
      throw new ArchiveError(`"${entry.path}" is a ${entry.type}, not a file, folder or link`);
  }
}
