/**
 * Every code that a problem can have, by where it is found. Codes are stable: scripts and tests ask for them, so one is
 * never given another meaning. `docs/errors.md` is generated from here, and a code that is not here does not compile.
 */
import { ALTERNATIVE_PROBLEMS } from './stanza_problems.ts';
import { CHANGELOG_PROBLEMS } from './stanza_problems.ts';
import { COMMAND_PROBLEMS } from './command_problems.ts';
import { CONTENT_PROBLEMS } from './content_problems.ts';
import type { ProblemEntry } from './problem_entry.ts';
import { FIELD_PROBLEMS } from './field_problems.ts';
import { FILE_WARNINGS } from './file_warnings.ts';
import { KEY_PROBLEMS } from './key_problems.ts';
import { LAYER_PROBLEMS } from './layer_problems.ts';
import { PACKING_PROBLEMS } from './packing_problems.ts';
import { NAME_WARNINGS } from './name_warnings.ts';
import { PATH_WARNINGS } from './path_warnings.ts';
import { RELATION_PROBLEMS } from './relation_problems.ts';
import { RELATION_WARNINGS } from './relation_problems.ts';
import { SCRIPT_WARNINGS } from './script_warnings.ts';
import { SOURCE_PROBLEMS } from './source_problems.ts';
import { SYSTEMD_PROBLEMS } from './stanza_problems.ts';
import { SYSUSERS_PROBLEMS } from './stanza_problems.ts';
import { TEXT_WARNINGS } from './text_warnings.ts';
import { VARIABLE_PROBLEMS } from './variable_problems.ts';
import type { WarningEntry } from './problem_entry.ts';
import { YAML_PROBLEMS } from './yaml_problems.ts';

/** What the config can make an error, or switch off: `warnings`. In the order of the documentation. */
export const WARNING_GROUPS = {
  'Warnings: descriptive fields': TEXT_WARNINGS,
  'Warnings: relations': RELATION_WARNINGS,
  'Warnings: names': NAME_WARNINGS,
  'Warnings: contents': PATH_WARNINGS,
  'Warnings: files': FILE_WARNINGS,
  'Warnings: scripts, units and changelogs': SCRIPT_WARNINGS,
} as const;

/** In the order of the documentation. */
export const PROBLEM_GROUPS = {
  'The YAML': YAML_PROBLEMS,
  'Keys and values': KEY_PROBLEMS,
  'Overlays, flags and `--set`': LAYER_PROBLEMS,
  'Names, versions and fields': FIELD_PROBLEMS,
  Variables: VARIABLE_PROBLEMS,
  Sources: SOURCE_PROBLEMS,
  Relations: RELATION_PROBLEMS,
  Contents: CONTENT_PROBLEMS,
  Systemd: SYSTEMD_PROBLEMS,
  Alternatives: ALTERNATIVE_PROBLEMS,
  'Users and groups': SYSUSERS_PROBLEMS,
  Changelogs: CHANGELOG_PROBLEMS,
  Packing: PACKING_PROBLEMS,
  'Commands and Bazel': COMMAND_PROBLEMS,
  ...WARNING_GROUPS,
} as const;

export type ProblemCode = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups];
type Groups = typeof PROBLEM_GROUPS;

export type WarningCode = { [G in keyof WarningGroups]: keyof WarningGroups[G] }[keyof WarningGroups];
type WarningGroups = typeof WARNING_GROUPS;

/** The table in one. */
export const PROBLEM_CODES: Readonly<Record<ProblemCode, ProblemEntry>> = Object.assign(
  {},
  ...Object.values(PROBLEM_GROUPS),
) as Record<ProblemCode, ProblemEntry>;

/** Those that are warnings, unless the config says otherwise. */
export const WARNINGS: Readonly<Record<WarningCode, WarningEntry>> = Object.assign(
  {},
  ...Object.values(WARNING_GROUPS),
) as Record<WarningCode, WarningEntry>;
