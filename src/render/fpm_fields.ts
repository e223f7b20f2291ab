/** What a package says of itself, as flags of fpm, and what must be struck from fpm's own text. */
import { FIELDS, type Field } from '../format/fields.ts';
import { relationFields } from '../format/relations.ts';
import { lookUp } from '../look_up.ts';
import type { Plan } from '../plan/plan.ts';
import type { FpmArgument } from './fpm_argument.ts';

export function fieldArguments(plan: Plan): FpmArgument[] {
  const own = FIELDS.flatMap((field) => {
    const flag = field.fpm?.[plan.format];
    if (flag === undefined) return [];
    return valuesOf(plan, field).map((value) => [flag, value] as const);
  });
  return [...own, ...relationArguments(plan), ...customArguments(plan)].map(([flag, value]) => [
    flag,
    literal(plan, value),
  ]);
}

function customArguments({ fields = {}, format }: Plan): [flag: string, value: string][] {
  const flag = format === 'deb' ? '--deb-field' : '--rpm-tag';
  return Object.entries(fields).map(([name, value]) => [flag, `${name}: ${value}`]);
}

/** The tags of an rpm that fpm has flags for. */
const RELATION_FLAGS: Readonly<Record<string, string>> = {
  Requires: '--depends',
  Conflicts: '--conflicts',
  Obsoletes: '--replaces',
  Provides: '--provides',
};

// A deb has one field for each kind, an rpm one tag for each relation. fpm edits what --depends and its like are given for a
// deb: lower case, no `_`, no `/`. A --deb-field it leaves alone.
function relationArguments(plan: Plan): [flag: string, value: string][] {
  return [...relationFields(plan.relations, plan.format)].flatMap(([field, entries]): [string, string][] => {
    if (plan.format === 'deb') return [['--deb-field', `${field}: ${entries.join(', ')}`]];
    const flag = lookUp(RELATION_FLAGS, field);
    return entries.map((entry) => (flag === undefined ? ['--rpm-tag', `${field}: ${entry}`] : [flag, entry]));
  });
}

/**
 * Lines of sed that take out what fpm writes for want of a value: an address at example.com, a licence "unknown". And the
 * `Prefix: /` that makes every rpm relocatable.
 */
export function fieldEdits(plan: Plan): string[] {
  const unsaid = FILLED_IN.filter((key) => plan[key] === undefined);
  const names = FIELDS.filter(({ key }) => unsaid.some((name) => name === key)).map((field) => field[plan.format]);
  if (plan.format === 'deb') return names.map((name) => `/^${name}: /d`);
  // An rpm must have a License: rpmbuild itself says so where there is none.
  return ['Prefix', ...names.filter((name) => name !== 'License')].map((name) => `1,/^%description$/{/^${name}: /d;}`);
}

/** The keys for which fpm has a value of its own. */
const FILLED_IN = ['homepage', 'license', 'section'] as const;

/** A value for each time that the flag is given. */
function valuesOf(plan: Plan, field: Field): string[] {
  switch (field.key) {
    case 'package':
      return [plan.package];
    case 'architecture':
    case 'formatArchitecture':
      return [plan.formatArchitecture];
    case 'epoch':
      return plan.epoch === undefined ? [] : [String(plan.epoch)];
    // Empty, fpm leaves it out; not given, fpm writes the user and the host.
    case 'vendor':
      return [plan.vendor ?? ''];
    case 'version':
    case 'revision':
    case 'maintainer':
      return [plan[field.key]];
    case 'homepage':
    case 'license':
    case 'section':
    case 'priority':
      return plan[field.key] === undefined ? [] : [plan[field.key] ?? ''];
    case 'summary':
      return plan.format === 'rpm' ? [plan.summary] : [];
    case 'description':
      return [plan.format === 'rpm' ? rpmDescription(plan) : debDescription(plan)];
    default:
      return [];
  }
}

// fpm indents the lines after the first, and writes ` .` for a blank one.
function debDescription({ summary, description }: Plan): string {
  const lines = description.trimEnd().split('\n');
  return [summary, ...lines.map((line) => line.trimEnd())].filter((_, at) => at === 0 || description !== '').join('\n');
}

function rpmDescription({ summary, description }: Plan): string {
  return description.trim() === '' ? summary : description.trimEnd();
}

/**
 * In a spec `%` begins a macro: double, it is itself. fpm writes ` .` for a blank line of an rpm's description; a line that
 * expands to nothing stays blank. https://rpm-software-management.github.io/rpm/manual/macros.html
 */
function literal(plan: Plan, value: string): string {
  if (plan.format === 'deb') return value;
  return value.replaceAll('%', '%%').replace(/^[ \t]*$/gm, (blank) => (value === '' ? blank : '%{nil}'));
}
