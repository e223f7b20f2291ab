/** Whether a file is still what was read: its digests stand before its bytes in a package, and so are taken first. */
import { type BigIntStats, statSync } from 'node:fs';
import { InputError } from '../errors.ts';

/** Says another thing when the file was written to, or another took its place. */
export function stampOf(path: string): string {
  return stampFrom(statSync(path, { bigint: true }));
}

export function stampFrom({ size, mtimeNs, ino, dev }: BigIntStats): string {
  return [size, mtimeNs, ino, dev].join(' ');
}

/** `name` is for messages. */
export function changed(name: string): InputError {
  return new InputError([{ code: 'input-changed', message: `${name} changed while it was packed` }]);
}
