/** What the stories of all pages share: the commands of a reader, and one Bazel workspace. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface Surroundings {
  /** A folder with the commands that a reader has. */
  readonly commands: string;
  /** Made when the first page asks for it. */
  workspace(): Promise<Workspace>;
  dispose(): Promise<void>;
}

export async function createSurroundings(): Promise<Surroundings> {
  const commands = await createCommands();
  let workspace: Promise<Workspace> | undefined;
  async function open(): Promise<Workspace> {
    const made = await createWorkspace();
    await writeFile(join(commands, 'bazel'), made.bazel, { mode: 0o755 });
    return made;
  }
  return {
    commands,
    workspace: () => (workspace ??= open()),
    async dispose() {
      await (await workspace)?.dispose();
      await rm(commands, { recursive: true });
    },
  };
}

/** A folder with the commands that a reader has, to be the first of a PATH. */
async function createCommands(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'onepack-docs-commands-'));
  await execa('node', ['hack/bundle.mjs', `--out=${folder}/onepack`], { cwd: join(import.meta.dirname, '../..') });
  // Of npx nothing is tried but this: what it finds is what was installed.
  const npx = '#!/bin/sh\n[ "$1" = onepack ] || { echo "npx: only onepack is here" >&2; exit 1; }\nexec "$@"\n';
  await writeFile(join(folder, 'npx'), npx, { mode: 0o755 });
  return folder;
}
