/**
 * The arguments of podman and docker: https://docs.podman.io/en/latest/markdown/podman-run.1.html,
 * https://docs.docker.com/reference/cli/docker/container/run/
 */
import { sh } from '../../../system/template.ts';
import type { Runtime } from './runtime.ts';

export interface ContainerFolders {
  /** The folder with all staged trees; read-only in the container. */
  readonly workFolder: string;
  /** The folder that packages are written to. */
  readonly packages: string;
}

/** What a container gets from this machine: the two folders, a file system in memory to write in, and nothing else. */
function confinement({ keepsUser, user, limits, labels }: Runtime): string[] {
  return [
    '--rm',
    '--pull=never',
    '--network=none',
    '--read-only',
    // `exec`, because the wrapper puts programs of its own there.
    '--tmpfs=/tmp:rw,exec,nosuid,nodev,mode=1777',
    '--cap-drop=all',
    // A tree may have folders that nobody may read. Root can pack them, inside as outside.
    ...(user.uid === 0 ? ['--cap-add=dac_override'] : []),
    '--security-opt=no-new-privileges',
    '--stop-timeout=0',
    `--user=${user.uid}:${user.gid}`,
    // Without root, our user is root inside unless podman is told to keep it. Either way we own what is written.
    ...(keepsUser ? ['--userns=keep-id'] : []),
    // Podman's default limits may be higher than this machine allows.
    ...limits.map(({ name, most }) => `--ulimit=${name}=${most}:${most}`),
    ...labels,
  ];
}

/** Starts the container of a run. It prints one line when it is ready, and ends when its standard input is closed. */
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

// The wrapper writes beside what it reads, but the tree is read-only, so it works in a folder of links to the tree.
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

/** Prints a line for each tool: its name, a tab, and the first line of its version. */
export function versionArguments(container: string, tools: readonly string[]): string[] {
  const script = `for tool in ${tools.join(' ')}; do printf '%s\\t%s\\n' "$tool" "$("$tool" --version | head -n 1)"; done`;
  return ['exec', container, 'sh', '-c', script];
}

/** The command, for a person to type, that runs the wrapper in this work folder again. */
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
