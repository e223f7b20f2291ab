/**
 * Every code that a problem can have, by where it is found. Codes are stable: scripts and tests ask for them, so one is
 * never given another meaning. `docs/errors.md` is generated from here, and a code that is not here does not compile.
 */
import { CHANGELOG_PROBLEMS } from './changelog_problems.ts';
import { COMMAND_PROBLEMS } from './command_problems.ts';
import { CONTENT_PROBLEMS } from './content_problems.ts';
import type { ProblemEntry } from './entry.ts';
import { FIELD_PROBLEMS } from './field_problems.ts';
import { KEY_PROBLEMS } from './key_problems.ts';
import { LAYER_PROBLEMS } from './layer_problems.ts';
import { PACKING_PROBLEMS } from './packing_problems.ts';
import { RELATION_PROBLEMS } from './relation_problems.ts';
import { SOURCE_PROBLEMS } from './source_problems.ts';
import { SYSTEMD_PROBLEMS } from './systemd_problems.ts';
import { VARIABLE_PROBLEMS } from './variable_problems.ts';
import { YAML_PROBLEMS } from './yaml_problems.ts';

/** In the order of the documentation. */
export const PROBLEM_GROUPS = {
  'The text': YAML_PROBLEMS,
  'Keys and values': KEY_PROBLEMS,
  'Overlays, flags and `--set`': LAYER_PROBLEMS,
  'Names, versions and texts': FIELD_PROBLEMS,
  Variables: VARIABLE_PROBLEMS,
  Sources: SOURCE_PROBLEMS,
  Relations: RELATION_PROBLEMS,
  Contents: CONTENT_PROBLEMS,
  Systemd: SYSTEMD_PROBLEMS,
  Changelogs: CHANGELOG_PROBLEMS,
  Packing: PACKING_PROBLEMS,
  'Commands and Bazel': COMMAND_PROBLEMS,
} as const;

export type ProblemCode = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups];
type Groups = typeof PROBLEM_GROUPS;

/** The table in one. */
export const PROBLEM_CODES: Readonly<Record<ProblemCode, ProblemEntry>> = Object.assign(
  {},
  ...Object.values(PROBLEM_GROUPS),
) as Record<ProblemCode, ProblemEntry>;
