/** Packs sets into roots' reach: the set of build/pkgs with small programs in the place of the real ones, and stand-ins. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { execa } from 'execa';
import { writeFiles } from '../packing.ts';

export type Architecture = 'amd64' | 'arm64';
export const MACHINE: Architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';

export interface Asked {
  readonly version: string;
  readonly packages?: readonly string[];
  readonly formats?: readonly ('deb' | 'rpm')[];
  /** Flags of `onepack pack`. */
  readonly more?: readonly string[];
}

/** Packs the set of this repository for this machine, and returns the paths of the packages. */
export async function packKubernetes(folder: string, sources: Sources, asked: Asked): Promise<string[]> {
  const { version, packages = [], formats = ['deb', 'rpm'], more = [] } = asked;
  const given = Object.entries(sources).map(([name, path]) => `--source=${name}=${path}`);
  return pack('build/pkgs/packages.yaml', join(folder, version), [
    `--version=${version}`,
    `--format=${formats.join(',')}`,
    ...(packages.length === 0 ? [] : [`--package=${packages.join(',')}`]),
    ...given,
    ...more,
  ]);
}

/** By the name of a source of build/pkgs/packages.yaml. */
export type Sources = Readonly<Record<string, string>>;

/** Programs that say a version and do nothing else, and the two archives of others. */
export function standInSources(folder: string, version: string): Sources {
  const program = (name: string): string => `#!/bin/sh\n# stands in for ${name}\necho "Kubernetes ${version}"\n`;
  const programs = ['kubelet', 'kubeadm', 'kubectl'];
  writeFiles(folder, {
    ...Object.fromEntries(programs.map((name) => [name, program(name)])),
    'crictl/crictl': program('crictl'),
    'cni-plugins/bridge': program('bridge'),
    'cni-plugins/loopback': program('loopback'),
  });
  execFileSync('chmod', ['-R', 'a+rx', folder]);
  return {
    ...Object.fromEntries(programs.map((name) => [name, join(folder, name)])),
    crictl: archive(join(folder, 'crictl')),
    'cni-plugins': archive(join(folder, 'cni-plugins')),
  };
}

/** A folder as an archive beside it. */
export function archive(folder: string): string {
  execFileSync('hack/pack-folder', [folder, `${folder}.tar.gz`]);
  return `${folder}.tar.gz`;
}

/** What ours depend on in a distribution with rpms, with nothing in it, and a shell for the scriptlets. */
export async function packStandIns(folder: string): Promise<string[]> {
  const { stdout } = await execa('ldd', ['/bin/sh']);
  const libraries = [...stdout.matchAll(/(\/\S+) \(/g)].map(([, path = '']) => path);
  const shell = ['/bin/sh', ...libraries].map((path) => `{ src: ${path}, dst: ${path}, mode: '0755' }`);
  const empty = ['iptables', 'util-linux'].map((name) => `  ${name}: { summary: Stands in for ${name} }\n`);
  const config = `apiVersion: onepack/v1
version: v9.9.0
architectures: [${MACHINE}]
defaults: { maintainer: Stand-in <stand-in@example.com>, license: none }
packages:
${empty.join('')}  shell:
    summary: The shell of the machine
    contents: [${shell.join(', ')}]
`;
  writeFiles(folder, { 'packages.yaml': config });
  return pack(join(folder, 'packages.yaml'), join(folder, 'out'), ['--format=rpm']);
}

async function pack(config: string, out: string, flags: readonly string[]): Promise<string[]> {
  mkdirSync(out, { recursive: true });
  const before = existsSync(out) ? readdirSync(out) : [];
  const node = resolve('node_modules/.bin/node');
  const args = ['src/cli.ts', 'pack', `--config=${config}`, `--out=${out}`, `--arch=${MACHINE}`, ...flags];
  const path = [resolve('.tools/bin'), process.env['PATH'] ?? ''].join(':');
  await execa(node, args, { env: { PATH: path } });
  return readdirSync(out)
    .filter((name) => /\.(deb|rpm)$/.test(name) && !before.includes(name))
    .sort()
    .map((name) => join(out, name));
}
