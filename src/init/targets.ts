/** What the BUILD files of a workspace say that a config says too: its platforms. https://bazel.build/extending/platforms */
import { readdir, readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { BUILD_FILES, WORKSPACE_FILES } from '../config/bazel_files.ts';
import { lookUp } from '../look_up.ts';

/** The Go name of each `@platforms//cpu`: https://github.com/bazelbuild/platforms/blob/main/cpu/BUILD */
const CPUS: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  arm64: 'arm64',
  armv7: 'arm',
  i386: '386',
  ppc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
  x86_32: '386',
  x86_64: 'amd64',
};

const DEEPEST = 4;
const MOST_FOLDERS = 10_000;

/** Go name to the label of a platform of Linux's; the first of each, by the paths of the files. */
export async function findPlatforms(workspace: string): Promise<Record<string, string>> {
  const found = new Map<string, string>();
  for (const folder of await packagesBelow(workspace, '', await ignored(workspace))) {
    for (const { name, architecture } of platformsIn(await buildFile(join(workspace, folder)))) {
      const label = folder.endsWith(`/${name}`) || folder === name ? `//${folder}` : `//${folder}:${name}`;
      if (!found.has(architecture)) found.set(architecture, label);
    }
  }
  return Object.fromEntries([...found].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** As buildifier leaves a BUILD file, which is how nearly everybody's is. */
export function platformsIn(text: string): { name: string; architecture: string }[] {
  return [...text.matchAll(/^platform\(([^)]*)\)/gm)].flatMap(([, body = '']) => {
    const name = /^\s*name\s*=\s*"([^"]+)"/m.exec(body)?.[1];
    const values = [...body.matchAll(/"@platforms\/\/(os|cpu):([^"]+)"/g)].map(([, kind, value]) => [kind, value]);
    const { os = 'linux', cpu = '' } = Object.fromEntries(values) as { os?: string; cpu?: string };
    const architecture = lookUp(CPUS, cpu);
    return name === undefined || architecture === undefined || os !== 'linux' ? [] : [{ name, architecture }];
  });
}

// Folders that are links, as bazel-bin is, lead out.
async function packagesBelow(
  workspace: string,
  folder: string,
  unseen: readonly string[],
  found: string[] = [],
): Promise<string[]> {
  if (unseen.includes(folder)) return found;
  const entries = await readdir(join(workspace, folder), { withFileTypes: true }).catch(() => []);
  // Another workspace, whose packages are not this one's.
  if (folder !== '' && entries.some(({ name }) => WORKSPACE_FILES.includes(name))) return found;
  found.push(folder);
  if (folder.split('/').length >= DEEPEST) return found;
  const folders = entries.filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name));
  for (const name of folders.map((entry) => entry.name).sort()) {
    if (found.length >= MOST_FOLDERS) break;
    await packagesBelow(workspace, folder === '' ? name : `${folder}/${name}`, unseen, found);
  }
  return found;
}

// A folder a line, from the workspace; no line is trimmed. https://bazel.build/run/bazelrc#bazelignore
async function ignored(workspace: string): Promise<string[]> {
  const text = await readFile(join(workspace, '.bazelignore'), 'utf8').catch(() => '');
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => normalize(line).replace(/\/$/, ''));
}

async function buildFile(folder: string): Promise<string> {
  for (const name of BUILD_FILES) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  return '';
}
