/** build/pkgs/packages.yaml, version by version, against what Kubernetes builds of it today. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FORMATS } from '../../src/format/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { temporaryFolder } from '../support/packing.ts';
import { differences, wanted } from './compare.ts';
import type { PackageName } from './facts.ts';
import { writeInputs } from './inputs.ts';
import { testSaid } from './linted.ts';
import { observe } from './observe.ts';
import { packAll } from './packing.ts';
import { differencesOfPlan, plansOf, TODAYS_CONFIG } from './plans.ts';
import { CNI_PLUGINS, today } from './today.ts';
import { VERSIONS, type VersionFacts } from './today_versions.ts';

const NEWEST = 'v1.36.5';
const isLong = process.env['ONEPACK_LONG'] === '1';
const versions = Object.entries(VERSIONS);
const built = versions.filter(([, { built: when }]) => when === 'all' || (isLong && when === 'long'));
const left = versions.filter(([, { built: when }]) => when === 'long' && !isLong).map(([version]) => version);
if (left.length > 0)
  console.log(`left out: the packages of ${left.join(', ')}, which make test-all builds; their plans are compared`);

const folder = temporaryFolder();

function expectation(plan: Plan, facts: VersionFacts) {
  const name = plan.package as PackageName;
  return wanted(today(facts)[name][plan.format], 'today', plan);
}

describe('the plans of today', () => {
  it.each(versions)('%s', async (version, facts) => {
    const plans = await plansOf({ config: TODAYS_CONFIG, version });
    const found = plans.map((plan) => [
      plan.package,
      plan.format,
      ...differencesOfPlan(plan, expectation(plan, facts)),
    ]);
    expect(found.filter(([, , ...lines]) => lines.length > 0)).toEqual([]);
    expect(plans).toHaveLength(10);
  });
});

describe('the packages of today', () => {
  const rows = built.flatMap(([version]) => ['deb', 'rpm'].map((format) => [version, format] as const));
  let artifacts: Map<Plan, string>;
  let plans: Map<string, readonly Plan[]>;

  beforeAll(async () => {
    const sources = writeInputs(join(folder, 'in'), CNI_PLUGINS, ['LICENSE', 'README.md']);
    plans = new Map();
    for (const [version] of built) plans.set(version, await plansOf({ config: TODAYS_CONFIG, version }));
    const all = [...plans.values()].flat();
    const made = await packAll(all, sources, join(folder, 'out'));
    artifacts = new Map(all.map((plan, at) => [plan, made[at] ?? '']));
  }, 600_000);

  it.each(rows)('%s as %s', async (version, format) => {
    const own = plans.get(version)?.filter((plan) => plan.format === format) ?? [];
    const found: Record<string, string[]> = {};
    for (const plan of own) {
      const scratch = join(folder, 'read', `${plan.package}-${version}-${format}`);
      const seen = await observe(artifacts.get(plan) ?? '', plan.format, scratch);
      const facts = VERSIONS[version];
      if (facts === undefined) throw new Error(version);
      found[plan.package] = await differences(expectation(plan, facts), seen, plan.format);
    }
    expect(found).toEqual({ kubelet: [], kubeadm: [], kubectl: [], 'kubernetes-cni': [], 'cri-tools': [] });
  });
  for (const format of FORMATS) {
    testSaid(format, 'today', folder, () => {
      const own = plans.get(NEWEST)?.filter((plan) => plan.format === format) ?? [];
      return own.map((plan) => artifacts.get(plan) ?? '');
    });
  }
});
