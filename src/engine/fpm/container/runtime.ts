/** Finds podman or docker, whichever is installed and answers, and the image to run. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { ToolError } from '../../../problems/errors.ts';
import { lookUp } from '../../../system/look_up.ts';
import { type Complaint, complaintOf, wrongMachine } from './failures.ts';
import { execute } from '../../../system/process.ts';
import { type Tools, lookForTools, ownFiles } from '../../tools.ts';
import { z } from 'zod';

export interface Runtime {
  /** The absolute path. */
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  readonly isPodman: boolean;
  /** Whether podman runs without root, and must be told to keep the user the same inside. */
  readonly keepsUser: boolean;
  readonly user: { readonly uid: number; readonly gid: number };
  /** The highest limits that a container may have, by their names for `--ulimit`. */
  readonly limits: readonly { readonly name: string; readonly most: number }[];
  /** Further arguments of a run. */
  readonly labels: readonly string[];
  /** `,z` if SELinux would otherwise keep the container from reading the folders. */
  readonly volumeSuffix: string;
}

const CANDIDATES = ['podman', 'docker'];

/** Finds the runtime that has the image, and the image's id. Throws a ToolError that says what to do. */
export async function findRuntime(wanted: string, given?: Tools): Promise<{ runtime: Runtime; image: string }> {
  const found = await lookForTools(CANDIDATES, given);
  const complaints: Complaint[] = [];
  for (const name of CANDIDATES) {
    const path = lookUp(found, name)?.path;
    if (path === undefined) continue;
    const runtime = await describe(path);
    const looked = await inspect(runtime, wanted);
    if ('id' in looked) return { runtime, image: looked.id };
    complaints.push(looked);
  }
  // The message of a runtime that answers is more useful than that of one that does not.
  const [first] = [...complaints].sort((a, b) => Number(b.isAnswer) - Number(a.isAnswer));
  if (first !== undefined) throw new ToolError(first.complaint);
  throw new ToolError('the engine fpm-container needs podman or docker; to install: apt-get install podman runc');
}

async function inspect(runtime: Runtime, wanted: string): Promise<{ id: string } | Complaint> {
  const { status, output, stdout } = await execute(runtime.command, ['image', 'inspect', wanted], { env: runtime.env });
  if (status !== 0) return complaintOf(runtime, wanted, output);
  const [image] = JSON.parse(stdout) as [{ Id: string; Architecture: string; Os: string }];
  const mismatch = wrongMachine(image.Architecture);
  return mismatch === undefined
    ? { id: `sha256:${image.Id.replace(/^sha256:/, '')}` }
    : { complaint: mismatch, isAnswer: true };
}

async function describe(command: string): Promise<Runtime> {
  const { uid, gid, homedir } = userInfo();
  const isPodman = basename(command) === 'podman';
  const isSelinux = existsSync('/sys/fs/selinux/enforce');
  return {
    command,
    env: environment(uid, homedir),
    isPodman,
    keepsUser: isPodman && uid !== 0,
    user: { uid, gid },
    limits: await ownLimits(),
    labels: ['--label=onepack=engine'],
    volumeSuffix: isSelinux ? ',z' : '',
  };
}

/** The variables that tell a client where its daemon or storage is. Bazel passes none of them to actions, so some are worked out here. */
const PASSED = [
  'CONTAINERS_CONF',
  'CONTAINERS_STORAGE_CONF',
  'CONTAINER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_HOST',
  'TMPDIR',
];

function environment(uid: number, home: string): Record<string, string> {
  const passed = PASSED.flatMap((name) => {
    const value = lookUp(process.env, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const runtimeFolder = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${uid}`;
  return {
    PATH: process.env['PATH'] ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: process.env['HOME'] ?? home,
    ...(existsSync(runtimeFolder) ? { XDG_RUNTIME_DIR: runtimeFolder } : {}),
    ...Object.fromEntries(passed),
  };
}

const LIMITS = [
  { name: 'nofile', line: 'Max open files' },
  { name: 'nproc', line: 'Max processes' },
];
const ENOUGH = 4096;

// Columns of name, soft limit, hard limit and unit: https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html
async function ownLimits(): Promise<Runtime['limits']> {
  const text = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  return LIMITS.map(({ name, line }) => {
    const found = text.split('\n').find((row) => row.startsWith(line));
    const hard = found?.slice(line.length).trim().split(/\s+/)[1];
    return { name, most: /^\d+$/.test(hard ?? '') ? Math.min(Number(hard), ENOUGH) : ENOUGH };
  });
}

const lock = z.strictObject({ image: z.string().regex(/^sha256:[0-9a-f]{64}$/) });

/** The image to run: `sha256:…` or `name@sha256:…`. Throws a ToolError if none was named. */
export async function acceptedImage(named: string | undefined, given: Tools | undefined): Promise<string> {
  if (named !== undefined) return named;
  if (given !== undefined) return given['image']?.version ?? fail();
  for (const file of await ownFiles('image.json')) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return readLock(text, file);
  }
  return fail();
}

function readLock(text: string, file: string): string {
  try {
    return lock.parse(JSON.parse(text)).image;
  } catch {
    throw new ToolError(`${file} does not name an image; to write it again: make image`);
  }
}

function fail(): never {
  throw new ToolError(
    'there is no image for the engine fpm-container yet; to build it: make image (or name one: `image: name@sha256:…`)',
  );
}
