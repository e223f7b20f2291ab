/** Reads a tar archive, plain or compressed. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { ArchiveError, type Unpacking } from './unpacking.ts';

/** `magic` is the first bytes of the file, in hex. */
export async function unpackTar(file: string, magic: string, unpacking: Unpacking): Promise<void> {
  const method = METHODS.find(({ bytes }) => magic.startsWith(bytes));
  const { output, done } = (await method?.open(file)) ?? { output: createReadStream(file), done: Promise.resolve() };
  const writes: Promise<void>[] = [];
  const parser = new Parser({ strict: true, brotli: false });
  parser.on('entry', (entry: ReadEntry) => {
    const write = unpackEntry(entry, unpacking);
    writes.push(write);
    write.catch(() => entry.resume());
  });
  // A filter that fails ends its output early: its own message says more than "truncated".
  const [parsed, filtered] = await Promise.allSettled([
    pipeline(output, parser as unknown as NodeJS.WritableStream),
    done,
  ]);
  const unpacked = await Promise.allSettled(writes);
  const failed = [filtered, ...unpacked, parsed].find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

interface Decompression {
  readonly output: Readable;
  readonly done: Promise<void>;
}

const METHODS: readonly {
  readonly bytes: string;
  readonly open: (file: string) => Decompression | Promise<Decompression>;
}[] = [
  { bytes: '1f8b', open: (file) => through(file, createGunzip()) },
  { bytes: '28b52ffd', open: (file) => through(file, createZstdDecompress()) },
  { bytes: 'fd377a585a00', open: (file) => byTool('xz', file) },
  { bytes: '425a68', open: (file) => byTool('bzip2', file) },
];

function through(file: string, transform: NodeJS.ReadWriteStream & Readable): Decompression {
  return { output: transform, done: pipeline(createReadStream(file), transform, { end: true }) };
}

async function byTool(tool: string, file: string): Promise<Decompression> {
  const { filter } = await import('../engine/execute.ts');
  return filter(tool, ['-dc'], { env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' }, input: file });
}

async function unpackEntry(entry: ReadEntry, unpacking: Unpacking): Promise<void> {
  switch (entry.type) {
    case 'File':
    case 'OldFile':
    case 'ContiguousFile':
      return unpacking.file(entry.path, entry.mode ?? 0o644, entry as unknown as NodeJS.ReadableStream);
    case 'Directory':
      entry.resume();
      return unpacking.directory(entry.path, entry.mode ?? 0o755);
    case 'SymbolicLink':
      entry.resume();
      return unpacking.symlink(entry.path, entry.linkpath ?? '');
    case 'Link':
      entry.resume();
      return unpacking.hardLink(entry.path, entry.linkpath ?? '');
    default:
      throw new ArchiveError(`"${entry.path}" is a ${entry.type}, not a file, folder or link`);
  }
}
