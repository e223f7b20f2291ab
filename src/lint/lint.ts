/** Lints the packages of a set: reports what lintian and rpmlint would say, and paths that no package has, at the user's own keys. */
import { sorted } from '../config/check.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Problem, SourceText } from '../problems/problem.ts';
import { lookUp } from '../system/look_up.ts';
import { placeOf } from '../plan/locate.ts';
import type { Plan } from '../plan/plan.ts';
import type { TimeFrom } from '../plan/time.ts';
import { type WarningCode, WARNINGS } from '../problems/codes/codes.ts';
import type { Level, Treatment } from '../problems/codes/problem_entry.ts';
import { compressionRules } from './compression.ts';
import { conffileRules } from './files.ts';
import { documentRules } from './texts.ts';
import { fieldRules } from './fields.ts';
import { type DiskTrees, type Finding, NO_TEXTS, type PlanTexts, type Rule } from './finding.ts';
import { modeRules, treeModeRules } from './files.ts';
import { unknownAccounts } from './accounts.ts';
import { findNames, type SetFinding } from './names.ts';
import { placeRules } from './places.ts';
import { launcherRules } from './launchers.ts';
import { oddFileRules } from './odd_files.ts';
import { relationRules } from './relations.ts';
import { scriptRules } from './scripts.ts';
import { type Shipped, shippedBy } from './shipped.ts';
import { symlinkRules } from './files.ts';
import { textRules } from './texts.ts';
import { unitRules } from './units.ts';
import { versionRules } from './versions.ts';

/** To add a rule, add it to the list of its theme, and its code to problems/codes/. */
const RULES: readonly Rule[] = [
  ...textRules,
  ...fieldRules,
  ...versionRules,
  ...relationRules,
  ...placeRules,
  ...conffileRules,
  ...modeRules,
  ...treeModeRules,
  ...symlinkRules,
  ...documentRules,
  ...compressionRules,
  ...oddFileRules,
  ...unitRules,
  ...launcherRules,
  ...scriptRules,
];

export interface LintOptions {
  readonly loaded: LoadedConfig;
  readonly plans: readonly Plan[];
  /** The plans of the whole set, whatever was selected: a unit may run a program of another package. */
  readonly set: readonly Plan[];
  /** The texts of the config, in the order in which problems are shown. */
  readonly order: readonly SourceText[];
  readonly treatment?: Treatment | undefined;
  /** What says the time of everything in the packages. */
  readonly timeFrom?: TimeFrom;
  /** Texts by plan. Rules for scripts and units report nothing if the texts have not been read. */
  readonly texts?: ReadonlyMap<Plan, PlanTexts>;
  /** Trees on disk. Nothing is reported for trees that have not been read. */
  readonly trees?: DiskTrees;
}

/** Warnings, and what the config makes errors, each once, in the order of the text; those in units and scripts come last. */
export function lint({
  loaded,
  plans,
  set,
  order,
  treatment,
  timeFrom,
  texts = new Map(),
  trees = new Map(),
}: LintOptions): Problem[] {
  const undated = timeFrom === 'default' ? loaded.general.locate(['version']) : undefined;
  const names = Object.keys(loaded.general.config.packages);
  const known = new Map<string, Shipped>();
  const shippedWith = ({ format, architecture }: Plan): Shipped => {
    const name = `${format} ${architecture}`;
    const others = (): Plan[] =>
      set.filter((other) => other.format === format && meet(other.architecture, architecture));
    const shipped = known.get(name) ?? shippedBy(others(), names);
    known.set(name, shipped);
    return shipped;
  };
  const problems = plans.flatMap((plan) => {
    const { config } = loaded.forFormat(plan.format);
    const input = { plan, config, shipped: shippedWith(plan), texts: texts.get(plan) ?? NO_TEXTS, undated, trees };
    const findings = [...RULES.flatMap((rule) => rule(input)), ...unknownAccounts(plan, set)];
    return findings.flatMap((finding) => problemOf(finding, plan, loaded, treatment));
  });
  problems.push(...findNames(loaded, set).flatMap((finding) => problemOfSet(finding, loaded, treatment)));
  // If two packages share a key of `defaults`, and one treats the warning as an error, the error stays.
  problems.sort((left, right) => Number(right.severity === 'error') - Number(left.severity === 'error'));
  const read = [...texts.values()].flatMap(({ units, scripts, changelog, launchers }) => [
    ...units.values(),
    ...(launchers?.values() ?? []),
    ...scripts.values(),
    ...(changelog === undefined ? [] : [changelog]),
  ]);
  return sorted(problems, [...order, ...new Set(read)]);
}

// Whether both can be installed on one machine.
function meet(one: string, other: string): boolean {
  return one === other || one === 'all' || other === 'all';
}

function problemOf(finding: Finding, plan: Plan, loaded: LoadedConfig, treatment?: Treatment): Problem[] {
  const level = treated(levelOf(finding.code, plan.package, loaded), treatment);
  if (level === 'off') return [];
  const { code, message, hint, at } = finding;
  const path = ['packages', plan.package, ...at];
  const place = placeOf(at, plan, loaded.forFormat(plan.format));
  // In a file that several packages may contain, so it belongs to no package's key.
  const where =
    finding.place === undefined ? { path, ...(place === undefined ? {} : { place }) } : { place: finding.place };
  return [{ code, severity: level, message, ...where, ...(hint === undefined ? {} : { hint }) }];
}

function problemOfSet(finding: SetFinding, loaded: LoadedConfig, treatment?: Treatment): Problem[] {
  const { code, message, hint, path, place, package: name = '' } = finding;
  const level = treated(levelOf(code, name, loaded), treatment);
  if (level === 'off') return [];
  const more = { ...(place === undefined ? {} : { place }), ...(hint === undefined ? {} : { hint }) };
  return [{ code, severity: level, message, path, ...more }];
}

function levelOf(code: WarningCode, name: string, { general: { config } }: LoadedConfig): Level {
  return lookUp(config.packages, name)?.warnings?.[code] ?? config.warnings?.[code] ?? WARNINGS[code].level;
}

function treated(level: Level, treatment?: Treatment): Level {
  return level === 'warning' && treatment !== undefined ? treatment : level;
}
