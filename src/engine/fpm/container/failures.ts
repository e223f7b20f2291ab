/** What podman and docker print when they fail, and what to do about it. */
import { ToolError } from '../../../problems/errors.ts';
import { lookUp } from '../../../system/look_up.ts';

export interface Complaint {
  readonly complaint: string;
  /** The daemon was reached; it or its storage failed. */
  readonly isAnswer: boolean;
}

/** The error for an image that could not be inspected. */
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

/** The error for a container that did not start. */
export function explainFailure({ isPodman }: { readonly isPodman: boolean }, image: string, output: string): ToolError {
  const advice = ADVICE.find(({ says }) => says.test(output))?.advice;
  const name = isPodman ? 'podman' : 'docker';
  const message = `${name} could not start a container of ${image}${advice === undefined ? '' : `: ${advice}`}`;
  return new ToolError(message, { output });
}

export function isDiskFull(output: string): boolean {
  return /no space left on device/i.test(output);
}

/** The error for an image that was made for another architecture; undefined if it suits this machine. */
export function wrongMachine(architecture: string, machine: string = process.arch): string | undefined {
  const own = lookUp(GO_NAMES, machine) ?? machine;
  if (architecture === own) return undefined;
  return `the image is for ${architecture}, and this machine is ${own}; to build one here: make image`;
}

/** Node's names of architectures to Go's, which images use. */
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
