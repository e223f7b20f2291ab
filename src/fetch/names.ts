/** The names of what `fetch` leaves beside a file, so that it is never packed. */
import { basename, dirname, join } from 'node:path';
import { shortName } from '../system/file_name.ts';

/** `.kubelet.fetched` beside `kubelet`: the URL that the file came from and its sha256, one on each line. */
export function noteOf(file: string): string {
  return join(dirname(file), `.${shortName(basename(file))}.fetched`);
}

/** Who is writing a partial file: a host, as a hash of its name, and a process there. */
export interface Owner {
  readonly host: string;
  readonly process: number;
}

/** `.kubelet.HOST-PROCESS-RANDOM.partial` beside `kubelet`: a folder with the bytes received and a note of what they are. */
export function partialOf(file: string, { host, process }: Owner, random: string): string {
  return join(dirname(file), `.${shortName(basename(file))}.${host}-${process}-${random}.partial`);
}

const OWNER = /\.([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.partial$/;

/** The writer of a partial file of `file`, from its name; undefined if the name is not that of one. */
export function ownerOf(name: string, file: string): Owner | undefined {
  const [end, host = '', process = ''] = OWNER.exec(name) ?? [];
  if (end === undefined || name !== `.${shortName(basename(file))}${end}`) return undefined;
  return { host, process: Number(process) };
}

/** Whether a name is one that `fetch` leaves behind; no package contains such files. */
export function isLeftByFetch(name: string): boolean {
  return name.startsWith('.') && (name.endsWith('.fetched') || OWNER.test(name));
}
