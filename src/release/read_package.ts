/** Reads a package file of either format. */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AR_MAGIC } from '../archive/ar.ts';
import { isDecoderError } from '../archive/compressed.ts';
import { ArchiveError } from '../archive/unpacking.ts';
import { HeaderError } from '../engine/native/rpm/read_header.ts';
import { cannotRead, InputError } from '../problems/errors.ts';
import type { PackageFacts } from './package_facts.ts';
import { readDeb } from './read_deb.ts';
import { readRpm, RPM_MAGIC } from './read_rpm.ts';

/** Throws an InputError if the file is not there, is no package, or is too damaged to be read. `name` is a path from `cwd`. */
export async function readPackage(name: string, cwd: string): Promise<PackageFacts> {
  const path = resolve(cwd, name);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw cannotRead(name, 'package-bad', error);
  });
  try {
    const magic = Buffer.alloc(8);
    await file.read(magic, 0, magic.length, 0);
    if (magic.subarray(0, 4).equals(RPM_MAGIC)) return await readRpm(file, path, name);
    if (magic.equals(AR_MAGIC)) return await readDeb(file, path, name);
    throw new HeaderError('it is neither a deb nor an rpm');
  } catch (error) {
    const { message } = error as Error;
    const isDamage = error instanceof HeaderError || error instanceof ArchiveError || isDecoderError(error);
    throw isDamage ? new InputError([{ code: 'package-bad', message: `${name}: ${message}` }]) : error;
  } finally {
    await file.close();
  }
}
