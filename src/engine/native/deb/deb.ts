/** Writes a deb: an ar archive of three members. https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { COMPRESSION_ROWS, type Compression } from '../../../format/compression.ts';
import { ToolError } from '../../../problems/errors.ts';
import type { Plan } from '../../../plan/plan.ts';
import type { Gathered } from '../../../stage/stage.ts';
import { AR_MAGIC, arHeader, arPadding, LARGEST_MEMBER } from '../../../archive/ar.ts';
import { COMPRESSORS } from '../../../archive/compress.ts';
import type { Contents } from '../contents.ts';
import { controlParts } from './control_tar.ts';
import { dataParts } from './data_tar.ts';
import { gzip } from '../../../archive/gzip.ts';
import { writeAll } from '../../../archive/segment.ts';

/** Writes a deb to the new file `path`. */
export async function writeDeb(
  plan: Plan,
  gathered: Gathered,
  contents: Contents,
  compression: Compression,
  path: string,
): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await writeAll(file, AR_MAGIC);
    await writeMember(file, 'debian-binary', [Buffer.from('2.0\n')]);
    await writeMember(file, 'control.tar.gz', gzip(controlParts(plan, gathered, contents)));
    const data = COMPRESSORS[compression](dataParts(gathered.entries, contents, plan.sourceDateEpoch));
    await writeMember(file, `data.tar${COMPRESSION_ROWS[compression].debSuffix}`, data);
  } finally {
    await file.close();
  }
}

// The size of a member is in the header before it, but known only afterwards, so the header is written last.
async function writeMember(file: FileHandle, name: string, chunks: AsyncIterable<Buffer> | Buffer[]): Promise<void> {
  const start = (await file.stat()).size;
  await writeAll(file, arHeader(name, 0, 0));
  let size = 0;
  for await (const chunk of chunks) {
    await writeAll(file, chunk);
    size += chunk.length;
  }
  if (size > LARGEST_MEMBER)
    throw new ToolError(`${name} has ${size} bytes, but a member of a deb has at most ${LARGEST_MEMBER}`);
  await writeAll(file, arPadding(size));
  const header = arHeader(name, size, 0);
  await file.write(header, 0, header.length, start);
}
