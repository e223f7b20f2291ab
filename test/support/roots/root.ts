/** A folder that is the root of a system of its own: what runs in it, what lies in it, and the calls that are recorded in it. */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';

export interface Root {
  readonly folder: string;
  /** Runs a command inside, and returns what it prints. Fails with what it said. */
  run(command: string, ...args: string[]): Promise<string>;
  /** What was called since the last time, a line a call: `systemctl stop kubelet.service`. */
  calls(): string[];
  /** Whether scripts find that systemd runs, https://www.freedesktop.org/software/systemd/man/latest/sd_booted.html */
  boot(runs: boolean): void;
  has(path: string): boolean;
  read(path: string): string;
  write(path: string, text: string, mode?: number): void;
  /** Copies packages to where the package manager of the root finds them; only these are there. */
  offer(files: readonly string[]): Promise<void>;
  /** By the names of packages, from what is offered. */
  install(...names: string[]): Promise<void>;
  /** What is installed already, to the newest that is offered. */
  upgrade(...names: string[]): Promise<void>;
  /** From the files themselves, whether they are newer, older or the first. */
  installFiles(...files: string[]): Promise<void>;
  remove(...names: string[]): Promise<void>;
  /** What differs from what the packages of these names brought; empty if nothing does. */
  verify(...names: string[]): Promise<string>;
  /** Undefined for a package that is not there; of a deb with its revision, as `1.36.3-0`. */
  version(name: string): Promise<string | undefined>;
}

const CALLS = '/calls';

/** Programs of systemd and of init-system-helpers, which scripts call, as scripts that write down how they were called. */
export const RECORDED = ['systemctl', 'deb-systemd-helper', 'deb-systemd-invoke'];

/** Puts them in a root, in the place of the real ones. */
export function record(root: Pick<Root, 'write'>, names = RECORDED): void {
  for (const name of names) root.write(`/usr/bin/${name}`, `#!/bin/sh\necho "${name} $*" >>${CALLS}\n`, 0o755);
}

type Plain = Pick<Root, 'folder' | 'run' | 'calls' | 'boot' | 'has' | 'read' | 'write'>;

/** What every root can do. */
export function openRoot(folder: string): Plain {
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    run: (command, ...args) => execute('chroot', [folder, command, ...args]),
    calls() {
      if (!existsSync(path(CALLS))) return [];
      const text = readFileSync(path(CALLS), 'utf8');
      rmSync(path(CALLS));
      return text.trimEnd().split('\n');
    },
    boot(runs) {
      if (runs) mkdirSync(path('/run/systemd/system'), { recursive: true });
      else rmSync(path('/run/systemd'), { recursive: true, force: true });
    },
    has: (name) => existsSync(path(name)),
    read: (name) => readFileSync(path(name), 'utf8'),
    write(name, text, mode = 0o644) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
      chmodSync(path(name), mode);
    },
  };
}

/** Empties a folder, copies files into it, and returns their new paths. */
export function copyTo(folder: string, files: readonly string[]): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return files.map((file) => {
    const copy = join(folder, basename(file));
    cpSync(file, copy);
    return copy;
  });
}

/** Runs a command in a plain environment, and returns all that it prints. */
export async function execute(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const plain = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/root',
    LC_ALL: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
  };
  const options = { env: { ...plain, ...env }, extendEnv: false, stdin: 'ignore', all: true } as const;
  const { all } = await execa(command, args, options);
  return all;
}
