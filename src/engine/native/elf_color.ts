import { readMachine } from '../../elf.ts';
import type { FileEntry } from '../../stage/entry.ts';

/** What tells rpm the 32 and 64 bit builds of one program apart: 1 for ELF of 32 bits, 2 for 64, 0 for anything else. */
export function colorOf(file: FileEntry | undefined): number {
  const machine = file === undefined ? undefined : readMachine(file.from);
  if (machine === undefined) return 0;
  return machine.bits === 32 ? 1 : 2;
}
