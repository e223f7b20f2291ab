/** The one Bazel workspace of all pages: a copy of one of e2e/, with what `make dist` built, and a server that stays between blocks. */
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDistribution, createStranger } from '../e2e/stranger.ts';

/** That of Debian's Bazel 4.2.3, which every machine of the tests has. */
export const WORKSPACE = 'e2e/workspace-4.2.3';

/** The server lives a minute: to compile well costs more than it gains. */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

export interface Workspace {
  readonly folder: string;
  /** A shell script that is `bazel` in it. */
  readonly bazel: string;
  /** Of packages of npm, a URL. */
  readonly mirror: string;
  /** As it was at first, but for what Bazel has built. */
  restore(): Promise<void>;
  dispose(): Promise<void>;
}

export async function createWorkspace(): Promise<Workspace> {
  const distribution = await createDistribution();
  const stranger = await createStranger('4', SHORT_LIVED);
  const { folder, script } = stranger;
  const { mirror } = distribution;
  return {
    folder,
    mirror,
    bazel: script,
    async restore() {
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
      await cp(join(import.meta.dirname, '../..', WORKSPACE), folder, { recursive: true });
      await stranger.depend(distribution.withMirror(distribution.toPaste('Bazel, in WORKSPACE')));
    },
    async dispose() {
      await stranger.dispose();
      await distribution.dispose();
    },
  };
}
