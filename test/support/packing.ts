/** Plans by hand, folders that go away, and the tools that read what we wrote. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { execa } from 'execa';
import { InputError } from '../../src/problems/errors.ts';
import type { BoundedName, Operator } from '../../src/format/format.ts';
import { formats } from '../../src/format/formats.ts';
import type { Plan, PlanContent } from '../../src/plan/plan.ts';

/** A folder of the test file's own, removed at its end. */
export function temporaryFolder(name = 'onepack-test-'): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, with their folders, and returns the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A plan of a package `tool`; what is not said is as plain as can be. */
export function planOf(overrides: Partial<Plan> & Pick<Plan, 'format'>): Plan {
  const { format } = overrides;
  const plan: Plan = {
    apiVersion: 'onepack/plan/v2',
    config: 'packages.yaml',
    package: 'tool',
    architecture: 'amd64',
    formatArchitecture: '',
    fileName: '',
    engine: 'fpm',
    compression: 'none',
    sourceDateEpoch: 315532800,
    version: '1.2.3',
    revision: '0',
    maintainer: 'Some One <one@example.org>',
    homepage: 'https://example.org',
    license: 'Apache-2.0',
    section: 'admin',
    summary: 'A tool',
    description: 'A tool.',
    relations: {},
    contents: [],
    scripts: {},
    sources: {},
    ...overrides,
  };
  const rules = formats[format];
  const names: Readonly<Record<string, string>> = rules.architectures;
  const formatArchitecture = names[plan.architecture] ?? plan.architecture;
  const fileName = rules.fileName(plan.package, plan.version, plan.revision, formatArchitecture);
  return { ...plan, formatArchitecture, fileName };
}

type File = Extract<PlanContent, { type: 'file' }>;

export function file(dst: string, src: string, more: Partial<File> = {}): File {
  return { type: 'file', dst, src: { file: src }, mode: '0644', owner: 'root', group: 'root', ...more };
}

export function dir(dst: string, mode = '0755', owner = 'root', group = 'root'): PlanContent {
  return { type: 'dir', dst, mode, owner, group };
}

export function symlink(dst: string, target: string): PlanContent {
  return { type: 'symlink', dst, target, owner: 'root', group: 'root' };
}

/** A name with its bounds, as a plan has it. */
export function named(name: string, ...bounds: readonly (readonly [Operator, string])[]): BoundedName {
  return { name, bounds: bounds.map(([op, version]) => ({ op, version })) };
}

/** The relations of a plan as its format spells them, by kind. */
export function spelled({ relations, format }: Pick<Plan, 'relations' | 'format'>): Record<string, string[]> {
  const kinds = Object.entries(relations);
  return Object.fromEntries(kinds.map(([kind, all]) => [kind, all.flatMap(formats[format].spell)]));
}

/** What a command prints, in a plain environment. Fails with what it printed on stderr. */
export async function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const plain = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const { stdout } = await execa(command, args, { env: { ...plain, ...env }, extendEnv: false });
  return stdout;
}

/** The problems that `action` ends with. */
export async function problemsOf(
  action: Promise<unknown>,
): Promise<{ code: string; message: string; hint?: string }[]> {
  try {
    await action;
  } catch (error) {
    if (error instanceof InputError) return [...error.problems] as { code: string; message: string; hint?: string }[];
    throw error;
  }
  return [];
}

/** The first bytes of an ELF file for a machine, as the kernel would read them; nothing runs it. */
export function elf(machine: number, { bits = 64, endian = 'little' } = {}): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header[4] = bits === 64 ? 2 : 1;
  header[5] = endian === 'little' ? 1 : 2;
  header[6] = 1;
  if (endian === 'little') header.writeUInt16LE(machine, 18);
  else header.writeUInt16BE(machine, 18);
  return header;
}
