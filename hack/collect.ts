/**
 * Takes the packages of a build out of Bazel's folders: copies them under their conventional names, removes those of earlier
 * runs, and says what is there and what is not.
 *   node hack/collect.ts BUILD-EVENTS.json OUT SECONDS-SO-FAR
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashFile } from '../src/system/hash.ts';
import { bytesText, counted, secondsText } from '../src/commands/progress.ts';
import { parseManifest } from '../src/engine/manifest.ts';
import { writeFileWhole, writeTextWhole } from '../src/system/output.ts';
import { builtFiles } from './build_events.ts';
import { leftOut } from './left_out.ts';

export interface Collected {
  readonly package: string;
  /** Of the file. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Copies each package that has a manifest beside it, writes SHA256SUMS, and removes other packages from the folder. */
export async function collect(files: readonly string[], out: string): Promise<Collected[]> {
  await mkdir(out, { recursive: true });
  const collected: Collected[] = [];
  for (const file of files) {
    const manifest = `${file}.manifest.json`;
    if (!existsSync(manifest)) continue;
    const { package: of, fileName: name, size, sha256 } = parseManifest(readFileSync(manifest, 'utf8'), manifest);
    await writeFileWhole(join(out, name), (temporary) => copyFile(file, temporary));
    const found = await hashFile(join(out, name));
    if (found !== sha256) throw new Error(`${join(out, name)} has sha256 ${found}, and its manifest says ${sha256}`);
    collected.push({ package: of, name, bytes: size, sha256 });
  }
  collected.sort((a, b) => (a.name < b.name ? -1 : 1));
  await writeTextWhole(join(out, 'SHA256SUMS'), collected.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  for (const name of await readdir(out)) {
    const isPackage = /\.(deb|rpm)$/.test(name);
    if (isPackage && !collected.some((each) => each.name === name)) rmSync(join(out, name));
  }
  return collected;
}

/** The table, one row a file; their sums are in SHA256SUMS. */
export function table(out: string, collected: readonly Collected[]): string {
  const wide = Math.max(0, ...collected.map(({ name }) => join(out, name).length));
  const row = ({ name, bytes }: Collected): string =>
    `${join(out, name).padEnd(wide)}  ${bytesText(bytes).padStart(8)}\n`;
  return collected.map(row).join('');
}

/** `2 of 5 packages, 16 files, 356 MB, 62 s`: of the packages that the config has. */
export function headline(collected: readonly Collected[], packages: readonly string[], seconds: number): string {
  const built = new Set(collected.map((each) => each.package)).size;
  const whole = counted(packages.length, 'package');
  const bytes = collected.reduce((sum, each) => sum + each.bytes, 0);
  const parts = [built === packages.length ? whole : `${built} of ${whole}`, counted(collected.length, 'file')];
  return `${[...parts, bytesText(bytes), secondsText(seconds * 1000)].join(', ')}\n`;
}

async function main(events: string, out: string, before: number): Promise<void> {
  const files = builtFiles(readFileSync(events, 'utf8'));
  const collected = await collect(files, out);
  const { packages, lines } = await leftOut('build/pkgs/packages.yaml');
  process.stdout.write(`\n${table(out, collected)}`);
  for (const line of lines) process.stdout.write(`${line}\n`);
  process.stdout.write(headline(collected, packages, before + performance.now() / 1000));
  if (collected.length === 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [events, out, before = '0'] = process.argv.slice(2);
  if (events === undefined || out === undefined) throw new Error('usage: node hack/collect.ts BUILD-EVENTS.json OUT');
  await main(events, out, Number(before));
}
