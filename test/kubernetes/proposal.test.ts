/** examples/kubernetes-1.14, one config for both formats, against what was built from five source packages and one spec. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FORMATS } from '../../src/format/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { temporaryFolder } from '../support/packing.ts';
import { differences, wanted } from './compare.ts';
import { PACKAGES } from './facts.ts';
import { writeInputs } from './inputs.ts';
import { testSaid } from './linted.ts';
import { observe } from './observe.ts';
import { packAll } from './packing.ts';
import { plansOf } from './plans.ts';
import { CNI_PLUGINS, PROPOSAL } from './proposal.ts';

const folder = temporaryFolder();
describe.each(['native', 'fpm'])('1.14.3 by the engine %s', (engine) => {
  const own = join(folder, engine);
  let artifacts: ReadonlyMap<string, readonly [Plan, string]>;

  beforeAll(async () => {
    const plans = await plansOf({ config: 'examples/kubernetes-1.14/packages.yaml', engine });
    const made = await packAll(plans, writeInputs(join(own, 'in'), CNI_PLUGINS, []), join(own, 'out'));
    artifacts = new Map(plans.map((plan, at) => [`${plan.package} ${plan.format}`, [plan, made[at] ?? '']]));
  }, 600_000);

  const rows = PACKAGES.flatMap((name) => ['deb', 'rpm'].map((format) => [name, format] as const));

  it.each(rows)('%s as %s', async (name, format) => {
    const [plan, artifact] = artifacts.get(`${name} ${format}`) ?? [];
    if (plan === undefined || artifact === undefined) throw new Error('not built');
    const seen = await observe(artifact, plan.format, join(own, 'read', `${name}-${format}`));
    expect(await differences(wanted(PROPOSAL[name][plan.format], '1.14', plan), seen, plan.format)).toEqual([]);
  });

  if (engine === 'native') {
    for (const format of FORMATS) {
      testSaid(format, '1.14', own, () => PACKAGES.map((name) => artifacts.get(`${name} ${format}`)?.[1] ?? ''));
    }
  }

  it('bears the names that it was published under', () => {
    expect([...artifacts.values()].map(([{ fileName }]) => fileName).sort()).toEqual([
      'cri-tools-1.12.0-0.x86_64.rpm',
      'cri-tools_1.12.0-00_amd64.deb',
      'kubeadm-1.14.3-0.x86_64.rpm',
      'kubeadm_1.14.3-00_amd64.deb',
      'kubectl-1.14.3-0.x86_64.rpm',
      'kubectl_1.14.3-00_amd64.deb',
      'kubelet-1.14.3-0.x86_64.rpm',
      'kubelet_1.14.3-00_amd64.deb',
      'kubernetes-cni-0.7.5-0.x86_64.rpm',
      'kubernetes-cni_0.7.5-00_amd64.deb',
    ]);
  });
});
