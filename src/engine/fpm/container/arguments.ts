/** How podman and docker are called: https://docs.podman.io/en/latest/markdown/podman-run.1.html, https://docs.docker.com/reference/cli/docker/container/run/ */
import { sh } from '../../../system/template.ts';
import type { Runtime } from './runtime.ts';

export interface ContainerFolders {
  /** Every staged tree lies below it; read-only in the container. */
  readonly workFolder: string;
  /** Where packages are written. */
  readonly packages: string;
}

/** What a container has of this machine: nothing but the two folders, and of its memory a place to write. */
function confinement({ keepsUser, user, limits, labels }: Runtime): string[] {
  return [
    '--rm',
    '--pull=never',
    '--network=none',
    '--read-only',
    // Executable: the wrapper puts programs of its own there.
    '--tmpfs=/tmp:rw,exec,nosuid,nodev,mode=1777',
    '--cap-drop=all',
    // A tree may have folders that are closed to everyone: root packs them, here as outside.
    ...(user.uid === 0 ? ['--cap-add=dac_override'] : []),
    '--security-opt=no-new-privileges',
    '--stop-timeout=0',
    `--user=${user.uid}:${user.gid}`,
    // Rootless, our user is root inside unless podman is told to keep it; what is written is ours either way.
    ...(keepsUser ? ['--userns=keep-id'] : []),
    // Podman's own numbers may be more than this machine gives.
    ...limits.map(({ name, most }) => `--ulimit=${name}=${most}:${most}`),
    ...labels,
  ];
}

/** Starts the container of a run: says one line when it is ready, and ends with its standard input. */
export function runArguments(runtime: Runtime, name: string, image: string, folders: ContainerFolders): string[] {
  const { volumeSuffix } = runtime;
  return [
    'run',
    '--interactive',
    `--name=${name}`,
    ...confinement(runtime),
    `--volume=${folders.workFolder}:/work:ro${volumeSuffix}`,
    `--volume=${folders.packages}:/packages:rw${volumeSuffix}`,
    image,
    'sh',
    '-c',
    'echo ready; exec cat >/dev/null',
  ];
}

// The wrapper writes beside what it reads: a folder of links to the tree, which is read-only.
const PACK = `set -eu
mkdir "/tmp/$1"
ln -s "/work/$1/root" "/work/$1/scripts" "/work/$1/changelog" "/tmp/$1/"
sh "/work/$1/wrapper.sh" "/tmp/$1"
cp "/tmp/$1/$2" "/packages/$3"
rm -rf "/tmp/$1"`;

/** Runs the wrapper of the work folder `id`. */
export function packArguments(container: string, id: string, output: string, artifact: string): string[] {
  return ['exec', container, 'sh', '-c', PACK, 'sh', id, output, artifact];
}

/** A line for each tool: its name, a tab, its first line about itself. */
export function versionArguments(container: string, tools: readonly string[]): string[] {
  const script = `for tool in ${tools.join(' ')}; do printf '%s\\t%s\\n' "$tool" "$("$tool" --version | head -n 1)"; done`;
  return ['exec', container, 'sh', '-c', script];
}

/** What runs the wrapper in this work folder once more, for a person to type. */
export function repeatCommand(runtime: Runtime, image: string, work: string): string {
  const script = 'mkdir /tmp/w; ln -s /work/root /work/scripts /work/changelog /tmp/w/; sh /work/wrapper.sh /tmp/w';
  const words = [
    'run',
    ...confinement(runtime),
    `--volume=${work}:/work:ro${runtime.volumeSuffix}`,
    image,
    'sh',
    '-c',
    script,
  ];
  return [runtime.command, ...words.map((word) => (/^[A-Za-z0-9_./:=,@-]+$/.test(word) ? word : sh(word)))].join(' ');
}
