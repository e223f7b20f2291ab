/** The names of what plans become: two plans of one run may not write the same file. */
import type { LoadedConfig } from '../config/load.ts';
import type { Problem } from '../problems/problem.ts';
import { type Plan, planName } from './plan.ts';

/** Packages go by their conventional name; plans, wrappers and Bazel's targets by that of the plan. */
const NAMES: readonly ((plan: Plan) => string)[] = [({ fileName }) => fileName, planName];

/** One problem for each plan that would write over what another one wrote. */
export function sharedNames(plans: readonly Plan[], { general }: LoadedConfig): Problem[] {
  return NAMES.flatMap((nameOf) => {
    const first = new Map<string, Plan>();
    return plans.flatMap((plan): Problem[] => {
      // Names that differ in nothing but capitals are one file on many a disk, and on macOS and Windows.
      const name = nameOf(plan).toLowerCase();
      const other = first.get(name);
      if (other === undefined) first.set(name, plan);
      // What is in a list twice is said there.
      const isItself = other !== undefined && planName(other) === planName(plan) && other.package === plan.package;
      return other === undefined || isItself ? [] : [shared(other, plan, nameOf, general)];
    });
  });
}

function shared(one: Plan, other: Plan, nameOf: (plan: Plan) => string, general: LoadedConfig['general']): Problem {
  const names = [...new Set([nameOf(one), nameOf(other)])];
  const as =
    names.length === 1 ? `the same file, ${names.join('')}` : `${names.join(' and ')}, which differ only in capitals`;
  const place = general.locateKey(['packages', other.package]);
  return {
    code: 'same-file-name',
    message: `${inWords(one)} and ${inWords(other)} would be written to ${as}`,
    hint: one.package === other.package ? ofArchitectures(one, other) : 'give one of the packages another name',
    path: ['packages', other.package],
    ...(place === undefined ? {} : { place }),
  };
}

function inWords({ package: name, architecture, format }: Plan): string {
  return `the ${format} of ${name} for ${architecture}`;
}

function ofArchitectures(one: Plan, other: Plan): string {
  const { format, formatArchitecture } = one;
  return (
    `both architectures are called "${formatArchitecture}" in a ${format}: give one another name in \`architectureNames\`, ` +
    `or pack only one of them at a time: --arch=${other.architecture}`
  );
}
