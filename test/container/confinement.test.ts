/** What a container of the engine can see and do, asked from inside one that is started as the engine starts it. */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { allTools } from '../../src/engine/fpm/fpm.ts';
import { runArguments } from '../../src/engine/fpm/container/arguments.ts';
import { acceptedRuntime, whyNoContainers } from '../support/container.ts';
import { temporaryFolder } from '../support/packing.ts';

const reason = await whyNoContainers();
if (reason !== undefined) console.log(`left out: what a container can see and do; ${reason}`);
const folder = temporaryFolder();

async function inside(script: string, user?: { uid: number; gid: number }): Promise<string> {
  const { runtime, image } = await acceptedRuntime();
  const workFolder = join(folder, 'works');
  const packages = join(workFolder, 'packages');
  await mkdir(packages, { recursive: true });
  await writeFile(join(workFolder, 'input'), 'seen');
  const own = user === undefined ? runtime : { ...runtime, user, keepsUser: false };
  const args = runArguments(own, 'onepack-test-confinement', image, { workFolder, packages });
  const { all } = await execa(runtime.command, [...args.slice(0, -1), script], {
    env: runtime.env,
    reject: false,
    all: true,
  });
  return all;
}

(reason === undefined ? describe : describe.skip)('the container of the engine', () => {
  it('has no network', async () => {
    expect(await inside("tail -n +3 /proc/net/dev | sed 's/:.*//; s/ //g'")).toBe('lo');
  });

  it('sees its inputs, and nothing else of this machine', async () => {
    await writeFile(join(folder, 'secret'), 'secret');
    expect(await inside(`cat /work/input; ls ${folder} ${import.meta.dirname} 2>&1 | grep -c "No such file"`)).toBe(
      'seen2',
    );
    const mounts = await inside(
      "cut -d ' ' -f 2,3 /proc/mounts | grep -Ev '^/(proc|sys|dev|etc|run)(/| )' | cut -d ' ' -f 1 | sort",
    );
    expect(mounts.split('\n')).toEqual(['/', '/packages', '/tmp', '/var/tmp', '/work']);
  });

  it('can write nothing but packages and what goes with it', async () => {
    const script =
      'for path in / /usr /etc /work /work/packages; do touch $path/x 2>/dev/null && echo $path; done; touch /tmp/x /packages/made';
    expect(await inside(script)).toBe('');
    expect(await readdir(join(folder, 'works', 'packages'))).toEqual(['made']);
  });

  it('has no rights', async () => {
    expect(
      await inside("sed -n 's/^\\(CapEff\\|CapBnd\\|NoNewPrivs\\):\t//p' /proc/self/status", { uid: 1000, gid: 1000 }),
    ).toBe(['0000000000000000', '0000000000000000', '1'].join('\n'));
  });

  it('writes as the caller', async () => {
    await inside('touch /packages/of-root');
    const { uid } = await stat(join(folder, 'works', 'packages', 'of-root'));
    expect(uid).toBe(process.getuid?.());
  });

  it('has what it runs, and nothing to compile with', async () => {
    expect(
      await inside(`for tool in ${allTools().join(' ')}; do command -v $tool >/dev/null || echo $tool; done`),
    ).toBe('');
    expect(
      await inside('for tool in cc gcc make g++; do command -v $tool; done; ls /usr/include 2>/dev/null | head -n 1'),
    ).toBe('');
    expect(await inside('grep -c . /usr/share/onepack/packages.txt')).toMatch(/^\d{2,3}$/);
  });
});
