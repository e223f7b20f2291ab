import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ET_DYN, nameMachine, parseMachine, readMachine, suits } from '../../src/archive/elf.ts';
import { elf, temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();

/** Go architecture to `e_machine`, bits, byte order, as `/usr/include/elf.h` and Go's own programs have them. */
const MACHINES = [
  ['386', 3, 32, 'little'],
  ['amd64', 62, 64, 'little'],
  ['arm', 40, 32, 'little'],
  ['arm64', 183, 64, 'little'],
  ['loong64', 258, 64, 'little'],
  ['mips64le', 8, 64, 'little'],
  ['ppc64le', 21, 64, 'little'],
  ['riscv64', 243, 64, 'little'],
  ['s390x', 22, 64, 'big'],
] as const;

function machineOf(machine: number, bits: number, endian: string): NonNullable<ReturnType<typeof parseMachine>> {
  const parsed = parseMachine(elf(machine, { bits, endian }));
  if (parsed === undefined) throw new Error('no ELF file');
  return parsed;
}

describe('the machine of an ELF file', () => {
  it.each(MACHINES)('%s suits itself alone', (name, machine, bits, endian) => {
    const parsed = machineOf(machine, bits, endian);
    expect(nameMachine(parsed)).toBe(name);
    expect(MACHINES.filter(([other]) => suits(parsed, other)).map(([other]) => other)).toEqual([name]);
  });

  it.each([
    ['big-endian ppc64', 21, 64, 'big', 'ppc64le'],
    ['x32', 62, 32, 'little', 'amd64'],
    ['31-bit s390', 22, 32, 'big', 's390x'],
  ] as const)('%s suits no architecture of that number', (_, machine, bits, endian, architecture) => {
    expect(suits(machineOf(machine, bits, endian), architecture)).toBe(false);
  });

  it('suits no package for all machines', () => {
    expect(suits(machineOf(62, 64, 'little'), 'all')).toBe(false);
  });

  it('is let through where the architecture is not known', () => {
    expect(suits(machineOf(62, 64, 'little'), 'sparc64')).toBe(true);
    expect(nameMachine(machineOf(43, 64, 'big'))).toBe('ELF machine 43 (64 bit, big endian)');
  });

  it.each(['', '\x7fELF', '#!/bin/sh\nexit 0 and more than twenty bytes\n'])('no other file has one: %j', (text) => {
    expect(parseMachine(Buffer.from(text, 'latin1'))).toBeUndefined();
  });

  it.each(['little', 'big'])('has the type beside it, %s endian', (endian) => {
    const header = elf(22, { endian });
    header[endian === 'big' ? 17 : 16] = ET_DYN;
    expect(parseMachine(header)).toMatchObject({ machine: 22, type: ET_DYN });
  });

  it('is read from a program', () => {
    expect(readMachine(process.execPath)).toEqual(parseMachine(readFileSync(process.execPath).subarray(0, 20)));
    const short = join(folder, 'short');
    writeFileSync(short, 'x');
    expect(readMachine(short)).toBeUndefined();
  });
});
