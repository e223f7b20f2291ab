/** What fetching leaves beside a file, and how it is told from what somebody wants packed. */
import { basename, dirname, join } from 'node:path';
import { shortName } from '../file_name.ts';

/** `.kubelet.fetched` beside `kubelet`: the URL it came from and the sha256 it had, one a line. */
export function noteOf(file: string): string {
  return join(dirname(file), `.${shortName(basename(file))}.fetched`);
}

/** Who writes at a partial file: a host, by a hash of its name, and a process of it. */
export interface Owner {
  readonly host: string;
  readonly process: number;
}

/** `.kubelet.HOST-PROCESS-RANDOM.partial` beside `kubelet`: a folder with what was received, and a note of what it is. */
export function partialOf(file: string, { host, process }: Owner, random: string): string {
  return join(dirname(file), `.${shortName(basename(file))}.${host}-${process}-${random}.partial`);
}

const OWNER = /\.([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.partial$/;

/** Whose a name beside `file` is; undefined where it is no partial file of it. */
export function ownerOf(name: string, file: string): Owner | undefined {
  const [end, host = '', process = ''] = OWNER.exec(name) ?? [];
  if (end === undefined || name !== `.${shortName(basename(file))}${end}`) return undefined;
  return { host, process: Number(process) };
}

/** No package has these in it. */
export function isLeftByFetch(name: string): boolean {
  return name.startsWith('.') && (name.endsWith('.fetched') || OWNER.test(name));
}
