/** Checks a file or tree that is about to be packed, and says what messages call it. */
import { type ElfFile, nameMachine, suits } from '../archive/elf.ts';
import { NO_CAPABILITIES, readCapabilities } from '../format/capabilities.ts';
import { InputError } from '../problems/errors.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { fail, describeFailure } from './failure.ts';
import type { Origin } from './origin.ts';
import type { Looked, RunInputs } from './run_inputs.ts';

/** A file or tree that is about to be packed. */
export interface Copy<T extends 'file' | 'tree' = 'tree'> {
  readonly plan: Plan;
  readonly content: PlanContent & { readonly type: T };
  readonly origin: Origin;
  readonly inputs: RunInputs;
}

export type AnyCopy = Copy<'file' | 'tree'>;

export const TREE_HINT = 'write `type: tree` for a whole folder';

/** Throws an InputError if `from` is not a file, or is for another machine. `name` is what messages call it. */
export function checkRegular(copy: AnyCopy, from: string, name: string): Looked {
  const found = copy.inputs.look(from);
  if (!found.isFile) {
    const hint = found.isFolder && copy.content.type === 'file' ? TREE_HINT : undefined;
    fail(copy, 'not-a-file', `${name} is ${found.kind}, not a file`, hint);
  }
  try {
    checkMachine(copy, from, name);
  } catch (error) {
    if (error instanceof InputError) throw error;
    fail(copy, 'unreadable-file', `${name} ${describeFailure(error)}`);
  }
  return found;
}

function checkMachine(copy: AnyCopy, from: string, name: string): void {
  // Opened in any case, because this shows whether it can be read.
  const mistake = foreignMachine(copy.plan, copy.content, copy.inputs.machine(from));
  if (mistake !== undefined) fail(copy, 'wrong-machine', `${name} ${mistake}`, MACHINE_HINT);
}

export const MACHINE_HINT = 'if this is intended, write `machine: any` in this entry of contents';

/** What is wrong with an ELF file that is for another machine, as the end of a sentence; undefined if nothing is. */
export function foreignMachine(
  plan: Plan,
  { anyMachine }: AnyCopy['content'],
  machine: ElfFile | undefined,
): string | undefined {
  if (anyMachine === true || machine === undefined || suits(machine, plan.architecture)) return undefined;
  return `is a program for ${nameMachine(machine)}, but the package is for ${plan.architecture}`;
}

/**
 * What an archive says of a program, and the config does not, would be lost in silence: postinst and the relations of a deb are known
 * before an archive is opened. `attribute` is the archive's, and `member` the path in a tree.
 */
export function checkCapabilities(copy: AnyCopy, attribute: Buffer | undefined, name: string, member?: string): void {
  if (attribute === undefined || copy.content.capabilities !== undefined) return;
  const text = readCapabilities(attribute);
  if (text === NO_CAPABILITIES) return;
  const message = `${name} has ${text === undefined ? 'capabilities of an unknown version' : `the capabilities ${text}`} in its archive`;
  const own = `capabilities: ${text ?? 'NAME=ep'}`;
  const none = `\`capabilities: ${NO_CAPABILITIES}\``;
  const hint =
    member === undefined
      ? `write \`${own}\` in this entry, or ${none} for a program without them`
      : `give it an entry of its own with \`${own}\`, and leave it out here: \`exclude: [${JSON.stringify(member)}]\`; or write ${none} here`;
  fail(copy, 'member-capabilities', message, hint);
}
