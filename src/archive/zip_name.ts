/** The names of a zip archive, which mean what the system that wrote them means by them. */
import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel } from 'yauzl';
import { ArchiveError } from './unpacking.ts';

/** Bit 11 of the flags: section 4.4.4 of the APPNOTE. */
const UTF8 = 0x800;

/** MS-DOS and OS/2, Windows NT by either number, VFAT: section 4.4.2 of the APPNOTE. */
const DOS: readonly number[] = [0, 6, 10, 11, 14];

/** The name in UTF-8, with slashes. Throws an ArchiveError for one that has no such name. */
export function nameOf(entry: Entry): string {
  const { fileNameRaw: raw, generalPurposeBitFlag: flags, extraFields } = entry;
  // A name without the flag is in the code page of MS-DOS, but on Unix it is the bytes that the file had.
  const name = getFileNameLowLevel(isFromDos(entry) ? flags : flags | UTF8, raw, extraFields, true);
  if (name === '') throw new ArchiveError('it has a member without a name');
  // yauzl puts the sign of replacement where bytes are none.
  if (name.includes('\uFFFD') && !isUtf8(raw)) {
    throw new ArchiveError(`the name ${JSON.stringify(raw.toString('latin1'))} is not UTF-8`);
  }
  if (!isFromDos(entry)) return name;
  if (/^[a-z]:/i.test(name)) throw new ArchiveError(`the name "${name}" points outside the archive`);
  return name.replaceAll('\\', '/');
}

/** The bit of MS-DOS's attributes that says so of an entry whose mode does not. */
const DOS_FOLDER = 0x10;

/** Whether the name, or MS-DOS, says that it is a folder. */
export function isFolderName(name: string, entry: Entry): boolean {
  const { externalFileAttributes: attributes } = entry;
  return name.endsWith('/') || (isFromDos(entry) && attributes >>> 16 === 0 && (attributes & DOS_FOLDER) !== 0);
}

function isFromDos({ versionMadeBy }: Entry): boolean {
  return DOS.includes(versionMadeBy >>> 8);
}
