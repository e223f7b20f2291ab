/** The most memory that a file of 1 GB takes, in both formats. */
import { join } from 'node:path';
import { writeConfig } from './config.ts';
import { writeGoLike } from './inputs.ts';
import { measure } from './measure.ts';
import { onepack } from './packer.ts';

export async function memory(folder: string): Promise<void> {
  const big = join(folder, 'big');
  writeGoLike(big, 1e9, 0);
  writeConfig(folder, [big]);
  const { seconds, peak } = await measure([onepack(folder)]);
  console.log(`1 GB: ${peak.toFixed(0)} MB at most, ${seconds.toFixed(1)} s`);
}
