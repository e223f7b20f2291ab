/** The plans of a config, and what a plan says in the form of the expectations. */
import type { Layers } from '../../src/config/load.ts';
import { SCRIPT_KINDS } from '../../src/schema/scripts.ts';
import { FIELDS } from '../../src/format/fields.ts';
import { spelledFields } from '../../src/format/relations.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { planConfig } from '../../src/plan/plan_config.ts';
import { inSets } from './compare.ts';
import type { Facts } from './facts.ts';

export const TODAYS_CONFIG = 'build/pkgs/packages.yaml';

/** For amd64. */
export async function plansOf(layers: Layers): Promise<readonly Plan[]> {
  return (await planConfig(layers, { architectures: ['amd64'] })).plans;
}

/** Field by field what a plan alone says: all but what `contents` and scripts become. */
export function differencesOfPlan(
  plan: Plan,
  want: Pick<Facts, 'relations'> & { fields: ReadonlyMap<string, string> },
) {
  const seen = fieldsOf(plan);
  const found = [...want.fields].flatMap(([name, value]) => {
    // What rpm itself says where nothing is said.
    if (value === 'Unspecified' || name === 'Os') return [];
    return seen.get(name) === value ? [] : [`- field ${name}: ${value}`, `+ field ${name}: ${seen.get(name)}`];
  });
  found.push(...[...seen.keys()].filter((name) => !want.fields.has(name)).map((name) => `+ field ${name}`));
  const relations = entriesOf(plan);
  for (const kind of new Set([...relations.keys(), ...Object.keys(want.relations)])) {
    found.push(...inSets(kind, want.relations[kind] ?? [], relations.get(kind) ?? []));
  }
  return found;
}

/** Field or tag to its relations, each `name` or `name OP version`. */
export function entriesOf(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const fields = [...spelledFields(plan.relations, plan.format)];
  return new Map(fields.map(([name, all]) => [name, all.map((one) => one.replace(/ \((.*)\)$/, ' $1'))]));
}

function fieldsOf(plan: Plan): Map<string, string> {
  const fields = new Map<string, string>();
  const scripts: readonly string[] = SCRIPT_KINDS;
  for (const field of FIELDS.filter(({ key }) => !scripts.includes(key))) {
    const value = (plan as Readonly<Record<string, unknown>>)[field.key];
    const name = field[plan.format];
    if (typeof value === 'string' && name !== undefined) fields.set(RPM_TAGS[name] ?? name, value);
  }
  if (plan.format === 'deb') {
    fields.set('Version', `${plan.version}-${plan.revision}`);
    fields.set('Description', `${plan.summary}\n ${plan.description}`);
  }
  return fields;
}

/** As `rpm --xml` calls a tag, where a spec calls it otherwise. */
const RPM_TAGS: Readonly<Record<string, string>> = { URL: 'Url', BuildArch: 'Arch' };
