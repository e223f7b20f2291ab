/**
 * Takes the packages of a build out of Bazel's folders: copies them under their conventional names, removes those of earlier
 * runs, and says what is there and what is not.
 *   node hack/collect.ts BUILD-EVENTS.json OUT
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashFile } from '../src/system/hash.ts';
import { parseManifest } from '../src/engine/manifest.ts';
import { writeFileWhole, writeTextWhole } from '../src/system/output.ts';
import { builtFiles } from './build_events.ts';
import { leftOut } from './left_out.ts';

export interface Collected {
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
    const { fileName: name, size, sha256 } = parseManifest(readFileSync(manifest, 'utf8'), manifest);
    await writeFileWhole(join(out, name), (temporary) => copyFile(file, temporary));
    const found = await hashFile(join(out, name));
    if (found !== sha256) throw new Error(`${join(out, name)} has sha256 ${found}, and its manifest says ${sha256}`);
    collected.push({ name, bytes: size, sha256 });
  }
  collected.sort((a, b) => (a.name < b.name ? -1 : 1));
  await writeTextWhole(join(out, 'SHA256SUMS'), collected.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  for (const name of await readdir(out)) {
    const isPackage = /\.(deb|rpm)$/.test(name);
    if (isPackage && !collected.some((each) => each.name === name)) rmSync(join(out, name));
  }
  return collected;
}

/** The table, one row a file. */
export function table(out: string, collected: readonly Collected[]): string {
  const wide = Math.max(0, ...collected.map(({ name }) => join(out, name).length));
  return collected
    .map(({ name, bytes, sha256 }) => `${join(out, name).padEnd(wide)}  ${megabytes(bytes)}  ${sha256}\n`)
    .join('');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1).padStart(6)} MB`;
}

async function main(events: string, out: string): Promise<void> {
  const files = builtFiles(readFileSync(events, 'utf8'));
  const collected = await collect(files, out);
  const missing = await leftOut('build/pkgs/packages.yaml');
  process.stdout.write(`\n${table(out, collected)}`);
  for (const line of missing) process.stdout.write(`${line}\n`);
  if (collected.length === 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [events, out] = process.argv.slice(2);
  if (events === undefined || out === undefined) throw new Error('usage: node hack/collect.ts BUILD-EVENTS.json OUT');
  await main(events, out);
}
