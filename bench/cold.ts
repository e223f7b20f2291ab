/** The set, nothing cached: a deb and an rpm of each program. */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeConfig } from './config.ts';
import { measure } from './measure.ts';
import { dpkgAndRpmbuild, fpm, FPM_ENV } from './others.ts';
import { onepack } from './packer.ts';

export async function cold(folder: string, programs: readonly string[]): Promise<void> {
  writeConfig(folder, programs);
  const floor = await best(async () => measure([[process.execPath, 'bench/floor.mjs', ...programs]]));
  const native = await best(async () => measure([onepack(folder)]));
  const ours = sizeOf(join(folder, 'out'));
  const one = await measure(fpm(programs, join(folder, 'fpm')), { env: FPM_ENV });
  const theirs = sizeOf(join(folder, 'fpm'));
  const all = await measure(fpm(programs, join(folder, 'fpm')), { env: FPM_ENV, atOnce: availableParallelism() });
  const six = await measure(fpm(programs, join(folder, 'fpm'), 6), { env: FPM_ENV, atOnce: availableParallelism() });
  const tools = dpkgAndRpmbuild(programs, made(join(folder, 'tools')));
  const both = await measure(tools, { atOnce: availableParallelism() });
  const row = (name: string, { seconds }: { seconds: number }): void =>
    console.log(
      `${name.padEnd(52)}${seconds.toFixed(2).padStart(8)} s${(seconds / native.seconds).toFixed(2).padStart(8)} times native`,
    );
  row('floor: read, hash, deflate once, write nothing', floor);
  row('native, both formats', native);
  row('fpm, one after another (gzip -9, its default)', one);
  row('fpm, as many at once as there are cores', all);
  row('fpm at gzip -6, as many at once', six);
  row('dpkg-deb and rpmbuild at gzip -6, as many at once', both);
  console.log(`native is ${(native.seconds / floor.seconds).toFixed(2)} times the floor`);
  console.log(`native's packages are ${((ours / theirs - 1) * 100).toFixed(2)} % larger than fpm's`);
}

// What else runs makes it slower, never faster.
async function best<T extends { seconds: number }>(run: () => Promise<T>): Promise<T> {
  let least = await run();
  for (let again = 0; again < 2; again += 1) {
    const next = await run();
    if (next.seconds < least.seconds) least = next;
  }
  return least;
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function made(folder: string): string {
  mkdirSync(folder);
  return folder;
}
