/** Archives and folders of many members, of many levels and of many links: what they take grows as they do. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { PlanContent } from '../../src/plan/plan.ts';
import { planOf, problemsOf, temporaryFolder } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder();
const owned = { owner: 'root', group: 'root' } as const;
const tree = (src: (PlanContent & { type: 'tree' })['src']): PlanContent => ({
  type: 'tree',
  dst: '/t',
  src,
  ...owned,
});

/** `members` is Python: a list of names, types and targets. */
function tarOf(name: string, members: string): void {
  const script = `import io, sys, tarfile
with tarfile.open(sys.argv[1], 'w', format=tarfile.GNU_FORMAT) as t:
  for name, type, target in ${members}:
    i = tarfile.TarInfo(name); i.type = type; i.linkname = target; i.size = 9000 if type == b'0' else 0
    t.addfile(i, io.BytesIO(b'x' * i.size))`;
  execFileSync('python3', ['-c', script, join(folder, name)]);
}

/** Of both formats; with the milliseconds of the processor that they take. */
async function pack(
  src: (PlanContent & { type: 'tree' })['src'],
  file = '',
): Promise<{ sizes: number[]; cost: number }> {
  const sources = { s: { file, extract: true } };
  const before = process.cpuUsage();
  const sizes: number[] = [];
  for (const format of ['deb', 'rpm'] as const) {
    const plan = planOf({ format, engine: 'native', contents: [tree(src)], sources, compression: 'gzip' });
    sizes.push(statSync(await packIn(folder, plan, mkdtempSync(join(folder, 'out-')))).size);
  }
  return { sizes, cost: process.cpuUsage(before).user / 1000 };
}

/** What took minutes, or more memory than there is, when it grew as the square. */
const BUDGET = 30_000;

describe('a package of', () => {
  it.each([
    ['1900 levels', `[('/'.join(['a'] * at) + '/f', b'0', '') for at in range(4, 1900, 5)]`],
    ['20 000 links to a file', `[('f', b'0', '')] + [(f'l{at}', b'1', 'f') for at in range(20000)]`],
    ['20 000 hard links, each to the next', `[(f'l{at}', b'1', f'l{at + 1}') for at in range(20000)] + [('l20000', b'0', '')]`],
    ['20 000 symlinks, each to the next', `[(f'l{at}', b'2', f'l{at + 1}') for at in range(20000)]`],
  ])('%s, from an archive', async (name, members) => {
    tarOf(`${name}.tar`, members);
    const { sizes, cost } = await pack({ source: 's' }, `${name}.tar`);
    expect(Math.max(...sizes)).toBeLessThan(4e6);
    expect(cost).toBeLessThan(BUDGET);
  }); // prettier-ignore

  it('1900 levels, from a folder', async () => {
    mkdirSync(join(folder, 'deep'));
    const before = process.cwd();
    process.chdir(join(folder, 'deep'));
    for (let level = 0; level < 1900; level += 1) {
      mkdirSync('a');
      process.chdir('a');
    }
    writeFileSync('f', '');
    process.chdir(before);
    expect((await pack({ file: 'deep' })).cost).toBeLessThan(BUDGET);
  });

  it('40 000 files of one folder', async () => {
    mkdirSync(join(folder, 'wide'));
    for (let at = 0; at < 40_000; at += 1) writeFileSync(join(folder, 'wide', String(at)), '');
    expect((await pack({ file: 'wide' })).cost).toBeLessThan(BUDGET);
  });

  it('a file behind more links than a system follows is refused', async () => {
    const contents: PlanContent[] = [
      { type: 'file', dst: '/f', src: { source: 's', member: 'l0' }, mode: '0644', ...owned },
    ];
    const sources = { s: { file: '20 000 symlinks, each to the next.tar', extract: true } };
    const plan = planOf({ format: 'deb', engine: 'native', contents, sources });
    const [problem] = await problemsOf(packIn(folder, plan, mkdtempSync(join(folder, 'out-'))));
    expect(problem?.code).toBe('missing-member');
    expect(problem?.message).toMatch(/last of 40 links/);
  });
});
