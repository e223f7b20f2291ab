/** Our own command line. */
import { join, resolve } from 'node:path';
import type { Command } from './measure.ts';

export const PACKER = resolve('dist/onepack.cjs');

/** Packs the packages.yaml in `folder` into `folder`/out. */
export function onepack(folder: string, engine: 'native' | 'fpm' = 'native'): Command {
  const flags = [`--config=${join(folder, 'packages.yaml')}`, `--engine=${engine}`, `--out=${join(folder, 'out')}`];
  return [process.execPath, PACKER, ...flags, '--warnings=off', '--quiet'];
}
