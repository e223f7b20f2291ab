/** For which machine an ELF file is: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { lookUp } from '../system/look_up.ts';

/** `EI_CLASS` as bits, `EI_DATA`, `e_machine`. */
export interface Machine {
  readonly bits: 32 | 64;
  readonly endian: 'little' | 'big';
  readonly machine: number;
}

/** With `e_type`. */
export interface ElfFile extends Machine {
  readonly type: number;
}

/** Of `e_type`: what a program may be. Libraries are ET_DYN too. */
export const ET_EXEC = 2;
export const ET_DYN = 3;

/** By Go architecture. The numbers are those of https://www.sco.com/developers/gabi/latest/ch4.eheader.html. */
const MACHINES: Readonly<Record<string, Machine>> = {
  '386': { bits: 32, endian: 'little', machine: 3 },
  amd64: { bits: 64, endian: 'little', machine: 62 },
  arm: { bits: 32, endian: 'little', machine: 40 },
  arm64: { bits: 64, endian: 'little', machine: 183 },
  loong64: { bits: 64, endian: 'little', machine: 258 },
  mips64le: { bits: 64, endian: 'little', machine: 8 },
  ppc64le: { bits: 64, endian: 'little', machine: 21 },
  riscv64: { bits: 64, endian: 'little', machine: 243 },
  s390x: { bits: 64, endian: 'big', machine: 22 },
};

/** The machine of an ELF file; undefined for any other file. */
export function readMachine(path: string): ElfFile | undefined {
  return parseMachine(readHeader(path));
}

/** The first bytes of a file, by default those that say the machine. At once: a thread's turn takes longer than these few bytes. */
export function readHeader(path: string, size = 20): Buffer {
  // A pipe that took the file's place would keep us for ever.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const header = Buffer.alloc(size);
    const bytesRead = readSync(file, header, 0, header.length, 0);
    return header.subarray(0, bytesRead);
  } finally {
    closeSync(file);
  }
}

/** From the first 20 bytes of a file. */
export function parseMachine(header: Uint8Array): ElfFile | undefined {
  const bytes = Buffer.from(header);
  if (bytes.length < 20 || bytes.toString('latin1', 0, 4) !== '\x7fELF') return undefined;
  const endian = bytes[5] === 2 ? 'big' : 'little';
  const half = (at: number): number => (endian === 'big' ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  return {
    bits: bytes[4] === 1 ? 32 : 64,
    endian,
    type: half(16),
    machine: half(18),
  };
}

/** Whether a file for this machine runs on the architecture. True where we do not know the architecture's machine. */
export function suits(machine: Machine, architecture: string): boolean {
  if (architecture === 'all') return false;
  const wanted = lookUp(MACHINES, architecture);
  return wanted === undefined || describe(wanted) === describe(machine);
}

/** The Go name of the architecture, or the numbers of one that we do not know. */
export function nameMachine(machine: Machine): string {
  const known = Object.keys(MACHINES).find((name) => {
    const entry = lookUp(MACHINES, name);
    return entry !== undefined && describe(entry) === describe(machine);
  });
  return known ?? `ELF machine ${describe(machine)}`;
}

function describe({ bits, endian, machine }: Machine): string {
  return `${machine} (${bits} bit, ${endian} endian)`;
}
