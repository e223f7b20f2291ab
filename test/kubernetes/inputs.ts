/** Stand-ins for the binaries: nothing runs them, and each is what its architecture wants. */
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { elf, writeFiles } from '../support/packing.ts';

/** By the name of the source, as `--source` takes them. */
export type Sources = Readonly<Record<string, string>>;

/** https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html */
const [X86_64, EXECUTABLE] = [62, 2];
const [LOAD, GNU_STACK, SEGMENT_SIZE] = [1, 0x6474e551, 56];
const [RUN, WRITE, READ] = [1, 2, 4];

/** For amd64. `plugins`, and the further files of the archive of plugins, which lie in its top folder. */
export function writeInputs(folder: string, plugins: readonly string[], others: readonly string[]): Sources {
  const programs = ['kubelet', 'kubeadm', 'kubectl', 'crictl', ...plugins.map((name) => `cni/${name}`)];
  const texts = others.map((name) => [`cni/${name}`, `${name}\n`] as const);
  writeFiles(folder, {
    ...Object.fromEntries(programs.map((name) => [name, staticProgram(name)])),
    ...Object.fromEntries(texts),
  });
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

/** To whoever reads ELF files, a program as Go links it: static, at a fixed address, its stack not to be run. */
function staticProgram(name: string): Buffer {
  const header = elf(X86_64);
  header.writeUInt16LE(EXECUTABLE, 16);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(header.length), 32);
  header.writeUInt16LE(header.length, 52);
  const segments = [segment(LOAD, READ | RUN), segment(GNU_STACK, READ | WRITE)];
  header.writeUInt16LE(SEGMENT_SIZE, 54);
  header.writeUInt16LE(segments.length, 56);
  return Buffer.concat([header, ...segments, Buffer.from(`stands in for ${name}\n`)]);
}

function segment(type: number, flags: number): Buffer {
  const bytes = Buffer.alloc(SEGMENT_SIZE);
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt32LE(flags, 4);
  return bytes;
}
