/** What `check` and `pack` say of trees once it shows what is in them. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../command_line/running.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';

const HEAD = `apiVersion: onepack/v1
version: v1.2.3
architectures: [all]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
`;

interface Said {
  readonly code: string;
  readonly message: string;
  readonly severity?: string;
  readonly path?: readonly string[];
}

async function problemsOf(command: string, config: string, cwd: string): Promise<{ status: number; problems: Said[] }> {
  writeFiles(cwd, { 'packages.yaml': HEAD + config });
  const { status, stdout } = await run(
    [command, '--config=packages.yaml', '--json', ...(command === 'pack' ? ['--out=out'] : [])],
    { cwd },
  );
  return { status, problems: (JSON.parse(stdout) as { problems: Said[] }).problems };
}

describe('two packages of which one has a tree', () => {
  const cwd = writeFiles(temporaryFolder(), { 'tree/bin/hello': 'hello', file: 'hello' });
  execFileSync('tar', ['-C', join(cwd, 'tree'), '-cf', join(cwd, 'tree.tar'), '.']);
  const packages = (tree: string, more = ''): string =>
    `formats: [deb]
sources: { tar: { file: tree.tar, extract: true } }
packages:
  one: { summary: A, contents: [{ src: ${tree}, dst: /usr, type: tree }] }
  two: { summary: B, ${more}contents: [{ src: file, dst: /bin/hello }] }
`;
  const message =
    '"/usr/bin/hello" is already in two as "/bin/hello", which is the same place; only one deb can own it';
  const clash = { code: 'two-owners', message, path: ['packages', 'one', 'contents', '/usr'] };

  it.each(['check', 'pack'])('collide in %s where the disk says so', async (command) => {
    const { status, problems } = await problemsOf(command, packages('tree'), cwd);
    expect(status).toBe(2);
    expect(problems.filter(({ severity }) => severity !== 'warning')).toEqual([expect.objectContaining(clash)]);
  });

  it('collide where an archive says so, which is opened only to be packed', async () => {
    expect((await problemsOf('check', packages("'@tar'"), cwd)).status).toBe(0);
    const { status, problems } = await problemsOf('pack', packages("'@tar'"), cwd);
    expect(status).toBe(2);
    expect(problems.filter(({ severity }) => severity !== 'warning')).toEqual([
      expect.objectContaining({ code: 'two-owners' }),
    ]);
  });

  it.each(['tree', "'@tar'"])('do not where they are kept apart: %s', async (tree) => {
    const config = packages(tree, "conflicts: { one: '*' }, ");
    expect((await problemsOf('pack', config, cwd)).status).toBe(0);
  });
});

describe('modes on disk that a package does not keep', () => {
  const cwd = writeFiles(temporaryFolder(), {
    'tree/bin/su': 'su',
    'tree/bin/at': 'at',
    'tree/key': 'secret',
    'tree/plain': '',
  });
  mkdirSync(join(cwd, 'tree/drop'));
  chmodSync(join(cwd, 'tree'), 0o755);
  chmodSync(join(cwd, 'tree/bin'), 0o755);
  chmodSync(join(cwd, 'tree/bin/su'), 0o4755);
  chmodSync(join(cwd, 'tree/bin/at'), 0o2755);
  chmodSync(join(cwd, 'tree/drop'), 0o1777);
  chmodSync(join(cwd, 'tree/key'), 0o600);
  chmodSync(join(cwd, 'tree/plain'), 0o644);

  const said = async (keys: string): Promise<string[]> => {
    const config = `packages: { one: { summary: A, contents: [{ src: tree, dst: /usr/lib/one, type: tree${keys} }] } }\n`;
    const { problems } = await problemsOf('check', config, cwd);
    return problems.filter(({ code }) => code === 'tree-mode').map((problem) => problem.message);
  };

  it('are a warning', async () => {
    expect(await said('')).toEqual([
      'bin/at has the mode 2755 on disk, and loses its setuid, setgid or sticky bit in the package; 3 more of this tree do not keep theirs: bin/su, drop, key',
    ]);
    expect(await said(', exclude: [bin, drop]')).toEqual([
      'key has the mode 0600 on disk, and can be read by everyone in the package',
    ]);
  });

  it.each([[', mode: "0644", dirMode: "0755"'], [', exclude: [bin, key, drop]'], [', include: [plain]']])(
    'are none where they are meant, or not taken: %s',
    async (keys) => {
      expect(await said(keys)).toEqual([]);
    },
  );
});
