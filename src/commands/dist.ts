/** `onepack dist`: collects packages in one folder under their conventional names, with SHA256SUMS and manifest.json. */
import { constants } from 'node:fs';
import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem } from '../problems/problem.ts';
import { cannotRead, failOnProblems, InputError } from '../problems/errors.ts';
import { pathIn } from '../system/file_name.ts';
import type { Io } from '../system/io.ts';
import { hashFile } from '../system/hash.ts';
import { readInput } from '../system/json_file.ts';
import { type Manifest, parseManifest, serializeManifest } from '../engine/manifest.ts';
import { writeFolderWhole } from '../system/output.ts';

export interface DistOptions {
  readonly out: string;
  /** Package files and their manifests, in the same order. */
  readonly artifact: readonly string[];
  readonly manifest: readonly string[];
}

const SUMS = 'SHA256SUMS';
const MANIFESTS = 'manifest.json';

interface Item {
  readonly artifact: string;
  readonly manifest: Manifest;
}

export async function dist(options: DistOptions, io: Io): Promise<void> {
  const items = await readItems(options, io.cwd);
  failOnProblems([...duplicates(items), ...(await strangers(items, io.cwd))]);
  await writeFolderWhole(
    resolve(io.cwd, options.out),
    async (folder) => {
      for (const { artifact, manifest } of items) {
        const path = pathIn(folder, manifest.fileName);
        await copyFile(resolve(io.cwd, artifact), path, constants.COPYFILE_EXCL);
        await chmod(path, 0o644);
      }
      const manifests = items.map(({ manifest }) => manifest);
      await writePlain(join(folder, SUMS), manifests.map(sumLine).join(''));
      await writePlain(join(folder, MANIFESTS), serializeManifest(manifests));
    },
    io.writing,
  );
}

// Sorted by the bytes of file names, whatever the order of the flags.
async function readItems({ artifact, manifest }: DistOptions, cwd: string): Promise<Item[]> {
  if (artifact.length !== manifest.length) {
    const message = `there are ${artifact.length} --artifact and ${manifest.length} --manifest; there must be one manifest for each package`;
    throw new InputError([{ code: 'bad-flag', message }]);
  }
  const items = await Promise.all(
    artifact.map(async (path, at) => {
      const file = manifest[at] ?? '';
      return {
        artifact: path,
        manifest: parseManifest(await readInput(resolve(cwd, file), file, 'bad-manifest'), file),
      };
    }),
  );
  return items.sort((left, right) => (left.manifest.fileName < right.manifest.fileName ? -1 : 1));
}

function duplicates(items: readonly Item[]): Problem[] {
  const first = new Map<string, Item>();
  return items.flatMap((item) => {
    const {
      artifact,
      manifest: { fileName },
    } = item;
    // On many a disk names that differ in nothing but capitals are one file.
    const name = fileName.toLowerCase();
    const before = first.get(name);
    if (before === undefined) first.set(name, item);
    if ([SUMS, MANIFESTS].some((own) => own.toLowerCase() === name)) {
      return [
        { code: 'same-file-name', message: `${artifact} is ${fileName}, a file that \`onepack dist\` writes itself` },
      ];
    }
    if (before === undefined) return [];
    const isSame = before.manifest.fileName === fileName;
    const message = isSame
      ? `${before.artifact} and ${artifact} are both ${fileName}`
      : `${before.artifact} is ${before.manifest.fileName}, and ${artifact} is ${fileName}, which differ only in capitals`;
    return [{ code: 'same-file-name', message, hint: 'give the packages different names, versions or architectures' }];
  });
}

async function strangers(items: readonly Item[], cwd: string): Promise<Problem[]> {
  const problems = await Promise.all(
    items.map(async ({ artifact, manifest }): Promise<Problem[]> => {
      const sha256 = await hashFile(resolve(cwd, artifact)).catch((error: unknown) => {
        throw cannotRead(artifact, 'bad-flag', error);
      });
      if (sha256 === manifest.sha256) return [];
      return [{ code: 'wrong-manifest', message: `${artifact} is not the file that its manifest describes` }];
    }),
  );
  return problems.flat();
}

/** A line that `sha256sum -c` reads. */
function sumLine({ sha256, fileName }: Manifest): string {
  return `${sha256}  ${fileName}\n`;
}

async function writePlain(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o644 });
  await chmod(path, 0o644);
}
