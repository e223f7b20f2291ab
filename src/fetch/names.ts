/** The names of what `fetch` leaves beside a file, so that it is never packed. */
import { basename, dirname, join } from 'node:path';
import { shortName } from '../system/file_name.ts';
import { OWNER_TAG, type Owner, ownerIn, ownerTag } from '../system/owner.ts';

/** `.kubelet.fetched` beside `kubelet`: the URL that the file came from and its sha256, one on each line. */
export function noteOf(file: string): string {
  return join(dirname(file), `.${shortName(basename(file))}.fetched`);
}

/** `.kubelet.HOST-PROCESS-RANDOM.partial` beside `kubelet`: a folder with the bytes received and a note of what they are. */
export function partialOf(file: string): string {
  return join(dirname(file), `.${shortName(basename(file))}.${ownerTag()}.partial`);
}

const PARTIAL = new RegExp(`\\.${OWNER_TAG}\\.partial$`);

/** The writer of a partial file of `file`, from its name; undefined if the name is not that of one. */
export function ownerOf(name: string, file: string): Owner | undefined {
  const owner = ownerIn(name, PARTIAL);
  return owner !== undefined && name.replace(PARTIAL, '') === `.${shortName(basename(file))}` ? owner : undefined;
}

/** Whether a name is one that `fetch` leaves behind; no package contains such files. */
export function isLeftByFetch(name: string): boolean {
  return name.startsWith('.') && (name.endsWith('.fetched') || PARTIAL.test(name));
}
