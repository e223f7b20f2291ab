/** What podman and docker say when they cannot do it, and what there is to do about it. */
import { ToolError } from '../../../problems/errors.ts';
import { lookUp } from '../../../system/look_up.ts';

export interface Complaint {
  readonly complaint: string;
  /** Of the runtime's own daemon or storage, which was reached. */
  readonly isAnswer: boolean;
}

/** Of an image that could not be looked at. */
export function complaintOf({ isPodman }: { readonly isPodman: boolean }, image: string, output: string): Complaint {
  const name = isPodman ? 'podman' : 'docker';
  if (NO_IMAGE.test(output)) {
    return {
      complaint: `${name} has no image ${image}; to build it: make image (or pull the one that is named)`,
      isAnswer: true,
    };
  }
  const complaint = NO_DAEMON.test(output)
    ? `${name} is installed, but its daemon does not answer; start it, or: apt-get install podman runc`
    : NO_PERMISSION.test(output)
      ? `${name} is not for this user: ${lastLine(output)}`
      : `${name}: ${lastLine(output)}`;
  return { complaint, isAnswer: false };
}

/** Of a container that did not start. */
export function explainFailure({ isPodman }: { readonly isPodman: boolean }, image: string, output: string): ToolError {
  const advice = ADVICE.find(({ says }) => says.test(output))?.advice;
  const name = isPodman ? 'podman' : 'docker';
  const message = `${name} could not start a container of ${image}${advice === undefined ? '' : `: ${advice}`}`;
  return new ToolError(message, { output });
}

export function isDiskFull(output: string): boolean {
  return /no space left on device/i.test(output);
}

/** Of an image that is made for another machine than this one; undefined where it suits. */
export function wrongMachine(architecture: string, machine: string = process.arch): string | undefined {
  const own = lookUp(GO_NAMES, machine) ?? machine;
  if (architecture === own) return undefined;
  return `the image is for ${architecture}, and this machine is ${own}; to build one here: make image`;
}

/** Node's names of machines and Go's, which images bear. */
const GO_NAMES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

const NO_IMAGE = /no such image|image not known|no such object/i;
const NO_DAEMON = /cannot connect to the docker daemon|is the docker daemon running|connection refused/i;
const NO_PERMISSION = /permission denied/i;

const ADVICE = [
  { says: /no space left on device/i, advice: 'the disk is full' },
  { says: /exec format error/i, advice: 'the image is for another machine; to build one here: make image' },
  { says: /setting rlimit/i, advice: "the limits of this machine are below the runtime's; see containers.conf(5)" },
  { says: NO_DAEMON, advice: 'its daemon does not answer' },
  { says: NO_IMAGE, advice: 'there is no such image; to build it: make image' },
];

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
