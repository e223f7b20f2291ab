/** What lintian and rpmlint say of finished packages, where they are here. `apt-get install lintian rpmlint` brings them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import type { Format } from '../../src/format/format.ts';

/** By the name of the package, each tag once. */
export type Tags = ReadonlyMap<string, ReadonlySet<string>>;

export interface Linter {
  readonly name: 'lintian' | 'rpmlint';
  readonly isHere: boolean;
  /** `scratch` is a folder to write in. */
  readonly tagsOf: (files: readonly string[], scratch: string) => Promise<Tags>;
  /** Only those that it calls errors. */
  readonly errorsOf: (files: readonly string[], scratch: string) => Promise<Tags>;
}

/** Prints which is left out. */
export const LINTERS: Readonly<Record<Format, Linter>> = {
  deb: {
    name: 'lintian',
    isHere: isHere('lintian'),
    tagsOf: (files) => lintian(files, '[A-Z]'),
    errorsOf: (files) => lintian(files, 'E'),
  },
  rpm: {
    name: 'rpmlint',
    isHere: isHere('rpmlint'),
    tagsOf: (files, scratch) => rpmlint(files, scratch, '[A-Z]'),
    errorsOf: (files, scratch) => rpmlint(files, scratch, 'E'),
  },
};

function isHere(tool: string): boolean {
  const is = execaSync(tool, ['--version'], { reject: false }).exitCode === 0;
  if (!is) console.log(`left out, not installed: ${tool}`);
  return is;
}

// `E: PACKAGE: TAG …`, down to what is only pedantic.
async function lintian(files: readonly string[], letter: string): Promise<Tags> {
  const flags = ['--no-cfg', '--allow-root', '--pedantic', '--display-info', '--tag-display-limit=0'];
  // 2 is that it has errors to tell.
  return read('lintian', [...flags, ...files], new RegExp(`^${letter}: (\\S+): (\\S+)`, 'gm'), [0, 2]);
}

// `PACKAGE.noarch: E: CHECK …`. Each distribution tells rpmlint its licences, and how it packs manual pages.
async function rpmlint(files: readonly string[], scratch: string, letter: string): Promise<Tags> {
  const config = join(scratch, 'rpmlint.toml');
  writeFileSync(config, 'ValidLicenses = ["Apache-2.0"]\nCompressExtension = "gz"\n');
  // 64 is that it has errors to tell, 66 that they are many.
  return read(
    'rpmlint',
    ['--config', config, ...files],
    new RegExp(`^(\\S+)\\.[^.\\s]+: ${letter}: (\\S+)`, 'gm'),
    [0, 64, 66],
  );
}

async function read(tool: string, args: readonly string[], line: RegExp, statuses: readonly number[]): Promise<Tags> {
  const { stdout, stderr, exitCode } = await execa(tool, args, { reject: false });
  if (exitCode === undefined || !statuses.includes(exitCode))
    throw new Error(`${tool} ended with ${exitCode}: ${stderr}`);
  const found = new Map<string, Set<string>>();
  for (const [, name = '', tag = ''] of stdout.matchAll(line)) {
    found.set(name, (found.get(name) ?? new Set()).add(tag));
  }
  return found;
}
