/** Stand-ins for the binaries: nothing runs them, and each is what its architecture wants. */
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { elf, writeFiles } from '../support/packing.ts';

/** By the name of the source, as `--source` takes them. */
export type Sources = Readonly<Record<string, string>>;

const X86_64 = 62;

/** For amd64. `plugins`, and the further files of the archive of plugins, which lie in its top folder. */
export function writeInputs(folder: string, plugins: readonly string[], others: readonly string[]): Sources {
  const binary = elf(X86_64);
  const programs = ['kubelet', 'kubeadm', 'kubectl', 'crictl', ...plugins.map((name) => `cni/${name}`)];
  const texts = others.map((name) => [`cni/${name}`, `${name}\n`] as const);
  writeFiles(folder, { ...Object.fromEntries(programs.map((name) => [name, binary])), ...Object.fromEntries(texts) });
  for (const name of programs) chmodSync(join(folder, name), 0o755);
  for (const [name] of texts) chmodSync(join(folder, name), 0o644);
  const archive = (name: string, base: string, members: readonly string[]): void => {
    execFileSync('tar', ['-C', join(folder, base), '--owner=0', '--group=0', '-czf', join(folder, name), ...members]);
  };
  archive('cni.tgz', 'cni', ['.']);
  archive('crictl.tar.gz', '.', ['crictl']);
  const path = (name: string): string => join(folder, name);
  return {
    kubelet: path('kubelet'),
    kubeadm: path('kubeadm'),
    kubectl: path('kubectl'),
    'cni-plugins': path('cni.tgz'),
    crictl: path('crictl.tar.gz'),
  };
}
