/** The fields of a package, as flags of fpm, and the edits that remove what fpm adds by itself. */
import { FIELDS, type Field, TEXT_KEYS } from '../../format/fields.ts';
import { spelledFields } from '../../format/relations.ts';
import { lookUp } from '../../system/look_up.ts';
import type { Plan } from '../../plan/plan.ts';
import type { FpmArgument } from './arguments.ts';

export function fieldArguments(plan: Plan): FpmArgument[] {
  const own = FIELDS.flatMap((field) => {
    const flag = field.fpm?.[plan.format];
    if (flag === undefined) return [];
    const name = NAMING.includes(flag) ? `${field[plan.format]}: ` : '';
    return valuesOf(plan, field).map((value) => [flag, `${name}${value}`] as const);
  });
  return [...own, ...relationArguments(plan), ...customArguments(plan)].map(([flag, value]) => [
    flag,
    literal(plan, value),
  ]);
}

/** For flags whose value begins with the name of the field or tag. */
const NAMING = ['--deb-field', '--rpm-tag'];

function customArguments({ fields = {}, format }: Plan): [flag: string, value: string][] {
  const flag = format === 'deb' ? '--deb-field' : '--rpm-tag';
  return Object.entries(fields).map(([name, value]) => [flag, `${name}: ${value}`]);
}

/** The tags of an rpm for which fpm has flags. */
const RELATION_FLAGS: Readonly<Record<string, string>> = {
  Requires: '--depends',
  Conflicts: '--conflicts',
  Obsoletes: '--replaces',
  Provides: '--provides',
};

// A deb has one field for all relations of a kind, an rpm one tag for each relation. For a deb fpm rewrites the values of --depends and
// similar flags (lower case, no `_`, no `/`), but not those of --deb-field.
function relationArguments(plan: Plan): [flag: string, value: string][] {
  return [...spelledFields(plan.relations, plan.format)].flatMap(([field, entries]): [string, string][] => {
    if (plan.format === 'deb') return [['--deb-field', `${field}: ${entries.join(', ')}`]];
    const flag = lookUp(RELATION_FLAGS, field);
    return entries.map((entry) => (flag === undefined ? ['--rpm-tag', `${field}: ${entry}`] : [flag, entry]));
  });
}

/**
 * Lines of sed that remove what fpm writes for a missing value, such as an address at example.com or the licence "unknown", and the line
 * `Prefix: /`, which would make every rpm relocatable.
 */
export function fieldEdits(plan: Plan): string[] {
  const unsaid = FILLED_IN.filter((key) => plan[key] === undefined);
  const names = FIELDS.filter(({ key }) => unsaid.some((name) => name === key)).map((field) => field[plan.format]);
  if (plan.format === 'deb') return names.map((name) => `/^${name}: /d`);
  // An rpm must have a License; if there is none, rpmbuild says so itself.
  return ['Prefix', ...names.filter((name) => name !== 'License')].map((name) => `1,/^%description$/{/^${name}: /d;}`);
}

/** The keys for which fpm has a default. */
const FILLED_IN = ['homepage', 'license', 'section'] as const;

/** The values of a flag that is given once for each. */
function valuesOf(plan: Plan, field: Field): string[] {
  switch (field.key) {
    case 'package':
      return [plan.package];
    case 'architecture':
    case 'formatArchitecture':
      return [plan.formatArchitecture];
    case 'epoch':
      return plan.epoch === undefined ? [] : [String(plan.epoch)];
    // fpm writes nothing for an empty value, but user and host if the flag is not given.
    case 'vendor':
      return [plan.vendor ?? ''];
    case 'version':
    case 'revision':
    case 'maintainer':
      return [plan[field.key]];
    case 'summary':
      return plan.format === 'rpm' ? [plan.summary] : [];
    case 'description':
      return [plan.format === 'rpm' ? rpmDescription(plan) : debDescription(plan)];
    default:
      return TEXT_KEYS.flatMap((key) => (key === field.key ? (plan[key] ?? []) : []));
  }
}

// fpm indents every line but the first, and writes a blank line as ` .`.
function debDescription({ summary, description }: Plan): string {
  const lines = description.trimEnd().split('\n');
  return [summary, ...lines.map((line) => line.trimEnd())].filter((_, at) => at === 0 || description !== '').join('\n');
}

function rpmDescription({ summary, description }: Plan): string {
  return description.trim() === '' ? summary : description.trimEnd();
}

/**
 * In a spec `%` begins a macro, and `%%` is a percent sign. fpm would write a blank line of an rpm's description as ` .`, but a line with a
 * macro that expands to nothing stays blank. https://rpm-software-management.github.io/rpm/manual/macros.html
 */
function literal(plan: Plan, value: string): string {
  if (plan.format === 'deb') return value;
  return value.replaceAll('%', '%%').replace(/^[ \t]*$/gm, (blank) => (value === '' ? blank : '%{nil}'));
}
