/** What is packed: real programs where they are given, else files made of the Go programs that every checkout has. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Inputs {
  /** Absolute paths. */
  readonly programs: readonly string[];
  readonly are: string;
}

const MB = 1e6;
/** As kubelet, kubeadm and kubectl of 1.20: 180 MB together. */
const SIZES = { kubelet: 105 * MB, kubeadm: 36 * MB, kubectl: 38 * MB };

/** `real` is a folder of programs, as `make binaries-from-source` leaves it. */
export function inputsIn(folder: string, real: string | undefined): Inputs {
  if (real !== undefined && existsSync(real)) {
    const programs = readdirSync(real).map((name) => join(real, name));
    return { programs: programs.filter((path) => statSync(path).isFile()), are: 'real ones' };
  }
  const programs = Object.entries(SIZES).map(([name, size], first) => {
    const path = join(folder, name);
    writeGoLike(path, size, first);
    return path;
  });
  return {
    programs,
    are: 'made up: esbuild, bazelisk and buildifier, Go programs all, again and again up to their sizes',
  };
}

// Deflate looks back 32 KiB: it never sees that a program comes again.
const GO_PROGRAMS = [
  'node_modules/@esbuild/linux-x64/bin/esbuild',
  'node_modules/@bazel/bazelisk/bazelisk-linux_amd64',
  'node_modules/@bazel/buildifier/buildifier-linux_amd64',
  'node_modules/@bazel/buildifier/buildifier-linux_arm64',
  'node_modules/@bazel/bazelisk/bazelisk-linux_arm64',
];

/** `first` says with which program it begins, so that no two files are alike. */
export function writeGoLike(path: string, size: number, first: number): void {
  const file = openSync(path, 'w', 0o755);
  for (let written = 0, at = first; written < size; at += 1) {
    const program = readFileSync(GO_PROGRAMS[at % GO_PROGRAMS.length] ?? '');
    written += writeSync(file, program, 0, Math.min(program.length, size - written));
  }
  closeSync(file);
}
