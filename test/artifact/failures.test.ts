/** When fpm or rpmbuild fails: what a person is told, and that no package is there. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { packPlan } from '../../src/engine/pack.ts';
import { findTools } from '../../src/engine/tools.ts';
import { ToolError } from '../../src/problems/errors.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { file, planOf, temporaryFolder } from '../support/packing.ts';
import { barePlan } from './sample.ts';

const folder = temporaryFolder();

async function failureOf(plan: Plan, more: Partial<Parameters<typeof packPlan>[1]> = {}): Promise<ToolError> {
  try {
    await packPlan(plan, { sources: {}, out: { directory: folder }, cwd: folder, ...more });
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('failures', () => {
  it('shows what rpmbuild itself said, and the wrapper to run again', async () => {
    // A version that no config may have, so that rpmbuild is the one to refuse it.
    const plan = { ...barePlan('rpm'), version: '1..2 3', fileName: 'broken.rpm' };
    const failure = await failureOf(plan, { keepOnFailure: true });
    expect(failure.message).toBe('fpm could not write broken.rpm (exit status 1)');
    expect(failure.output).toMatch(/^error: line \d+: Tag takes single token only: Version: 1\.\.2 3$/m);
    expect(failure.output).not.toMatch(/timestamp|Full command|\.rb:/);
    const script = /^sh '(.*\/wrapper\.sh)'$/.exec(failure.again ?? '')?.[1] ?? '';
    expect(existsSync(script)).toBe(true);
    const { fpm } = await findTools(['fpm']);
    const env = { PATH: `${dirname(fpm?.path ?? '')}:${process.env['PATH'] ?? ''}` };
    const again = await execa('sh', [script], { env, reject: false });
    expect([again.exitCode, again.stdout]).toEqual([1, expect.stringContaining('Tag takes single token only')]);
    rmSync(dirname(script), { recursive: true });
    expect(existsSync(join(folder, 'broken.rpm'))).toBe(false);
  });

  it('shows what fpm itself said', async () => {
    const plan = { ...barePlan('deb'), version: '1:2 3', fileName: 'broken.deb' };
    const failure = await failureOf(plan);
    expect(failure.output).toMatch(/The version looks invalid for Debian packages/);
    expect(failure.output).not.toMatch(/timestamp|\.rb:\d+/);
  });

  it('says which tools are missing and how to have them', async () => {
    const failure = await failureOf(barePlan('rpm'), { tools: { ruby: { path: '/usr/bin/ruby' } } });
    const pinned = /^\S+ {2}fpm-(.*)\.gem$/m.exec(readFileSync('container/gems.sha256', 'utf8'))?.[1];
    expect(failure.message).toBe(
      `fpm, rpmbuild are missing; to install: apt-get install rpm && gem install fpm -v ${pinned}; ` +
        'for fpm, in a checkout of onepack: hack/install-fpm',
    );
  });

  const isRoot = process.getuid?.() === 0;
  if (!isRoot) console.log('left out: a full disk, which needs root for a file system of its own');
  (isRoot ? it : it.skip)('leaves nothing under a final name when the disk is full', async () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    await execa('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    try {
      writeFileSync(join(folder, 'big'), Buffer.alloc(300_000, 'x'));
      const plan = planOf({ format: 'deb', package: 'big', contents: [file('/usr/share/big', 'big')] });
      const packing = packPlan(plan, { sources: {}, out: { directory: disk }, cwd: folder });
      await expect(packing).rejects.toThrow(/ENOSPC/);
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      await execa('umount', [disk]);
    }
  });

  it('leaves nothing under a final name when it is killed', async () => {
    const slow = join(folder, 'slow');
    mkdirSync(slow);
    writeFileSync(join(slow, 'fpm'), '#!/bin/sh\nsleep 30\n');
    chmodSync(join(slow, 'fpm'), 0o755);
    const temporary = join(folder, 'killed');
    mkdirSync(temporary);
    writeFileSync(join(folder, 'tools.json'), JSON.stringify(await slowTools(join(slow, 'fpm'))));
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(barePlan('deb')));
    const args = [
      ...['src/cli.ts', 'pack', `--plan=${folder}/plan.json`, `--tools=${folder}/tools.json`],
      ...[`--artifact=${folder}/dead.deb`, `--manifest=${folder}/dead.json`],
    ];
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const child = execa(process.execPath, args, { env: { TMPDIR: temporary }, reject: false });
      while (!isWaiting(temporary)) await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill(signal);
      expect((await child).signal).toBe(signal);
      expect(readdirSync(folder).filter((name) => name.includes('dead'))).toEqual([]);
      // What can be told to stop cleans up too.
      if (signal === 'SIGTERM') expect(readdirSync(temporary)).toEqual([]);
    }
  });
});

function isWaiting(temporary: string): boolean {
  return readdirSync(temporary).some((name) => existsSync(join(temporary, name, 'bare_amd64_deb/scratch/edit.sed')));
}

async function slowTools(fpm: string): Promise<object> {
  return { ...(await findTools(['ruby', 'ar', 'tar'])), fpm: { path: fpm, version: 'slow' } };
}
