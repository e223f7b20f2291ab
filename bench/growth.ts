/** How time grows with packages and with bytes. Native alone: above 1 GB nobody waits for the others. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeConfig } from './config.ts';
import { writeGoLike } from './inputs.ts';
import { measure } from './measure.ts';
import { onepack } from './packer.ts';

const PACKAGES = [1, 4, 16, 64];
const MEGABYTES = [1, 16, 256, 1000, 4000];

export async function growth(folder: string): Promise<void> {
  for (const count of PACKAGES) {
    const own = join(folder, `packages-${count}`);
    mkdirSync(own);
    const files = Array.from({ length: count }, (_, at) => join(own, `program-${at}`));
    files.forEach((file, at) => writeGoLike(file, 2e6 + at * 1000, at % 3));
    await row(own, files, `${count} packages of 2 MB`);
  }
  for (const megabytes of MEGABYTES) {
    const own = join(folder, `bytes-${megabytes}`);
    mkdirSync(own);
    const file = join(own, 'program');
    writeGoLike(file, megabytes * 1e6, 0);
    await row(own, [file], `one package of ${megabytes} MB`);
  }
}

async function row(folder: string, files: readonly string[], name: string): Promise<void> {
  writeConfig(folder, files);
  const { seconds, peak } = await measure([onepack(folder)]);
  console.log(`${name.padEnd(28)}${seconds.toFixed(2).padStart(8)} s${peak.toFixed(0).padStart(6)} MB at most`);
}
