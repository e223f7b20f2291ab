/**
 * Names of temporary files and folders say which process owns them. A process that is killed cannot remove its own, so the next run removes
 * what no living process owns.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Owner {
  /** A hash of the names of the host and of its PID namespace: in another one the process cannot be seen. */
  readonly host: string;
  readonly process: number;
}

const SELF: Owner = {
  host: createHash('sha256').update(`${hostname()} ${pidNamespace()}`).digest('hex').slice(0, 8),
  process: process.pid,
};

// `pid:[4026531836]`; every container and every sandbox of Bazel has another one.
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** `HOST-PROCESS-RANDOM`, of this process. */
export function ownerTag(): string {
  return `${SELF.host}-${SELF.process}-${randomBytes(4).toString('hex')}`;
}

/** A regular expression for such a tag; `ownerIn` reads its match. */
export const OWNER_TAG = '([0-9a-f]{8})-(\\d+)-[0-9a-f]{8}';

/** The owner that a name tells; undefined if the name is not of that form. `form` contains OWNER_TAG once. */
export function ownerIn(name: string, form: RegExp): Owner | undefined {
  const [whole, host = '', process = ''] = form.exec(name) ?? [];
  return whole === undefined ? undefined : { host, process: Number(process) };
}

/**
 * Whether no living process owns it. `isHeld`: whether it is in use by this process, which may have the number of one that has ended.
 * `quietFor`: for an owner that cannot be seen, whether it was not written to for so long that it must have ended.
 */
export async function isAbandoned(
  owner: Owner,
  { isHeld, quietFor }: { readonly isHeld: () => boolean; readonly quietFor: () => Promise<boolean> },
): Promise<boolean> {
  if (owner.host !== SELF.host) return quietFor();
  return owner.process === SELF.process ? !isHeld() : !isAlive(owner.process);
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
